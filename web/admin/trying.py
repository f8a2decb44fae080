"""Before publishing: what a draft would change; and publishing it, now or later."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import aiohttp_jinja2
from aiohttp import web
from pydantic import BaseModel, Field

from actions.trial import Outcome, Tried, tried
from knowledge import articles, publishing, review, scheduling, trials
from knowledge.articles import Row
from knowledge.passages import plain
from knowledge.plain_language import hints, lix
from knowledge.scheduling import Scheduled
from knowledge.versions import original
from servicecenter.hours import SWEDEN
from web import request as asked
from web.admin import alike
from web.admin.common import DONE, act, page, publisher, today
from web.admin.view import differences, standing
from web.desk.login import for_editors
from web.errors import TrialFails
from web.keys import ACROSS, AGENT, CLOCK, DATABASE, EMBEDDINGS, GAPS, LIBRARY, UNDERSTANDING

VERDICTS = {
    "better": ("Bättre", "good"),
    "worse": ("Sämre", "danger"),
    "moved": ("Annat svar", "caution"),
    "same": ("Samma", ""),
}
DECISIONS = {
    "answer": "Svarar med",
    "clarify": "Frågar vilken som menas",
    "hand_over": "Lämnar till en människa",
    "pass_on": "Hänvisar utanför föreningsfrågor",
}

routes = web.RouteTableDef()


class Publish(BaseModel):
    """`version` is the one that was looked at; `at` is Swedish time, none for now."""

    version: int | None = None
    reason: str | None = Field(None, max_length=500)
    at: datetime | None = None


class Try(BaseModel):
    questions: str = Field(max_length=3000)


@dataclass(frozen=True)
class Draft:
    row: Row
    tried: list[Tried]

    @property
    def failing(self) -> list[Tried]:
        """Those that this text makes fail, and those of its own that it does not answer."""
        name = original(self.row.article)
        return [
            one
            for one in self.tried
            if one.fails and (one.expected == name or one.now.good_for(one.expected))
        ]


@routes.get("/admin/articles/{id}/try")
@for_editors
@aiohttp_jinja2.template("admin/try.html")
async def try_page(request: web.Request) -> dict[str, Any]:
    draft = await _draft(request)
    article = draft.row.article
    live = await request.app[DATABASE].read(articles.live, [article.id])
    return page(
        request,
        row=draft.row,
        article=article,
        standing=standing(draft.row, today(request)),
        changes=differences(live[0], article) if live else None,
        unreviewed=await request.app[DATABASE].read(
            review.is_lacking, article.id, draft.row.version
        ),
        tried=[shown(one) for one in draft.tried],
        failing=[one.question for one in draft.failing],
        alike=await alike.of_draft(request, draft.row),
        hints=hints(article.body) if article.language == "sv" else [],
        lix=lix(plain(article.body)) if article.language == "sv" else None,
    )


@routes.post("/api/admin/articles/{id}/try")
@for_editors
async def try_questions(request: web.Request) -> web.Response:
    """The questions, one on each line, put to what is live and to the draft."""
    given = await asked.read(request, Try)
    lines = dict.fromkeys(filter(None, map(str.strip, given.questions.splitlines())))
    row = await request.app[DATABASE].read(articles.newest, request.match_info["id"])
    found = await _tried(request, row, [(line[:300], None, False) for line in lines][:20])
    return web.json_response({"tried": [shown(one) for one in found]})


@routes.post("/api/admin/articles/{id}/publish")
@for_editors
async def publish(request: web.Request) -> web.Response:
    """Now or later. A trial question that fails needs a reason, which is kept."""
    given = await asked.read(request, Publish)
    draft = await _draft(request)
    reason = (given.reason or "").strip() or None
    if draft.failing and reason is None:
        raise TrialFails("; ".join(one.question for one in draft.failing))
    version = given.version or draft.row.version
    if given.at is None:
        await _publish_now(request, version, reason)
    else:
        at = given.at if given.at.tzinfo else given.at.replace(tzinfo=SWEDEN)
        name, by = request.match_info["id"], request[AGENT].login
        later = Scheduled(name, version, at, by, reason)
        await request.app[DATABASE].write(publishing.publish_later, later, request.app[CLOCK]())
    return web.json_response(DONE)


@routes.post("/api/admin/articles/{id}/unschedule")
@for_editors
async def unschedule(request: web.Request) -> web.Response:
    return await act(request, scheduling.call_off, request.match_info["id"])


async def _publish_now(request: web.Request, version: int, reason: str | None) -> None:
    database, embeddings = request.app[DATABASE], request.app[EMBEDDINGS]
    name, who, now = request.match_info["id"], publisher(request, reason), request.app[CLOCK]()
    await publishing.publish_newest(database, embeddings, name, who, now, version)
    request.app[GAPS].wake()
    request.app[ACROSS].tell("gaps")


async def _draft(request: web.Request) -> Draft:
    """The newest text, with all trial questions put to it."""
    database = request.app[DATABASE]
    row = await database.read(articles.newest, request.match_info["id"])
    questions = await database.read(trials.everything)
    wanted = [(one.question, one.article_id, True) for one in questions]
    return Draft(row, await _tried(request, row, wanted))


async def _tried(
    request: web.Request, row: Row, questions: Sequence[tuple[str, str | None, bool]]
) -> list[Tried]:
    if not questions:
        return []
    understanding = request.app[UNDERSTANDING]
    prepared = await publishing.prepare(request.app[EMBEDDINGS], row.article)
    then = understanding.on(await request.app[LIBRARY].draft(row.article, prepared))
    return await tried(understanding, then, questions)


def shown(one: Tried) -> dict[str, Any]:
    words, tone = VERDICTS[one.verdict]
    return {
        "question": one.question,
        "verdict": words,
        "tone": tone,
        "fails": one.fails,
        "now": _in_words(one.now),
        "then": _in_words(one.then),
    }


def _in_words(outcome: Outcome) -> str:
    titles = " / ".join(article.title for article in outcome.articles)
    return f"{DECISIONS[outcome.decision]}{': ' if titles else ''}{titles}"
