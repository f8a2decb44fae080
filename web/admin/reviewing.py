"""Having an article reviewed by someone else before it is published."""

from typing import Any

import aiohttp_jinja2
from aiohttp import web
from pydantic import BaseModel
from sqlalchemy import Connection

from knowledge import articles, review
from knowledge.articles import Row
from knowledge.review import Review
from servicecenter import contact_paths, people
from servicecenter.handing_on import UnknownAgent, UnknownFunction
from web import request as asked
from web.admin.common import act, page, today
from web.admin.view import differences, saved, standing
from web.desk.login import for_administrators, for_editors
from web.keys import DATABASE

WRITERS = ("editor", "admin")

routes = web.RouteTableDef()


class Ask(BaseModel):
    version: int
    of: str


class Approve(BaseModel):
    version: int


@routes.get("/admin/articles/{id}/review")
@for_editors
@aiohttp_jinja2.template("admin/review.html")
async def review_page(request: web.Request) -> dict[str, Any]:
    name = request.match_info["id"]
    return page(request, **await request.app[DATABASE].read(_shown, name, request), name=name)


def _shown(db: Connection, name: str, request: web.Request) -> dict[str, Any]:
    row = articles.newest(db, name)
    need, found = review.need(db, name), review.of(db, name, row.version)
    live = articles.live(db, [name])
    functions = {one.id: one.name for one in contact_paths.load(db).functions.values()}
    names = _names(db)
    return {
        "row": row,
        "article": row.article,
        "standing": standing(row, today(request)),
        "need": need,
        "needing": [(one, functions.get(one, one)) for one in need.functions],
        "owner": functions.get(row.article.function, row.article.function),
        "author": names.get(row.saved_by, row.saved_by),
        "asked": in_words(found, names) if found else None,
        "approved": _approved(found, names),
        "others": {one: of for one, of in _writers(db).items() if one != row.saved_by},
        "changes": differences(live[0], row.article) if live else None,
    }


def in_words(one: Review, names: dict[str, str]) -> str | None:
    """Who asked whom, and when."""
    if one.asked_by is None or one.asked_of is None or one.asked_at is None:
        return None
    by, of = (names.get(who, who) for who in (one.asked_by, one.asked_of))
    return f"{by} bad {of} granska version {one.version} den {saved(one.asked_at)}."


def _approved(one: Review | None, names: dict[str, str]) -> str | None:
    if one is None or one.approved_by is None or one.approved_at is None:
        return None
    by = names.get(one.approved_by, one.approved_by)
    return f"{by} godkände version {one.version} den {saved(one.approved_at)}."


def waiting(db: Connection, who: str) -> list[dict[str, Any]]:
    """What waits for a review; what this person was asked to review comes first."""
    names = _names(db)
    found = [_waiting(row, one, names, who) for row, one in review.waiting(db)]
    return sorted(found, key=lambda one: not one["is_mine"])


def _waiting(row: Row, one: Review | None, names: dict[str, str], who: str) -> dict[str, Any]:
    told = in_words(one, names) if one else None
    return {
        "title": row.article.title,
        "href": f"/admin/articles/{row.article.id}/review",
        "why": told or f"Version {row.version} väntar på någon som granskar den.",
        "is_mine": one is not None and one.asked_of == who,
    }


def _names(db: Connection) -> dict[str, str]:
    return {one.login: one.name for one in people.everyone(db)}


def _writers(db: Connection) -> dict[str, str]:
    able = (one for one in people.everyone(db) if one.active and one.role in WRITERS)
    return {one.login: one.name for one in able}


@routes.post("/api/admin/articles/{id}/ask-for-review")
@for_editors
async def ask(request: web.Request) -> web.Response:
    given = await asked.read(request, Ask)
    return await act(request, _ask, request.match_info["id"], given.version, given.of)


def _ask(db: Connection, name: str, version: int, of: str, *by_and_when: Any) -> None:
    if of not in _writers(db):
        raise UnknownAgent(of)
    review.ask(db, name, version, of, *by_and_when)


@routes.post("/api/admin/articles/{id}/approve")
@for_editors
async def approve(request: web.Request) -> web.Response:
    """By someone who has read the version that is named."""
    given = await asked.read(request, Approve)
    return await act(request, review.approve, request.match_info["id"], given.version)


@routes.post("/api/admin/articles/{id}/require-review")
@for_editors
async def require(request: web.Request) -> web.Response:
    return await act(request, review.set_for_article, request.match_info["id"])


@routes.post("/api/admin/functions/{id}/require-review")
@for_editors
async def require_of_function(request: web.Request) -> web.Response:
    return await act(request, _set_for_function, request.match_info["id"])


def _set_for_function(db: Connection, function_id: str, *by_and_when: Any) -> None:
    if function_id not in contact_paths.load(db).functions:
        raise UnknownFunction(function_id)
    review.set_for_function(db, function_id, *by_and_when)


@routes.post("/api/admin/articles/{id}/lift-review")
@for_administrators
async def lift(request: web.Request) -> web.Response:
    """Whoever could both write and lift it would need no one."""
    return await act(request, review.lift_for_article, request.match_info["id"])


@routes.post("/api/admin/functions/{id}/lift-review")
@for_administrators
async def lift_of_function(request: web.Request) -> web.Response:
    return await act(request, review.lift_for_function, request.match_info["id"])
