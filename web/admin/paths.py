"""The contact paths in the workshop: who answers for what, tried and changed."""

import asyncio
from collections.abc import Callable
from typing import Any

import aiohttp_jinja2
from aiohttp import web
from pydantic import BaseModel
from sqlalchemy import Connection

from knowledge import articles
from servicecenter import absences, contact_paths, paths_editing, paths_versions
from servicecenter.check_paths import find
from servicecenter.contact_paths import ContactPaths, Responsibility
from servicecenter.paths_editing import Edit, PathsHaveHoles
from web import request as asked
from web.admin.common import DONE, page
from web.admin.paths_form import Fields, from_form, to_form
from web.admin.paths_view import in_words, line, tried
from web.admin.view import saved
from web.admin.written import files_of, zipped
from web.desk.login import for_editors
from web.errors import BadInput
from web.keys import AGENT, CLOCK, DATABASE, PATHS, UNDERSTANDING
from web.words import ASSOCIATION_TYPES, DAYS, TOPICS

routes = web.RouteTableDef()


class FunctionForm(BaseModel):
    """`fields` are those of the form, by name."""

    based_on: int
    fields: Fields


class Line(BaseModel):
    based_on: int
    topic: str
    association_type: str | None = None
    matter: str | None = None
    function: str
    remove: str | None = None


class Try(BaseModel):
    question: str
    association_type: str | None = None
    matter: str | None = None


@routes.get("/admin/paths")
@for_editors
@aiohttp_jinja2.template("admin/paths.html")
async def paths_page(request: web.Request) -> dict[str, Any]:
    paths, number, versions, owned = await request.app[DATABASE].read(_all)
    functions = sorted(paths.functions.values(), key=lambda one: one.name)
    return page(
        request,
        functions=functions,
        lines=[line(row) for row in paths.responsibilities],
        holes=[in_words(hole, paths) for hole in find(paths, owned)],
        versions=[(one, saved(one.at)) for one in versions],
        number=number,
        **_words(paths),
    )


def _all(db: Connection) -> tuple[ContactPaths, int, list[paths_versions.Saved], list[Any]]:
    versions = paths_versions.newest(db)
    return contact_paths.load(db), paths_versions.last(db), versions, articles.live(db)


def _words(paths: ContactPaths) -> dict[str, Any]:
    matters = {row.matter for row in paths.responsibilities if row.matter}
    return {"topics": TOPICS, "types": ASSOCIATION_TYPES, "matters": sorted(matters)}


@routes.get("/admin/paths/{id}")
@for_editors
@aiohttp_jinja2.template("admin/function.html")
async def function_page(request: web.Request) -> dict[str, Any]:
    """The page of a function; `new` is that of none yet."""
    paths, number, _, _ = await request.app[DATABASE].read(_all)
    name = request.match_info["id"]
    one = paths.functions.get(name)
    if one is None and name != "new":
        raise web.HTTPNotFound
    others = sorted(paths.functions.values(), key=lambda other: other.name)
    return page(
        request,
        function=one,
        fields=to_form(one) if one else {},
        others=[other for other in others if other.id != name],
        days=DAYS,
        number=number,
    )


@routes.get("/admin/export.zip")
@for_editors
async def export(request: web.Request) -> web.Response:
    """All articles and contact paths, as `./lotsen export` writes them."""
    files = await request.app[DATABASE].read(files_of)
    body = await asyncio.to_thread(zipped, files)
    named = {"Content-Disposition": 'attachment; filename="lotsen.zip"'}
    return web.Response(body=body, content_type="application/zip", headers=named)


@routes.post("/api/admin/paths/check")
@for_editors
async def check(request: web.Request) -> web.Response:
    """What would be wrong if the fields were saved as they are now."""
    given = await asked.read(request, FunctionForm)
    paths, _, _, owned = await request.app[DATABASE].read(_all)
    after = paths_editing.with_function(paths, from_form(given.fields))
    found = paths_editing.new_holes(paths, after, owned)
    return web.json_response({"holes": [in_words(hole, after) for hole in found]})


@routes.post("/api/admin/paths/functions")
@for_editors
async def save(request: web.Request) -> web.Response:
    given = await asked.read(request, FunctionForm)
    one = from_form(given.fields)
    await _changes(request, given.based_on, paths_editing.save_function, one)
    return web.json_response({"id": one.id})


@routes.post("/api/admin/paths/functions/{id}/remove")
@for_editors
async def remove(request: web.Request) -> web.Response:
    given = await asked.read(request, FunctionForm)
    name = request.match_info["id"]
    await _changes(request, given.based_on, paths_editing.remove_function, name)
    return web.json_response(DONE)


@routes.post("/api/admin/paths/lines")
@for_editors
async def change_line(request: web.Request) -> web.Response:
    """Who answers for something; with `remove` no one does by a line of its own."""
    given = await asked.read(request, Line)
    kind = given.association_type
    if given.topic not in TOPICS or (kind is not None and kind not in ASSOCIATION_TYPES):
        raise BadInput("Välj ämne och slag i listorna.")
    row = Responsibility(given.function, given.topic, kind, (given.matter or "")[:32] or None)
    is_kept = given.remove is None
    await _changes(request, given.based_on, paths_editing.assign, row, is_kept)
    return web.json_response(DONE)


@routes.post("/api/admin/paths/try")
@for_editors
async def try_question(request: web.Request) -> web.Response:
    """Where a question would go at this moment."""
    given = await asked.read(request, Try)
    words, now = asked.words(request, given.question), request.app[CLOCK]()
    kind = given.association_type if given.association_type in ASSOCIATION_TYPES else None
    question = await request.app[UNDERSTANDING].of_words(words, kind, given.matter)
    away = await request.app[DATABASE].read(absences.functions_away, now)
    return web.json_response({"facts": tried(question, given.matter, away, now)})


async def _changes(
    request: web.Request, based_on: int, act: Callable[..., int], *what: Any
) -> None:
    """In this process the change holds when this returns, in others a second later."""
    by, now = request[AGENT].login, request.app[CLOCK]()
    paths = request.app[PATHS]
    try:
        await request.app[DATABASE].write(_change, act, based_on, by, now, *what)
    except PathsHaveHoles as error:
        found = " ".join(in_words(hole, paths.known) for hole in error.holes)
        raise BadInput(f"Då skulle frågor inte nå någon, så det är inte sparat. {found}") from None
    await paths.now()


def _change(
    db: Connection, act: Callable[..., int], based_on: int, by: str, now: Any, *what: Any
) -> int:
    return act(db, Edit(based_on, by, now, articles.live(db)), *what)
