"""The pages that articles build on: which are watched, and what has changed there."""

import asyncio
from typing import Any

import aiohttp_jinja2
from aiohttp import web

from knowledge.sources import watching
from knowledge.sources.watching import Source
from web.admin.common import act, page
from web.admin.view import saved
from web.desk.login import for_editors
from web.keys import DATABASE

WHY = {
    "robots": "Sidan ber om att inte läsas av program.",
    "empty": "Ingen text gick att läsa där.",
    "NotOutside": "Bara sidor på internet vars adress börjar med https:// går att läsa.",
    "404": "Sidan finns inte längre.",
    "410": "Sidan finns inte längre.",
}
FAILED = "Sidan gick inte att läsa."

routes = web.RouteTableDef()


@routes.get("/admin/sources")
@for_editors
@aiohttp_jinja2.template("admin/sources.html")
async def sources_page(request: web.Request) -> dict[str, Any]:
    found = await request.app[DATABASE].read(watching.everything)
    # Comparing long texts takes its time.
    shown = await asyncio.to_thread(lambda: [_shown(one) for one in found])
    unwatched = sum(not one.is_watched for one in found)
    return page(request, sources=shown, unwatched=unwatched)


def _shown(one: Source) -> dict[str, Any]:
    return {
        "id": one.article_id,
        "title": one.title,
        "url": one.url,
        "is_watched": one.is_watched,
        "checked": saved(one.checked_at) if one.checked_at else None,
        "failed": WHY.get(one.failed, FAILED) if one.failed else None,
        "changed": saved(one.changed_at) if one.changed_at else None,
        "pieces": one.pieces,
    }


@routes.post("/api/admin/articles/{id}/watch")
@for_editors
async def watch(request: web.Request) -> web.Response:
    return await act(request, watching.watch, request.match_info["id"])


@routes.post("/api/admin/articles/{id}/leave")
@for_editors
async def leave(request: web.Request) -> web.Response:
    return await act(request, watching.leave, request.match_info["id"])


@routes.post("/api/admin/articles/{id}/seen-source")
@for_editors
async def seen(request: web.Request) -> web.Response:
    return await act(request, watching.mark_seen, request.match_info["id"])


@routes.post("/api/admin/sources/watch-all")
@for_editors
async def watch_all(request: web.Request) -> web.Response:
    return await act(request, watching.watch_all)
