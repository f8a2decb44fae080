"""The queue, live, and searching. Every rule is in servicecenter.queues and .searching."""

from typing import Any

import aiohttp_jinja2
from aiohttp import web

from conversations.words import visible
from servicecenter import looking, queues, searching
from servicecenter.agents import Agent
from servicecenter.queues import PARTS, Wanted
from web.desk.here import tell_here
from web.desk.login import agent_of, for_agents
from web.desk.routes import LOOKS_ANYWAY
from web.desk.view import as_queue, in_queue
from web.errors import NotAllowed
from web.keys import AGENT, CLOCK, DATABASE, LOOKING, OVERLOOKED, SETTINGS
from web.live import QUEUES
from web.streams import follow
from web.words import PARTS_OF_QUEUE

RESTS = 1.5  # seconds; any message anywhere may change a queue
LONGEST_SEARCH = 200  # characters

routes = web.RouteTableDef()


@routes.get("/desk")
@for_agents
@aiohttp_jinja2.template("desk/queue.html")
async def page(request: web.Request) -> dict[str, Any]:
    return {
        "who": request[AGENT],
        "municipality": request.app[SETTINGS].municipality,
        "parts": PARTS_OF_QUEUE,
        "wanted": _wanted(request),
        "searched": _searched(request),
        "page_size": queues.PAGE,
        "overlooked": await request.app[OVERLOOKED].count(),
    }


@routes.get("/api/desk/queue")
@for_agents
async def queue(request: web.Request) -> web.Response:
    await request.app[DATABASE].write(looking.at_queue, request[AGENT], request.app[CLOCK]())
    return web.json_response(await _queue(request, request[AGENT], _wanted(request)))


@routes.get("/api/desk/events")
@for_agents
async def events(request: web.Request) -> web.StreamResponse:
    """The queue whenever it has changed."""
    wanted = _wanted(request)
    await request.app[DATABASE].write(looking.at_queue, request[AGENT], request.app[CLOCK]())

    who = request[AGENT]

    async def look(_: int) -> dict[str, Any]:
        nonlocal who
        who = await _here(request)
        return await _queue(request, who, wanted)

    async def is_same() -> bool:
        return await _here(request) == who

    return await follow(request, QUEUES, LOOKS_ANYWAY, 0, look, is_same, rest=RESTS)


async def _here(request: web.Request) -> Agent:
    """Whose stream it is, as their rights are now. Raises NotLoggedIn and NotAllowed."""
    who = await agent_of(request)
    if not who.may_answer:
        raise NotAllowed
    await tell_here(request, who)
    return who


@routes.get("/api/desk/search")
@for_agents
async def search(request: web.Request) -> web.Response:
    who = request[AGENT]
    found = await request.app[DATABASE].read(searching.search, who, _searched(request))
    await request.app[DATABASE].write(looking.by_search, who, found, request.app[CLOCK]())
    return web.json_response({"enquiries": [in_queue(one, who) for one in found]})


async def _queue(request: web.Request, who: Agent, wanted: Wanted) -> dict[str, Any]:
    found = await request.app[DATABASE].read(queues.queue, who, request.app[CLOCK](), wanted)
    looking = request.app[LOOKING]
    return as_queue(found, who, looking) | {"overlooked": await request.app[OVERLOOKED].count()}


def _wanted(request: web.Request) -> Wanted:
    """What is not understood is left out: an old link shows more, not an error."""
    part, page = request.query.get("show", ""), request.query.get("page", "")
    return Wanted(
        part if part in PARTS else PARTS[0],
        request.query.get("function") or None,
        max(1, int(page)) if page.isascii() and page.isdecimal() and len(page) < 5 else 1,
    )


def _searched(request: web.Request) -> str:
    return visible(request.query.get("q", ""))[:LONGEST_SEARCH]
