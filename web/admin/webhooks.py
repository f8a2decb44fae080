"""The administrators' page of other systems that are told what becomes of enquiries. Every rule is
in servicecenter.webhooks."""

from functools import partial
from typing import Any

import aiohttp_jinja2
from aiohttp import web
from pydantic import BaseModel

from outgoing.guarded import NotOutside
from servicecenter import webhooks
from servicecenter.enquiries import in_words
from servicecenter.webhooks import LONGEST_NAME, LONGEST_URL, WrongWebhook
from web import request as asked
from web.admin.common import act
from web.desk.login import for_administrators
from web.keys import AGENT, CLOCK, DATABASE, OUTSIDE, SETTINGS, WEBHOOKS
from web.words import EVENTS

routes = web.RouteTableDef()


class Given(BaseModel):
    name: str
    url: str
    events: list[str] = []


@routes.get("/admin/webhooks")
@for_administrators
@aiohttp_jinja2.template("admin/webhooks.html")
async def page(request: web.Request) -> dict[str, Any]:
    db = request.app[DATABASE]
    return {
        "who": request[AGENT],
        "municipality": request.app[SETTINGS].municipality,
        "targets": await db.read(webhooks.targets),
        "unsent": await db.read(webhooks.unsent),
        "events": EVENTS,
        "in_words": partial(in_words, language="sv"),
        "longest_name": LONGEST_NAME,
        "longest_url": LONGEST_URL,
    }


@routes.post("/api/admin/webhooks")
@for_administrators
async def add(request: web.Request) -> web.Response:
    given = await asked.read(request, Given)
    url = given.url.strip()
    try:
        request.app[OUTSIDE].checked(url)
    except NotOutside:
        told = "Skriv en adress som börjar med https:// och går att nå från internet."
        raise WrongWebhook(told) from None
    what = (given.name, url, given.events, request[AGENT].login, request.app[CLOCK]())
    secret = await request.app[DATABASE].write(webhooks.add, *what)
    return web.json_response({"secret": secret}, status=201)


@routes.post("/api/admin/webhooks/{id}/remove")
@for_administrators
async def remove(request: web.Request) -> web.Response:
    return await act(request, webhooks.remove, asked.number(request, "id"))


@routes.post("/api/admin/webhooks/unsent/{id}/again")
@for_administrators
async def send_again(request: web.Request) -> web.Response:
    done = await act(request, webhooks.send_again, asked.number(request, "id"))
    request.app[WEBHOOKS].wake()
    return done


@routes.post("/api/admin/webhooks/unsent/{id}/forget")
@for_administrators
async def forget(request: web.Request) -> web.Response:
    return await act(request, webhooks.forget, asked.number(request, "id"))
