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
    who, now = request[AGENT], request.app[CLOCK]()
    what = (given.name, url, given.events)
    secret = await request.app[DATABASE].write(webhooks.add, who, *what, now)
    return web.json_response({"secret": secret}, status=201)


@routes.post("/api/admin/webhooks/{id}/remove")
@for_administrators
async def remove(request: web.Request) -> web.Response:
    return await _does(request, webhooks.remove)


@routes.post("/api/admin/webhooks/unsent/{id}/again")
@for_administrators
async def send_again(request: web.Request) -> web.Response:
    done = await _does(request, webhooks.send_again)
    request.app[WEBHOOKS].wake()
    return done


@routes.post("/api/admin/webhooks/unsent/{id}/forget")
@for_administrators
async def forget(request: web.Request) -> web.Response:
    return await _does(request, webhooks.forget)


async def _does(request: web.Request, act: Any) -> web.Response:
    given = request.match_info["id"]
    row_id = int(given) if given.isascii() and given.isdecimal() and len(given) < 10 else 0
    await request.app[DATABASE].write(act, request[AGENT], row_id, request.app[CLOCK]())
    return web.json_response({"done": True})
