"""Articles that say the same, or something else of the same matter."""

from typing import Any

import aiohttp_jinja2
from aiohttp import web

from knowledge import articles
from knowledge.article import Article
from knowledge.articles import Row
from knowledge.likeness import Likeness
from web.admin.common import page
from web.desk.login import for_editors
from web.keys import DATABASE, LIKENESSES

WORDS = {"duplicate": "Säger nästan samma sak", "contradiction": "Säger olika om samma sak"}

routes = web.RouteTableDef()


@routes.get("/admin/likenesses")
@for_editors
@aiohttp_jinja2.template("admin/likenesses.html")
async def likenesses_page(request: web.Request) -> dict[str, Any]:
    known = await request.app[DATABASE].read(articles.live)
    titles = {one.id: one.title for one in known}
    found = [
        {
            "words": WORDS[one.kind],
            "is_contradiction": one.kind == "contradiction",
            "both": [{"id": name, "title": titles[name]} for name in (one.one, one.other)],
            "pairs": one.pairs,
        }
        for one in await request.app[LIKENESSES].among(known)
    ]
    found.sort(key=lambda one: not one["is_contradiction"])
    return page(request, found=found)


async def of_draft(request: web.Request, row: Row) -> list[dict[str, Any]]:
    """What the draft is like among all that is live, itself left out."""
    draft = row.article
    live = [one for one in await request.app[DATABASE].read(articles.live) if one.id != draft.id]
    titles = {one.id: one.title for one in live}
    found = await request.app[LIKENESSES].among([*live, draft])
    return [_of(one, draft, titles) for one in found if draft.id in (one.one, one.other)]


def _of(one: Likeness, draft: Article, titles: dict[str, str]) -> dict[str, Any]:
    is_first = one.one == draft.id
    other = one.other if is_first else one.one
    pairs = one.pairs if is_first else [(theirs, mine) for mine, theirs in one.pairs]
    return {
        "words": WORDS[one.kind],
        "other": {"id": other, "title": titles[other]},
        "pairs": pairs,
    }
