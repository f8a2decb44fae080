"""The chat's page and its API."""

import uuid
from datetime import datetime
from typing import Any

from aiohttp import web
from aiohttp_jinja2 import render_template
from pydantic import BaseModel
from sqlalchemy import Connection

from conversations import messages
from conversations.access import NoAccess, conversation_for_visitor
from conversations.content import Text
from conversations.files import attachments
from conversations.files.kinds import ACCEPTED
from conversations.language import choose
from conversations.receive import Received, Started, receive, start
from conversations.states import State
from servicecenter import reopening, survey
from servicecenter.contact_paths import DUTY, ContactPaths
from texts.catalogue import text
from web import request as asked
from web.embed.hint import hinted
from web.keys import (
    CLOCK,
    DATABASE,
    LIMITS,
    LIVE,
    MAIL,
    PATHS,
    SETTINGS,
    TURNS,
    WRITING,
)
from web.language import language_of
from web.live import QUEUES
from web.sender import sender
from web.streams import follow
from web.widget import standing
from web.widget.view import shown
from web.widget.written_in import written_in

LOOKS_ANYWAY = 25  # seconds after which a stream reads the database although no hint came

routes = web.RouteTableDef()


class Said(BaseModel):
    id: uuid.UUID
    text: str
    choice: str | None = None


@routes.get("/")
async def front(request: web.Request) -> web.Response:
    raise web.HTTPFound("/chatt")


@routes.get("/chatt")
async def page(request: web.Request) -> web.StreamResponse:
    settings = request.app[SETTINGS]
    told = {
        "municipality": settings.municipality,
        "language": language_of(request),
        "notice": notice(request),
        "longest": settings.max_message,
        "accepted": ACCEPTED,
        "max_file_mb": settings.max_file_mb,
        "mail": request.app[MAIL] is not None,
        "hosts": settings.hosts,
        "hours": standing.hours(request.app[PATHS].known.functions[DUTY], request.app[CLOCK]()),
    }
    response = render_template("widget/page.html", request, told)
    response.enable_compression()  # it holds nothing secret that its length could tell
    return response


@routes.post("/api/conversations")
async def begin(request: web.Request) -> web.Response:
    limits = request.app[LIMITS]
    await limits.count(limits.conversations, "conversations", sender(request))
    now, hint = request.app[CLOCK](), await hinted(request)
    started: Started = await request.app[DATABASE].write(
        start, notice(request), now, language_of(request), hint
    )
    view = await view_of(request, started.id, started.secret, 0)
    return web.json_response({"secret": started.secret, **view}, status=201)


@routes.post("/api/conversations/{id}/messages")
async def say(request: web.Request) -> web.Response:
    """201 after the commit; the same id again is answered 200, with the first result."""
    conversation_id = request.match_info["id"]
    said = await asked.read(request, Said)
    words = asked.words(request, said.text)
    written = Text(text=words, choice=said.choice, language=written_in(words, said.choice))
    limits = request.app[LIMITS]
    await limits.count(limits.messages, "messages", conversation_id)
    received: Received = await request.app[DATABASE].write(
        receive,
        conversation_id,
        secret(request),
        str(said.id),
        written,
        request.app[CLOCK](),
        reopening,
    )
    request.app[WRITING].end(conversation_id, "visitor")
    if received.pending:
        request.app[LIVE].changed_soon(conversation_id)
        request.app[TURNS].take(received.pending)
    elif received.is_new:
        request.app[TURNS].wake(conversation_id)
        request.app[LIVE].changed(conversation_id)
        request.app[LIVE].changed(QUEUES)
    answer = {"id": str(said.id), "seq": received.seq}
    return web.json_response(answer, status=201 if received.is_new else 200)


@routes.post("/api/conversations/{id}/language")
async def choose_language(request: web.Request) -> web.Response:
    """The conversation goes on in the language that the request is made in."""
    conversation_id, chosen = request.match_info["id"], language_of(request)
    await request.app[DATABASE].write(choose, conversation_id, secret(request), chosen)
    return web.json_response({"language": chosen})


@routes.get("/api/conversations/{id}")
async def look(request: web.Request) -> web.Response:
    view = await view_of(request, request.match_info["id"], secret(request), asked.after(request))
    return web.json_response(view)


@routes.get("/api/conversations/{id}/events")
async def stream(request: web.Request) -> web.StreamResponse:
    """Everything after the reader's last number, then whatever comes, until they leave."""
    conversation_id, key = request.match_info["id"], secret(request)

    async def look(seq: int) -> dict[str, Any]:
        return await view_of(request, conversation_id, key, seq)

    return await follow(request, conversation_id, LOOKS_ANYWAY, asked.after(request), look)


def notice(request: web.Request) -> str:
    """What a visitor reads first, before there is a conversation and as its first message."""
    settings = request.app[SETTINGS]
    told: dict[str, str | int] = {"municipality": settings.municipality, "days": settings.keep_days}
    return text(language_of(request), "page-notice", **told)


async def view_of(request: web.Request, conversation_id: str, key: str, seq: int) -> dict[str, Any]:
    """The conversation after a number, and who is writing. Raises NoAccess."""
    app = request.app
    paths, now = app[PATHS].known, app[CLOCK]()
    view: dict[str, Any] = await app[DATABASE].read(visible, conversation_id, key, seq, paths, now)
    writing = app[WRITING].writes(conversation_id, "agent")
    return view | {"writing": view["person"] if writing else None}


def visible(
    db: Connection, conversation_id: str, key: str, seq: int, paths: ContactPaths, now: datetime
) -> dict[str, Any]:
    """Raises NoAccess."""
    current = conversation_for_visitor(db, conversation_id, key)
    with_person = current.state in (State.WAITING, State.PERSON)
    return {
        "id": current.id,
        "files": attachments.states(db, current.id),
        "files_left": attachments.left_to_send(db, current.id) if with_person else None,
        "language": current.language,
        "survey": survey.asked(db, current.id, current.state),
        **standing.of(db, current, paths, now),
        "messages": [shown(message) for message in messages.after(db, current.id, seq)],
    }


def secret(request: web.Request) -> str:
    """Sent as a header, since addresses end up in logs."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme != "Bearer":
        raise NoAccess
    return token
