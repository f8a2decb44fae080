"""The visitor's address for answers: given in the chat, confirmed from a link in a letter."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated

import aiohttp_jinja2
from aiohttp import web
from pydantic import BaseModel, StringConstraints
from sqlalchemy import Connection

from conversations.access import conversation_for_visitor
from servicecenter import addresses, mailing
from servicecenter.addresses import Address, LinkNotValid
from web import request as asked
from web.errors import MailIsOff
from web.keys import ACROSS, CLOCK, DATABASE, LIMITS, LIVE, MAIL, SETTINGS
from web.language import language_of
from web.live import QUEUES
from web.sender import sender
from web.widget.routes import secret
from web.widget.taking_along import pdf_of, transcript_for

routes = web.RouteTableDef()


class Given(BaseModel):
    address: Annotated[str, StringConstraints(max_length=320)]


@routes.get("/api/conversations/{id}/address")
async def look(request: web.Request) -> web.Response:
    found: Address = await request.app[DATABASE].read(
        _look, request.match_info["id"], secret(request), request.app[CLOCK]()
    )
    return _answer(found)


@routes.post("/api/conversations/{id}/address")
async def give(request: web.Request) -> web.Response:
    conversation_id = request.match_info["id"]
    given = await asked.read(request, Given)
    limits = request.app[LIMITS]
    await limits.count(limits.addresses, "addresses from", sender(request))
    now, key = request.app[CLOCK](), secret(request)
    await request.app[DATABASE].read(conversation_for_visitor, conversation_id, key)
    if request.app[MAIL] is None:
        raise MailIsOff
    link = link_of(request)
    found: Address = await request.app[DATABASE].write(
        addresses.give, conversation_id, key, given.address, link, now
    )
    changed(request, conversation_id)
    return _answer(found, status=202)


@routes.delete("/api/conversations/{id}/address")
async def remove(request: web.Request) -> web.Response:
    conversation_id, now = request.match_info["id"], request.app[CLOCK]()
    await request.app[DATABASE].write(addresses.remove, conversation_id, secret(request), now)
    changed(request, conversation_id)
    return _answer(Address("none"))


@routes.post("/api/conversations/{id}/transcript")
async def send_transcript(request: web.Request) -> web.Response:
    conversation_id, now = request.match_info["id"], request.app[CLOCK]()
    one = await transcript_for(request)
    if request.app[MAIL] is None:
        raise MailIsOff
    await request.app[DATABASE].read(mailing.check, conversation_id)
    pdf = await pdf_of(one)
    key = secret(request)
    await request.app[DATABASE].write(mailing.send, conversation_id, key, one, pdf, now)
    wake_mail(request)
    return web.json_response({"done": True}, status=202)


@routes.get("/e-post/{token}")
async def confirm_page(request: web.Request) -> web.Response:
    """Asks for a press of a button: programs that look for harm in mail open all links in it."""
    token, now = request.match_info["token"], request.app[CLOCK]()
    try:
        await request.app[DATABASE].read(addresses.check, token, now)
    except LinkNotValid:
        return _page(request, "gone", status=404)
    return _page(request, "ask")


@routes.post("/e-post/{token}")
async def confirm(request: web.Request) -> web.Response:
    token, now = request.match_info["token"], request.app[CLOCK]()
    try:
        conversation_id: str = await request.app[DATABASE].write(addresses.confirm, token, now)
    except LinkNotValid:
        return _page(request, "gone", status=404)
    changed(request, conversation_id)
    return _page(request, "done")


def link_of(request: web.Request) -> Callable[[str, str], str]:
    """What makes, of a token and a language, the link that a letter holds."""
    site = request.app[SETTINGS].public_url.rstrip("/")
    return lambda token, language: f"{site}/e-post/{token}?lang={language}"


def _look(db: Connection, conversation_id: str, key: str, now: datetime) -> Address:
    conversation_for_visitor(db, conversation_id, key)
    return addresses.shown(db, conversation_id, now)


def _page(request: web.Request, step: str, status: int = 200) -> web.Response:
    municipality = request.app[SETTINGS].municipality
    shown = {"step": step, "municipality": municipality, "language": language_of(request)}
    return aiohttp_jinja2.render_template("widget/address.html", request, shown, status=status)


def _answer(address: Address, status: int = 200) -> web.Response:
    return web.json_response({"state": address.state, "address": address.masked}, status=status)


def changed(request: web.Request, conversation_id: str) -> None:
    wake_mail(request)
    request.app[LIVE].changed(conversation_id)
    request.app[LIVE].changed(QUEUES)


def wake_mail(request: web.Request) -> None:
    """Of all processes, the one whose turn it is to send."""
    worker = request.app[MAIL]
    if worker is not None:
        worker.wake()
        request.app[ACROSS].tell("mail")
