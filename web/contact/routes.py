"""The page "Vem svarar på vad?"."""

from aiohttp import web
from aiohttp_jinja2 import render_template

from servicecenter.hours import SWEDEN
from web.contact.json_ld import PAGE, described
from web.contact.view import answering, by_topic, shown
from web.keys import CLOCK, OVERLOOKED, PATHS, SETTINGS
from web.language import language_of

routes = web.RouteTableDef()


@routes.get(PAGE)
async def page(request: web.Request) -> web.StreamResponse:
    settings, language = request.app[SETTINGS], language_of(request)
    paths = await request.app[PATHS].now()
    today = request.app[CLOCK]().astimezone(SWEDEN).date()
    _, figures = await request.app[OVERLOOKED].figures()
    functions = [shown(one, paths, language, today) for one in answering(paths)]
    site = settings.public_url.rstrip("/")
    told = {
        "municipality": settings.municipality,
        "language": language,
        "place": PAGE,
        "topics": by_topic(paths, language),
        "functions": functions,
        "figures": figures,
        "described": described(paths, settings.municipality, site, today),
    }
    response = render_template("contact/page.html", request, told)
    response.enable_compression()
    return response
