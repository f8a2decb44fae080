"""The workshop's pages and its API."""

from datetime import date
from typing import Any

import aiohttp_jinja2
from aiohttp import web
from pydantic import BaseModel

from knowledge import articles, publishing
from knowledge.article import Article, from_fields
from knowledge.articles import Row
from servicecenter import contact_paths
from servicecenter.hours import SWEDEN
from web import request as asked
from web.admin.view import in_list, saved, standing
from web.desk.login import for_editors
from web.errors import BadInput
from web.keys import AGENT, CLOCK, DATABASE, EMBEDDINGS, SETTINGS
from web.markdown import to_html
from web.words import ASSOCIATION_TYPES, LANGUAGES, TOPICS

routes = web.RouteTableDef()


class Preview(BaseModel):
    body: str


class Save(BaseModel):
    """`based_on` is the version the editor read; 0 for a new article."""

    based_on: int
    article: dict[str, Any]


@routes.get("/admin")
@for_editors
@aiohttp_jinja2.template("admin/list.html")
async def list_page(request: web.Request) -> dict[str, Any]:
    rows = await request.app[DATABASE].read(articles.all_newest)
    paths = await request.app[DATABASE].read(contact_paths.load)
    listed = [in_list(row, paths.functions, _today(request)) for row in rows]
    return {**_common(request), "articles": listed}


@routes.get("/admin/new")
@for_editors
@aiohttp_jinja2.template("admin/edit.html")
async def new_page(request: web.Request) -> dict[str, Any]:
    return {**_common(request), **await _choices(request), "row": None}


@routes.get("/admin/articles/{id}")
@for_editors
@aiohttp_jinja2.template("admin/edit.html")
async def edit_page(request: web.Request) -> dict[str, Any]:
    row: Row = await request.app[DATABASE].read(articles.newest, request.match_info["id"])
    return {
        **_common(request),
        **await _choices(request),
        "row": row,
        "standing": standing(row, _today(request)),
        "saved_at": saved(row.saved_at),
    }


@routes.post("/api/admin/preview")
@for_editors
async def preview(request: web.Request) -> web.Response:
    """The body as the chat will show it: its first paragraph, then the rest."""
    given = await asked.read(request, Preview)
    lead, _, rest = given.body.strip().partition("\n\n")
    return web.json_response({"lead_html": to_html(lead), "rest_html": to_html(rest)})


@routes.post("/api/admin/articles")
@for_editors
async def save(request: web.Request) -> web.Response:
    """Stores a new version; what is answered from does not change before it is published."""
    given = await asked.read(request, Save)
    article: Article = from_fields(given.article)
    await _check_owner(request, article)
    version = await request.app[DATABASE].write(
        articles.save, article, request[AGENT].login, request.app[CLOCK](), given.based_on
    )
    return web.json_response({"id": article.id, "version": version})


@routes.post("/api/admin/articles/{id}/publish")
@for_editors
async def publish(request: web.Request) -> web.Response:
    database, embeddings = request.app[DATABASE], request.app[EMBEDDINGS]
    await publishing.publish_newest(database, embeddings, request.match_info["id"])
    return web.json_response({"done": True})


@routes.post("/api/admin/articles/{id}/unpublish")
@for_editors
async def unpublish(request: web.Request) -> web.Response:
    await request.app[DATABASE].write(articles.unpublish, request.match_info["id"])
    return web.json_response({"done": True})


async def _check_owner(request: web.Request, article: Article) -> None:
    paths = await request.app[DATABASE].read(contact_paths.load)
    if article.function not in paths.functions:
        raise BadInput("Välj en funktion som äger artikeln.")


def _today(request: web.Request) -> date:
    return request.app[CLOCK]().astimezone(SWEDEN).date()


def _common(request: web.Request) -> dict[str, Any]:
    return {"who": request[AGENT], "municipality": request.app[SETTINGS].municipality}


async def _choices(request: web.Request) -> dict[str, Any]:
    paths = await request.app[DATABASE].read(contact_paths.load)
    return {
        "functions": list(paths.functions.values()),
        "topics": {code: words for code, words in TOPICS.items() if code != "out_of_scope"},
        "association_types": ASSOCIATION_TYPES,
        "languages": LANGUAGES,
    }
