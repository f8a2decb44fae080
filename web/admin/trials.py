"""Trial questions: all of them, as they are answered now."""

from typing import Any

import aiohttp_jinja2
from aiohttp import web
from pydantic import BaseModel, Field

from actions.trial import outcome
from conversations.words import visible
from knowledge import articles, trials
from knowledge.trials import Trial
from knowledge.versions import original
from web import request as asked
from web.admin.common import act, page
from web.admin.trying import DECISIONS
from web.desk.login import for_editors
from web.errors import BadInput
from web.keys import DATABASE, UNDERSTANDING

GOOD = {2: ("Rätt", "good"), 1: ("Föreslås", "good"), 0: ("Fel", "danger")}

routes = web.RouteTableDef()


class Add(BaseModel):
    """Without an article, nothing may answer the question."""

    question: str = Field(max_length=300)
    article: str | None = None


@routes.get("/admin/trials")
@for_editors
@aiohttp_jinja2.template("admin/trials.html")
async def trials_page(request: web.Request) -> dict[str, Any]:
    database = request.app[DATABASE]
    rows = await database.read(articles.all_newest)
    titles = {
        row.article.id: row.article.title for row in rows if original(row.article) == row.article.id
    }
    known = await database.read(trials.everything)
    return page(
        request, trials=[await _shown(request, one, titles) for one in known], titles=titles
    )


@routes.post("/api/admin/trials")
@for_editors
async def add(request: web.Request) -> web.Response:
    given = await asked.read(request, Add)
    question = " ".join(visible(given.question).split())
    if not question:
        raise BadInput("Skriv en fråga.")
    return await act(request, trials.add, question, given.article)


@routes.post(r"/api/admin/trials/{trial:\d{1,9}}/remove")
@for_editors
async def remove(request: web.Request) -> web.Response:
    return await act(request, trials.remove, int(request.match_info["trial"]))


async def _shown(request: web.Request, one: Trial, titles: dict[str, str]) -> dict[str, Any]:
    found = await outcome(request.app[UNDERSTANDING], one.question, "sv")
    words, tone = GOOD[found.good_for(one.article_id)]
    answered = ": ".join([DECISIONS[found.decision], " / ".join(a.title for a in found.articles)])
    return {
        "id": one.id,
        "question": one.question,
        "expected": titles.get(one.article_id, one.article_id) if one.article_id else None,
        "article_id": one.article_id,
        "words": words,
        "tone": tone,
        "answered": answered.removesuffix(": "),
    }
