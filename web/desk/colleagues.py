"""What agents do with an enquiry among themselves. Every rule is in servicecenter.handing_on,
.among_colleagues and .putting_off."""

from datetime import datetime
from functools import partial
from typing import Literal

from aiohttp import web
from pydantic import AwareDatetime, BaseModel

from servicecenter import among_colleagues, handing_on, putting_off
from web import request as asked
from web.desk.login import for_agents
from web.desk.routes import Words, act

routes = web.RouteTableDef()


class Transfer(BaseModel):
    """To an agent of the function, or to its queue."""

    function: str
    agent: str | None = None
    why: Literal["misrouted", "more_to_answer", "away", "other"] = "other"
    note: str


class Consult(Words):
    function: str


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


@routes.post("/api/desk/enquiries/{number}/consult")
@for_agents
async def consult(request: web.Request) -> web.Response:
    given = await asked.read(request, Consult)
    words = asked.words(request, given.text)
    consult = among_colleagues.consult
    return await act(request, consult, given.function, str(given.id), words, moves=False)


@routes.post("/api/desk/enquiries/{number}/put-off")
@for_agents
async def put_off(request: web.Request) -> web.Response:
    until: datetime = (await asked.read(request, PutOff)).until
    return await act(request, putting_off.put_off, until, moves=False)


@routes.post("/api/desk/enquiries/{number}/take-up")
@for_agents
async def take_up(request: web.Request) -> web.Response:
    return await act(request, putting_off.take_up, moves=False)
