"""What agents do with an enquiry among themselves. Every rule is in servicecenter.handing_on,
.among_colleagues, .joining and .putting_off."""

from datetime import datetime
from functools import partial
from typing import Literal

from aiohttp import web
from pydantic import AwareDatetime, BaseModel

from servicecenter import among_colleagues, handing_on, joining, mentions, putting_off
from web import request as asked
from web.desk.login import for_agents
from web.desk.routes import Words, act
from web.keys import AGENT, DATABASE

routes = web.RouteTableDef()


class Transfer(BaseModel):
    """To an agent of the function, or to its queue."""

    function: str
    agent: str | None = None
    why: Literal["misrouted", "more_to_answer", "away", "other"] = "other"
    note: str


class Consult(Words):
    function: str


class Join(BaseModel):
    other: str


class PutOff(BaseModel):
    until: AwareDatetime


@routes.post("/api/desk/enquiries/{number}/transfer")
@for_agents
async def transfer(request: web.Request) -> web.Response:
    given = await asked.read(request, Transfer)
    words = asked.words(request, given.note) if given.note.strip() else ""
    hand_on = partial(handing_on.transfer, login=given.agent, why=given.why)
    return await act(request, hand_on, given.function, words)


@routes.post("/api/desk/enquiries/{number}/note")
@for_agents
async def note(request: web.Request) -> web.Response:
    given = await asked.read(request, Words)
    words = asked.words(request, given.text)
    return await act(request, among_colleagues.write, str(given.id), words, moves=False)


@routes.get("/api/desk/enquiries/{number}/people")
@for_agents
async def people(request: web.Request) -> web.Response:
    """Whom a note can name."""
    number, who = request.match_info["number"], request[AGENT]
    return web.json_response(await request.app[DATABASE].read(mentions.people, number, who))


@routes.post("/api/desk/enquiries/{number}/noticed")
@for_agents
async def noticed(request: web.Request) -> web.Response:
    """They have the notes before them that name them."""
    return await act(request, mentions.look, moves=False)


@routes.post("/api/desk/enquiries/{number}/consult")
@for_agents
async def consult(request: web.Request) -> web.Response:
    given = await asked.read(request, Consult)
    words = asked.words(request, given.text)
    consult = among_colleagues.consult
    return await act(request, consult, given.function, str(given.id), words, moves=False)


@routes.post("/api/desk/enquiries/{number}/join")
@for_agents
async def join(request: web.Request) -> web.Response:
    """The other one goes on in this one."""
    given = await asked.read(request, Join)
    return await act(request, joining.join, given.other)


@routes.post("/api/desk/enquiries/{number}/put-off")
@for_agents
async def put_off(request: web.Request) -> web.Response:
    until: datetime = (await asked.read(request, PutOff)).until
    return await act(request, putting_off.put_off, until, moves=False)


@routes.post("/api/desk/enquiries/{number}/take-up")
@for_agents
async def take_up(request: web.Request) -> web.Response:
    return await act(request, putting_off.take_up, moves=False)
