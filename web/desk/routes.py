"""The desk's pages and its API. Every rule is in servicecenter.desk."""

import uuid
from functools import partial
from typing import Any, Literal

import aiohttp_jinja2
from aiohttp import web
from pydantic import BaseModel, Field
from sqlalchemy import Connection

from conversations import messages
from conversations.files import attachments
from conversations.files.kinds import ACCEPTED
from servicecenter import (
    addresses,
    among_colleagues,
    contact_paths,
    desk,
    enquiries,
    following,
    gaps,
    handing_on,
    joined,
    looking,
    mentions,
    standing,
    survey,
    taking,
)
from servicecenter.agents import Agent
from servicecenter.audit import ONE_LOOK
from web import request as asked
from web.desk.here import tell_here
from web.desk.login import agent_of, for_agents
from web.desk.view import as_note, history, in_queue, with_trace
from web.keys import AGENT, CLOCK, DATABASE, LIVE, LOOKED, LOOKING, SETTINGS, WRITING
from web.live import QUEUES
from web.streams import follow
from web.words import OUTCOMES, SURVEY, WHY_HANDED_ON, named

# Seconds. With a quarter more and the rest, five: a right that is taken away ends within them.
LOOKS_ANYWAY = 2.4

routes = web.RouteTableDef()


class Words(BaseModel):
    id: uuid.UUID
    text: str


class Reply(Words):
    seen: int = Field(ge=0, lt=2**31)


class Close(BaseModel):
    outcome: Literal["answered", "passed_on", "not_ours", "no_answer_needed"]
    bot_could: bool = False


@routes.get("/desk/{number}")
@for_agents
@aiohttp_jinja2.template("desk/enquiry.html")
async def enquiry_page(request: web.Request) -> dict[str, Any]:
    number = request.match_info["number"]
    one = await request.app[DATABASE].read(desk.enquiry_for_agent, number, request[AGENT])
    paths = await request.app[DATABASE].read(contact_paths.load)
    people = await request.app[DATABASE].read(
        handing_on.colleagues, paths.functions, request.app[CLOCK]()
    )
    return {
        "who": request[AGENT],
        "municipality": request.app[SETTINGS].municipality,
        "enquiry": one,
        "functions": sorted(paths.functions.values(), key=lambda function: function.name),
        "people": people,
        "in_words": enquiries.in_words,
        "outcomes": OUTCOMES,
        "why": WHY_HANDED_ON,
        "longest": request.app[SETTINGS].max_message,
        "accepted": ACCEPTED,
        "max_file_mb": request.app[SETTINGS].max_file_mb,
    }


@routes.get("/api/desk/enquiries/{number}")
@for_agents
async def look(request: web.Request) -> web.Response:
    number, seq = request.match_info["number"], asked.after(request)
    return web.json_response(await _view(request, number, request[AGENT], seq))


@routes.get("/api/desk/enquiries/{number}/events")
@for_agents
async def events(request: web.Request) -> web.StreamResponse:
    """What is said in the enquiry's conversation, for as long as the agent may see it."""
    number = request.match_info["number"]
    one = await request.app[DATABASE].read(desk.enquiry_for_agent, number, request[AGENT])

    who = request[AGENT]

    async def look(seq: int) -> dict[str, Any]:
        nonlocal who
        who = await _here(request)
        return await _view(request, number, who, seq)

    async def is_same() -> bool:
        now = await _here(request)
        await request.app[DATABASE].read(desk.enquiry_for_agent, number, now)
        return now == who

    of, after = one.conversation_id, asked.after(request)
    with request.app[LOOKING].at(of, request[AGENT]):
        return await follow(request, of, LOOKS_ANYWAY, after, look, is_same)


async def _here(request: web.Request) -> Agent:
    """Whose stream it is, as their rights are now. Raises NotLoggedIn."""
    who = await agent_of(request)
    await tell_here(request, who)
    return who


