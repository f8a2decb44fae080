"""The list of articles, and writing one."""

from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import aiohttp_jinja2
from aiohttp import web
from pydantic import BaseModel
from sqlalchemy import Connection

from actions import messages
from knowledge import articles, history, publishing, scheduling
from knowledge.article import Article, from_fields
from knowledge.articles import Row
from knowledge.versions import original
from servicecenter import gap_groups
from servicecenter.shown_articles import Use, use_of_articles
from web import request as asked
from web.admin import gaps, to_review
from web.admin.common import act, check_owner, choices, page, today
from web.admin.view import differences, in_list, saved, standing
from web.desk.login import for_editors
from web.keys import AGENT, CLOCK, DATABASE, PATHS
from web.widget.view import content

USED_IN = timedelta(days=90)

routes = web.RouteTableDef()


class Preview(BaseModel):
    """An article that is being written: anything may still be missing."""

    body: str
    title: str = ""
    source: str = ""
    topic: str = ""
    function: str = ""
    language: str = "sv"
    verified_on: str = ""
    to_verify: list[str] = []


class Save(BaseModel):
    """`based_on` is the version the editor read, 0 for a new article; `gap` is the group of
    questions that it is to answer."""

    based_on: int
    article: dict[str, Any]
    gap: int | None = None


@routes.get("/admin")
@for_editors
@aiohttp_jinja2.template("admin/list.html")
async def list_page(request: web.Request) -> dict[str, Any]:
    database, is_archive = request.app[DATABASE], "arkiv" in request.query
    rows = await database.read(articles.all_newest)
    paths = await request.app[PATHS].now()
    used = await database.read(use_of_articles, request.app[CLOCK]() - USED_IN)
    times = await database.read(scheduling.everything)
    listed = [
        in_list(row, paths.functions, today(request), used.get(row.article.id, Use()), times)
        for row in rows
        if row.is_archived == is_archive
    ]
    who, now = request[AGENT].login, request.app[CLOCK]()
    first = [] if is_archive else await database.read(to_review.everything, who, now)
    return page(request, articles=listed, is_archive=is_archive, days=USED_IN.days, to_review=first)


@routes.get("/admin/new")
@for_editors
@aiohttp_jinja2.template("admin/edit.html")
async def new_page(request: web.Request) -> dict[str, Any]:
    """Empty, as a translation of an article into a language, or for a group of questions."""
    source, gap, article = request.query.get("of"), request.query.get("gap", ""), None
    if gap.isdecimal() and len(gap) < 10:
        begun = await gaps.first_draft(request, int(gap))
        return page(request, **await choices(request), row=None, article=begun, gap=int(gap))
    if source:
        row = await request.app[DATABASE].read(articles.newest, source)
        language = request.query.get("language", "")
        article = row.article.model_copy(
            update={
                "id": f"{source}-{language}"[:80],
                "language": language,
                "translation_of": source,
                "questions": [],
                "open_questions": [],
            }
        )
    beside = await _beside(request, article)
    return page(request, **await choices(request), row=None, article=article, beside=beside)


@routes.get("/admin/articles/{id}")
@for_editors
@aiohttp_jinja2.template("admin/edit.html")
async def edit_page(request: web.Request) -> dict[str, Any]:
    database = request.app[DATABASE]
    row: Row = await database.read(articles.newest, request.match_info["id"])
    times = await database.read(scheduling.of, row.article.id)
    return page(
        request,
        **await choices(request),
        row=row,
        article=row.article,
        beside=await _beside(request, row.article),
        standing=standing(row, today(request)),
        saved_at=saved(row.saved_at),
        scheduled=times,
        scheduled_at=saved(times.at) if times else None,
    )


async def _beside(request: web.Request, article: Article | None) -> dict[str, Any] | None:
    """The text that a translation follows, and what has changed in it since."""
    if article is None or original(article) == article.id:
        return None
    database = request.app[DATABASE]
    found = await database.read(articles.all_newest)
    source = next((row.article for row in found if row.article.id == original(article)), None)
    if source is None:
        return None
    then = (await database.read(history.outdated)).get(article.id)
    return {
        "article": source,
        "changes": differences(then, source) if then else [],
    }


@routes.post("/api/admin/preview")
@for_editors
async def preview(request: web.Request) -> web.Response:
    """The answer that the chat would show, in the shape that the chat gets."""
    given = await asked.read(request, Preview)
    functions = (await request.app[PATHS].now()).functions
    owner = functions.get(given.function) or next(iter(functions.values()))
    fields = given.model_dump() | {"body": given.body.strip()}
    article = Article.model_construct(id="", **fields)
    article = article.model_copy(update={"verified_on": _day(given.verified_on) or today(request)})
    return web.json_response(content(messages.answer(article, owner, given.language)))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@routes.post("/api/admin/articles")
@for_editors
async def save(request: web.Request) -> web.Response:
    """Stores a new version; what is answered from does not change before it is published."""
    given = await asked.read(request, Save)
    article: Article = from_fields(given.article)
    await check_owner(request, article)
    version = await request.app[DATABASE].write(
        _save, given, article, request[AGENT].login, request.app[CLOCK]()
    )
    return web.json_response({"id": article.id, "version": version})


def _save(db: Connection, given: Save, article: Article, by: str, now: datetime) -> int:
    what = "saved_translation" if article.translation_of else "saved_article"
    version = articles.save(db, article, by, now, given.based_on, what)
    if given.gap is not None:
        gap_groups.link(db, given.gap, original(article), by, now)
    return version


@routes.post("/api/admin/difference")
@for_editors
async def difference(request: web.Request) -> web.Response:
    """Between what another editor has saved meanwhile and what this one has written."""
    given = await asked.read(request, Save)
    mine: Article = from_fields(given.article)
    theirs = await request.app[DATABASE].read(articles.newest, mine.id)
    return web.json_response(
        {
            "version": theirs.version,
            "by": theirs.saved_by,
            "at": saved(theirs.saved_at),
            "changes": differences(theirs.article, mine),
        }
    )


@routes.post("/api/admin/articles/{id}/unpublish")
@for_editors
async def unpublish(request: web.Request) -> web.Response:
    take_away = partial(publishing.take_away, archived=False)
    return await act(request, take_away, request.match_info["id"])


@routes.post("/api/admin/articles/{id}/archive")
@for_editors
async def archive(request: web.Request) -> web.Response:
    take_away = partial(publishing.take_away, archived=True)
    return await act(request, take_away, request.match_info["id"])


@routes.post("/api/admin/articles/{id}/take-out")
@for_editors
async def take_out(request: web.Request) -> web.Response:
    return await act(request, publishing.take_out, request.match_info["id"])
