"""What an article has been, and going back to it."""

from typing import Any

import aiohttp_jinja2
from aiohttp import web
from pydantic import BaseModel

from knowledge import articles, history
from knowledge.article import Article
from knowledge.articles import Row
from web import request as asked
from web.admin.common import page
from web.admin.view import differences, saved
from web.desk.login import for_editors
from web.keys import AGENT, CLOCK, DATABASE

routes = web.RouteTableDef()


class Return(BaseModel):
    """`based_on` is the newest version that the editor saw."""

    version: int
    based_on: int


@routes.get("/admin/articles/{id}/versions")
@for_editors
@aiohttp_jinja2.template("admin/versions.html")
async def versions_page(request: web.Request) -> dict[str, Any]:
    name, database = request.match_info["id"], request.app[DATABASE]
    rows = await database.read(history.versions, name)
    published = await database.read(history.publications, name)
    shown = [
        _shown(row, before.article if before else None)
        for row, before in zip(rows, [*rows[1:], None], strict=True)
    ]
    events = [
        {"version": one.version, "by": one.by, "at": saved(one.at), "reason": one.reason}
        for one in published
    ]
    return page(request, id=name, title=rows[0].article.title, versions=shown, events=events)


@routes.post("/api/admin/articles/{id}/return")
@for_editors
async def return_to(request: web.Request) -> web.Response:
    """Saves an earlier text as the newest version; nothing that was saved goes."""
    given = await asked.read(request, Return)
    database = request.app[DATABASE]
    row = await database.read(history.version, request.match_info["id"], given.version)
    by, now = request[AGENT].login, request.app[CLOCK]()
    version = await database.write(
        articles.save, row.article, by, now, given.based_on, "returned_article"
    )
    return web.json_response({"id": row.article.id, "version": version})


def _shown(row: Row, before: Article | None) -> dict[str, Any]:
    return {
        "number": row.version,
        "by": row.saved_by,
        "at": saved(row.saved_at),
        "is_live": row.version == row.live_version,
        "changes": differences(before, row.article) if before else [],
    }