async def _view(request: web.Request, number: str, who: Agent, seq: int) -> dict[str, Any]:
    """The conversation after a number, and whether the visitor writes. Raises NoSuchEnquiry."""
    of, view = await request.app[DATABASE].read(visible, number, who, seq)
    now = request.app[CLOCK]()
    if LOOKED not in request or (view["messages"] and now - request[LOOKED] > ONE_LOOK):
        await request.app[DATABASE].write(looking.at_enquiry, number, who, now)
        request[LOOKED] = now
    writing = request.app[WRITING]
    return view | {
        "writing": writing.writes(of, "visitor"),
        "agent_writes": not view["mine"] and writing.writes(of, "agent"),
        "looking": request.app[LOOKING].others(of, who),
    }


def visible(db: Connection, number: str, who: Agent, seq: int) -> tuple[str, dict[str, Any]]:
    """Raises NoSuchEnquiry."""
    one = desk.enquiry_for_agent(db, number, who)
    said = messages.after(db, one.conversation_id, seq)
    address = addresses.confirmed(db, one.conversation_id)
    return one.conversation_id, {
        "enquiry": in_queue(one, who),
        "history": history(following.history(db, one.id)),
        "mine": one.agent_id == who.id,
        "in_charge": desk.is_in_charge(one, who),
        "joined": [each.number for each in joined.to(db, one.id)],
        "notes": [as_note(note) for note in among_colleagues.notes(db, one.id)],
        "mentioned": mentions.is_waited_for(db, one, who),
        "mail": addresses.masked(address) if address else None,
        "survey": named(SURVEY, survey.answer_of(db, one.id)),
        "erased": one.is_erased,
        "files": attachments.states(db, one.conversation_id),
        "seen": one.visitor_seen,
        "messages": [with_trace(message) for message in said],
    }


@routes.post("/api/desk/enquiries/{number}/claim")
@for_agents
async def claim(request: web.Request) -> web.Response:
    return await act(request, partial(taking.take, most=request.app[SETTINGS].at_a_time))


@routes.post("/api/desk/enquiries/{number}/reply")
@for_agents
async def reply(request: web.Request) -> web.Response:
    given = await asked.read(request, Reply)
    text = asked.words(request, given.text)
    answer = partial(desk.reply, seen=given.seen)
    return await act(request, answer, str(given.id), text, moves=False)


@routes.post("/api/desk/enquiries/{number}/release")
@for_agents
async def release(request: web.Request) -> web.Response:
    return await act(request, desk.release)


@routes.post("/api/desk/enquiries/{number}/return-to-bot")
@for_agents
async def return_to_bot(request: web.Request) -> web.Response:
    return await act(request, desk.return_to_bot)


@routes.post("/api/desk/enquiries/{number}/close")
@for_agents
async def end(request: web.Request) -> web.Response:
    given = await asked.read(request, Close)
    close = gaps.close_as_gap if given.bot_could else desk.close
    return await act(request, close, given.outcome)


async def act(request: web.Request, act: Any, *given: Any, moves: bool = True) -> web.Response:
    """Does one thing to one enquiry, then hints to all who look at it; `moves` if others may be at
    another place in a queue then."""
    number, who = request.match_info["number"], request[AGENT]
    conversation_id, beside = await request.app[DATABASE].write(
        _in_one_transaction, moves, act, number, who, *given, request.app[CLOCK]()
    )
    request.app[WRITING].end(conversation_id, "agent")
    for topic in (conversation_id, QUEUES, *beside):
        request.app[LIVE].changed(topic)
    return web.json_response({"done": True})


def _in_one_transaction(
    db: Connection, moves: bool, act: Any, number: str, who: Agent, *given: Any
) -> tuple[str, list[str]]:
    """The conversation, those that go on in it, and those whose place in a queue may be another
    now."""
    before = standing.function_of(db, number)
    act(db, number, who, *given)
    one = desk.numbered(db, number)
    beside = [each.conversation_id for each in joined.to(db, one.id)]
    if moves:
        beside += standing.waiting_with(db, before, one.function_id)
    return one.conversation_id, beside
