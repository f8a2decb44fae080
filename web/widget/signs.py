"""What a visitor's page tells besides words: that they write, what they have seen, that they need
no answer any more."""

from datetime import datetime

from aiohttp import web
from pydantic import BaseModel, Field
from sqlalchemy import Connection

from conversations.access import Conversation, conversation_for_visitor
from conversations.seen import visitor_has_seen
from conversations.states import State
from servicecenter import standing
from servicecenter.withdrawing import withdraw
from web import request as asked
from web.keys import CLOCK, DATABASE, LIMITS, LIVE, WRITING
from web.live import QUEUES
from web.widget.routes import secret

routes = web.RouteTableDef()


class Seen(BaseModel):
    seq: int = Field(ge=0, lt=2**31)


class Withdrawal(BaseModel):
    number: str


@routes.post("/api/conversations/{id}/writing")
async def writing(request: web.Request) -> web.Response:
    """Only a person is told; the bot does not wait for what is being written."""
    conversation_id = request.match_info["id"]
    limits = request.app[LIMITS]
    await limits.count(limits.signs, "writing", conversation_id)
    current: Conversation = await request.app[DATABASE].read(
        conversation_for_visitor, conversation_id, secret(request)
    )
    if current.state is State.PERSON:
        request.app[WRITING].goes_on(conversation_id, "visitor")
    return web.json_response({"done": True})


@routes.post("/api/conversations/{id}/seen")
async def seen(request: web.Request) -> web.Response:
    conversation_id = request.match_info["id"]
    given = await asked.read(request, Seen)
    limits = request.app[LIMITS]
    await limits.count(limits.signs, "seen", conversation_id)
    if await request.app[DATABASE].write(
        visitor_has_seen, conversation_id, secret(request), given.seq
    ):
        request.app[LIVE].changed(conversation_id)
    return web.json_response({"done": True})


@routes.post("/api/conversations/{id}/withdraw")
async def take_back(request: web.Request) -> web.Response:
    """The question of this number needs no answer any more; again changes nothing."""
    conversation_id = request.match_info["id"]
    given = await asked.read(request, Withdrawal)
    beside = await request.app[DATABASE].write(
        _take_back, conversation_id, secret(request), given.number, request.app[CLOCK]()
    )
    for topic in (conversation_id, QUEUES, *beside):
        request.app[LIVE].changed(topic)
    return web.json_response({"done": True})


def _take_back(
    db: Connection, conversation_id: str, key: str, number: str, now: datetime
) -> list[str]:
    """The conversations that were behind it in the queue."""
    withdraw(db, conversation_id, key, number, now)
    return standing.waiting_with(db, standing.function_of(db, number))
