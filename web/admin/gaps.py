"""What was asked and not answered, grouped by meaning, and what editors do about it."""

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

import aiohttp_jinja2
import numpy as np
from aiohttp import web
from pydantic import BaseModel

from knowledge import articles
from knowledge.encoder.model import Vectors
from servicecenter import audit, gap_groups, unanswered
from servicecenter.gap_groups import Group, NoSuchGroup
from servicecenter.unanswered import Key, Unanswered
from web import request as asked
from web.admin.common import act, page
from web.desk.login import for_editors
from web.gap_loop import meanings_of, middles_of
from web.keys import AGENT, CLOCK, DATABASE, GAPS
from web.words import TOPICS, named

RECENT = timedelta(days=28)
WHYS = {
    "clarify": "boten frågade vad som menades",
    "not_helped": "svaret hjälpte inte",
    "hand_over": "gick till en människa",
    "pass_on": "hänvisades utanför föreningsfrågor",
    "bot_could": "handläggaren: boten kunde ha svarat",
}
PLACES = {"open": "Öppna", "mine": "Utdelade", "answered": "Besvarade", "not_ours": "Inte för oss"}
SHOWN = 20

routes = web.RouteTableDef()


class Assign(BaseModel):
    owner: int
    due: date


@routes.get("/admin/gaps")
@for_editors
@aiohttp_jinja2.template("admin/gaps.html")
async def gaps_page(request: web.Request) -> dict[str, Any]:
    await request.app[GAPS].gather()
    found = await _groups(request)
    place = request.query.get("visa", "open")
    counts = Counter(one["place"] for one in found)
    listed = sorted(
        (one for one in found if one["place"] == place),
        key=lambda one: (-one["recent"], -one["count"], one["id"]),
    )
    return page(request, groups=listed, places=PLACES, counts=counts, shown=place)


@routes.get("/admin/gaps/{group}")
@for_editors
@aiohttp_jinja2.template("admin/gap.html")
async def gap_page(request: web.Request) -> dict[str, Any]:
    group_id, database = _named(request), request.app[DATABASE]
    found = {one["id"]: one for one in await _groups(request)}
    if group_id not in found:
        raise NoSuchGroup
    one = found[group_id]
    title = None
    if one["group"].article_id:
        title = (await database.read(articles.newest, one["group"].article_id)).article.title
    return page(
        request,
        one=one,
        title=title,
        writers=await database.read(gap_groups.writers),
        answers=await database.read(gap_groups.answers_of, group_id),
    )


@routes.post("/api/admin/gaps/{group}/assign")
@for_editors
async def assign(request: web.Request) -> web.Response:
    given = await asked.read(request, Assign)
    return await act(request, gap_groups.assign, _named(request), given.owner, given.due)


@routes.post("/api/admin/gaps/{group}/not-ours")
@for_editors
async def not_ours(request: web.Request) -> web.Response:
    return await act(request, gap_groups.mark_not_ours, _named(request))


@routes.post("/api/admin/gaps/{group}/open-again")
@for_editors
async def open_again(request: web.Request) -> web.Response:
    return await act(request, gap_groups.open_again, _named(request))


def _named(request: web.Request) -> int:
    """Raises NoSuchGroup."""
    name = request.match_info["group"]
    if not (name.isdecimal() and len(name) < 10):
        raise NoSuchGroup
    return int(name)


async def first_draft(request: web.Request, group_id: int) -> dict[str, Any]:
    """What an article for a group begins with: what was asked, and what agents answered."""
    found = {one["id"]: one for one in await _groups(request)}
    if group_id not in found:
        raise NoSuchGroup
    one, database = found[group_id], request.app[DATABASE]
    questions = list(dict.fromkeys(member["question"][:300] for member in one["members"]))
    return {
        "title": one["example"][:120],
        "body": "\n\n".join(await database.read(gap_groups.answers_of, group_id)),
        "questions": questions[:SHOWN],
        "function": await database.read(gap_groups.owning_function, group_id) or "",
        "topic": one["topic"] if one["topic"] != "out_of_scope" else "",
    }


async def _groups(request: web.Request) -> list[dict[str, Any]]:
    database, now = request.app[DATABASE], request.app[CLOCK]()
    await database.write(audit.look, request[AGENT].login, "gaps", "", now)
    groups = await database.read(gap_groups.everything)
    known = await database.read(unanswered.everything)
    meanings = meanings_of(known, await request.app[GAPS].middle())
    middles = middles_of(known, meanings)
    members: dict[int, list[Unanswered]] = {}
    for one in known:
        if one.group_id is not None:
            members.setdefault(one.group_id, []).append(one)
    return [
        _group(groups[name], _by_nearness(of_it, meanings, middles[name]), now)
        for name, of_it in members.items()
    ]


def _by_nearness(
    of_it: list[Unanswered], meanings: dict[Key, Vectors], middle: Vectors
) -> list[Unanswered]:
    """The one that says best what the group is about comes first."""
    return sorted(of_it, key=lambda one: -float(np.dot(meanings[one.key], middle)))


def _group(group: Group, members: list[Unanswered], now: datetime) -> dict[str, Any]:
    recent = sum(one.at > now - RECENT for one in members)
    before = sum(now - 2 * RECENT < one.at <= now - RECENT for one in members)
    whys = Counter(one.why for one in members)
    topics = Counter(one.topic for one in members if one.topic)
    topic = topics.most_common(1)[0][0] if topics else ""
    return {
        "id": group.id,
        "group": group,
        "place": _place(group, members),
        "example": members[0].question,
        "count": len(members),
        "answered": sum(one.answered_at is not None for one in members),
        "recent": recent,
        "trend": recent - before,
        "whys": [f"{count} {WHYS[why]}" for why, count in whys.most_common()],
        "topic": topic,
        "topic_name": named(TOPICS, topic) if topic else None,
        "members": [{"question": one.question, "why": WHYS[one.why]} for one in members],
    }


def _place(group: Group, members: list[Unanswered]) -> str:
    if group.not_ours_at:
        return "not_ours"
    if all(one.answered_at for one in members):
        return "answered"
    return "mine" if group.owner_id or group.article_id else "open"
