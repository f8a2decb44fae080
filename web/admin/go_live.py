"""The list of what is not confirmed: what must be, before the municipality stands for all of it."""

from typing import Any

import aiohttp_jinja2
from aiohttp import web
from pydantic import BaseModel
from sqlalchemy import Connection

from knowledge import articles, publishing
from knowledge.publishing import Publisher
from knowledge.review import ReviewLacking
from servicecenter import confirming, contact_paths
from servicecenter.confirming import Confirmation, NotToConfirm
from servicecenter.contact_paths import Function
from web import request as asked
from web.admin.common import DONE, page
from web.admin.view import saved
from web.contact.view import hours
from web.desk.login import for_editors
from web.errors import BadInput
from web.keys import AGENT, CLOCK, DATABASE, EMBEDDINGS, PATHS

LONGEST = 300  # characters
UNREVIEWED = (
    "Uppgiften är bekräftad i ett utkast. Någon annan måste granska det innan det publiceras."
)
# What stands in a function's `to_verify` begins with one of these: the field that is meant.
VALUES = {
    "Telefonnummer": "phone",
    "E-postadress": "email",
    "Besöksadress": "visiting_address",
    "Nämnd": "committee",
    "Funktionens namn": "name",
    "Tid till svar": "target_hours",
}
routes = web.RouteTableDef()


class Confirm(BaseModel):
    kind: str
    of: str
    what: str
    source: str | None = None
    value: str | None = None


@routes.get("/admin/go-live")
@for_editors
@aiohttp_jinja2.template("admin/go_live.html")
async def list_page(request: web.Request) -> dict[str, Any]:
    named, listed, done = await request.app[DATABASE].read(_open)
    count = sum(len(one.to_verify) for one in named)
    count += sum(len(row.article.to_verify) for row, _ in listed)
    return page(
        request,
        functions=[(one, [(what, _value(one, what)) for what in one.to_verify]) for one in named],
        articles=listed,
        done=[(one, saved(one.at)) for one in done],
        count=count,
        longest=LONGEST,
    )


def _open(db: Connection) -> tuple[list[Function], list[Any], list[Confirmation]]:
    """Who is to confirm what an article says is the function that owns it."""
    paths = contact_paths.load(db)
    rows = [row for row in articles.all_newest(db) if row.article.to_verify and not row.is_archived]
    functions = sorted(paths.functions.values(), key=lambda one: one.name)
    owned = [(row, paths.functions[row.article.function]) for row in rows]
    return [one for one in functions if one.to_verify], owned, confirming.newest(db)


def _value(one: Function, what: str) -> str:
    """What would be confirmed, as it stands; that nothing stands there can be right too."""
    if what.startswith("Öppettider"):
        return ", ".join(f"{days} {spans}" for days, spans in hours(one.week, "sv"))
    field = next((field for label, field in VALUES.items() if what.startswith(label)), None)
    return str(getattr(one, field) or "finns inte") if field else ""


@routes.post("/api/admin/confirm")
@for_editors
async def confirm(request: web.Request) -> web.Response:
    given = await asked.read(request, Confirm)
    source = " ".join((given.source or "").split())
    if not source or len(source) > LONGEST:
        raise BadInput("Skriv vem som har bekräftat uppgiften, eller var den står.")
    by, now = request[AGENT].login, request.app[CLOCK]()
    one = Confirmation(given.kind, given.of, given.what, source, by, now)
    if given.kind == confirming.ARTICLE:
        return web.json_response(DONE | await _confirm_article(request, one))
    await request.app[DATABASE].write(_confirm_function, one, given.value or "")
    await request.app[PATHS].now()
    return web.json_response(DONE)


def _confirm_function(db: Connection, one: Confirmation, seen: str) -> None:
    """What someone has changed since it was read is not what is confirmed."""
    function = contact_paths.load(db).functions.get(one.of)
    if function is None or _value(function, one.what) != seen:
        raise NotToConfirm(one.what)
    confirming.confirm_function(db, one)


async def _confirm_article(request: web.Request, one: Confirmation) -> dict[str, Any]:
    """A version without it; live where the one before was, unless someone else must review it."""
    database = request.app[DATABASE]
    version, is_live = await database.write(_save, one)
    if is_live:
        who = Publisher(one.by, "Bekräftad uppgift")
        try:
            await publishing.publish_newest(
                database, request.app[EMBEDDINGS], one.of, who, one.at, version
            )
        except ReviewLacking:
            return {"told": UNREVIEWED}
    return {}


def _save(db: Connection, one: Confirmation) -> tuple[int, bool]:
    row = articles.newest(db, one.of)
    if one.what not in row.article.to_verify:
        raise NotToConfirm(one.what)
    left = [item for item in row.article.to_verify if item != one.what]
    confirmed = row.article.model_copy(update={"to_verify": left})
    version = articles.save(db, confirmed, one.by, one.at, row.version)
    confirming.note(db, one)
    return version, row.live_version == row.version
