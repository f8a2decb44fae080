"""The page of ready replies, and what changes them. The rules: servicecenter.ready_replies."""

from datetime import date
from typing import Annotated, Any

import aiohttp_jinja2
from aiohttp import web
from pydantic import BaseModel, Field

from conversations.words import visible
from servicecenter import contact_paths, ready_replies
from servicecenter.agents import Agent
from servicecenter.contact_paths import Function
from servicecenter.hours import SWEDEN
from servicecenter.ready_replies import PLACES, Draft
from web import request as asked
from web.desk.login import for_agents
from web.errors import BadInput
from web.keys import AGENT, CLOCK, DATABASE, SETTINGS

LONGEST_TITLE = 80

routes = web.RouteTableDef()


class Written(BaseModel):
    """`id` is that of the one to be changed; an empty `function` is all."""

    id: Annotated[int, Field(gt=0, lt=2**31)] | None = None
    title: str
    text: str
    function: str
    review_by: date


@routes.get("/desk/svar")
@for_agents
@aiohttp_jinja2.template("desk/replies.html")
async def page(request: web.Request) -> dict[str, Any]:
    who = request[AGENT]
    paths = await request.app[DATABASE].read(contact_paths.load)
    return {
        "who": who,
        "municipality": request.app[SETTINGS].municipality,
        "replies": await request.app[DATABASE].read(ready_replies.of, who),
        "functions": _theirs(who, paths.functions),
        "places": PLACES,
        "today": request.app[CLOCK]().astimezone(SWEDEN).date(),
        "longest": request.app[SETTINGS].max_message,
        "longest_title": LONGEST_TITLE,
    }


@routes.post("/api/desk/replies")
@for_agents
async def save(request: web.Request) -> web.Response:
    given = await asked.read(request, Written)
    title = visible(given.title)
    if not title or len(title) > LONGEST_TITLE:
        raise BadInput(f"Skriv en rubrik på högst {LONGEST_TITLE} tecken.")
    text = asked.words(request, given.text)
    draft = Draft(given.function or None, title, text, given.review_by)
    who, now = request[AGENT], request.app[CLOCK]()
    await request.app[DATABASE].write(ready_replies.save, who, given.id, draft, now)
    return web.json_response({"done": True})


@routes.post("/api/desk/replies/{id}/remove")
@for_agents
async def remove(request: web.Request) -> web.Response:
    reply_id = asked.number(request, "id")
    await request.app[DATABASE].write(ready_replies.remove, request[AGENT], reply_id)
    return web.json_response({"done": True})


def _theirs(who: Agent, functions: dict[str, Function]) -> list[Function]:
    mine = [one for one in functions.values() if who.role == "admin" or one.id in who.functions]
    return sorted(mine, key=lambda function: function.name)
