"""Coming back to a conversation, taking it along, erasing it."""

import asyncio
import logging
from datetime import datetime
from typing import Annotated

from aiohttp import web
from pydantic import BaseModel, StringConstraints
from sqlalchemy import Connection

from conversations.access import as_written_down, conversation_for_visitor
from conversations.pdf import as_pdf
from conversations.transcript import Transcript, as_text, transcript
from servicecenter import erasing, returning
from web import request as asked
from web.keys import CLOCK, DATABASE, FILES, LIMITS, LIVE
from web.sender import sender
from web.widget.routes import secret, view_of

routes = web.RouteTableDef()
log = logging.getLogger(__name__)

PDFS = asyncio.Semaphore(1)  # made at once; each takes a core

Written = Annotated[str, StringConstraints(max_length=100)]


class Kept(BaseModel):
    """What stands on a receipt, as its holder types it."""

    number: Written
    secret: Written


@routes.post("/api/conversations/continue")
async def come_back(request: web.Request) -> web.Response:
    kept = await asked.read(request, Kept)
    conversation_id = await found(request, kept.number, kept.secret)
    key = as_written_down(kept.secret)
    view = await view_of(request, conversation_id, key, 0)
    return web.json_response({"secret": key, **view})


async def found(request: web.Request, number: str, written: str) -> str:
    """The id of the conversation of a number and its secret; counted before the secret is looked
    at, by number and by address, so that tries at once are counted too."""
    limits = request.app[LIMITS]
    await limits.count(limits.returns, "return from", sender(request))
    await limits.count(limits.returns, "return to", returning.as_number(number))
    conversation_id: str = await request.app[DATABASE].read(_found, number, written)
    return conversation_id


def _found(db: Connection, number: str, written: str) -> str:
    return returning.come_back(db, number, written).id


@routes.delete("/api/conversations/{id}")
async def erase(request: web.Request) -> web.Response:
    conversation_id = request.match_info["id"]
    now = request.app[CLOCK]()
    key = secret(request)
    files = await request.app[DATABASE].write(erasing.erase, conversation_id, key, now)
    request.app[FILES].remove(files)
    log.info("erased conversation=%s why=visitor", conversation_id)
    request.app[LIVE].changed_for_all(conversation_id)
    return web.json_response({"erased": True})


@routes.get("/api/conversations/{id}/transcript.txt")
async def keep_text(request: web.Request) -> web.Response:
    one = await transcript_for(request)
    return _file(f"{one.name}.txt", "text/plain", as_text(one).encode())


@routes.get("/api/conversations/{id}/transcript.pdf")
async def keep_pdf(request: web.Request) -> web.Response:
    one = await transcript_for(request)
    return _file(f"{one.name}.pdf", "application/pdf", await pdf_of(one))


async def pdf_of(one: Transcript) -> bytes:
    """One at a time, in a thread; typst leaves the event loop free meanwhile."""
    async with PDFS:
        return await asyncio.to_thread(as_pdf, one)


async def transcript_for(request: web.Request) -> Transcript:
    """Raises NoAccess and TooOften."""
    limits, conversation_id = request.app[LIMITS], request.match_info["id"]
    now = request.app[CLOCK]()
    one: Transcript = await request.app[DATABASE].read(
        _taken, conversation_id, secret(request), now
    )
    await limits.count(limits.documents, "documents", conversation_id)
    return one


def _taken(db: Connection, conversation_id: str, key: str, now: datetime) -> Transcript:
    return transcript(db, conversation_for_visitor(db, conversation_id, key), now)


def _file(name: str, kind: str, body: bytes) -> web.Response:
    charset = "utf-8" if kind == "text/plain" else None
    named = {"Content-Disposition": f'attachment; filename="{name}"'}
    return web.Response(body=body, content_type=kind, charset=charset, headers=named)
