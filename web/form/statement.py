"""The accessibility statement that the law (2018:1937) asks for."""

from datetime import date

from aiohttp import web
from babel.dates import format_date

from servicecenter.contact_paths import DUTY, contact
from texts.catalogue import lang
from web.form.routes import render
from web.keys import PATHS
from web.language import language_of

routes = web.RouteTableDef()
ASSESSED = date(2026, 11, 24)
UPDATED = date(2026, 11, 24)
SUPERVISOR = "https://www.digg.se/tdosanmalan"


@routes.get("/tillganglighet")
async def page(request: web.Request) -> web.Response:
    language = language_of(request)
    shown = {
        "assessed": _day(ASSESSED, language),
        "updated": _day(UPDATED, language),
        "supervisor": SUPERVISOR,
        "duty": contact(request.app[PATHS].known.functions[DUTY]),
    }
    return render(request, "statement", shown)


def _day(day: date, language: str) -> str:
    return format_date(day, "long", locale=lang(language))
