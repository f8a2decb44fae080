"""Logging in and out, for the desk and the workshop, and what each kind of page asks for."""

import asyncio
import re
from collections.abc import Callable
from typing import Any

import aiohttp_jinja2
from aiohttp import web
from aiohttp.typedefs import Handler
from pydantic import BaseModel
from yarl import URL

from servicecenter import people, sessions
from servicecenter.agents import Agent
from servicecenter.sessions import SESSION_LENGTH, LockedOut, WrongLogin
from web import request as asked
from web.errors import NotAllowed, NotLoggedIn
from web.keys import AGENT, CLOCK, DATABASE, LIMITS, PROVIDER, SETTINGS
from web.security import NUL
from web.sender import sender

COOKIE = "lotsen_session"
# Where one may be led after logging in: pages of ours and nothing else.
OWN_PAGE = re.compile(r"/(desk|admin|password)(/[\w.~%-]+)*(\?[\w.~%&=+-]*)?", re.ASCII)
LONGEST_PAGE = 300

routes = web.RouteTableDef()


class Login(BaseModel):
    login: str
    password: str
    next: str = ""


class NewPassword(BaseModel):
    old: str
    new: str


@routes.get("/login")
@aiohttp_jinja2.template("desk/login.html")
async def page(request: web.Request) -> dict[str, Any]:
    wanted = own_page(request.query.get("next", ""))
    return {
        "municipality": request.app[SETTINGS].municipality,
        "next": wanted,
        "provider": request.app[PROVIDER] is not None,
    }


@routes.post("/api/login")
async def begin(request: web.Request) -> web.Response:
    given = await asked.read(request, Login)
    proven = await _prove(request, given.login, given.password)
    token, who = await request.app[DATABASE].write(sessions.begin, proven, request.app[CLOCK]())
    response = web.json_response({"next": place_of(who, given.next)})
    keep(request, response, token)
    return response


@routes.post("/api/logout")
async def end(request: web.Request) -> web.Response:
    await request.app[DATABASE].write(sessions.log_out, request.cookies.get(COOKIE, ""))
    response = web.json_response({"next": "/login"})
    response.del_cookie(COOKIE)
    return response


async def _prove(request: web.Request, login: str, password: str) -> sessions.Known:
    """Counted by address and by login before the password is looked at, which takes its time and
    so holds up no transaction. Raises WrongLogin, LockedOut and TooOften."""
    if NUL in login:
        raise WrongLogin
    limits, db = request.app[LIMITS], request.app[DATABASE]
    await limits.count(limits.logins, "login from", sender(request))
    if not await db.write(sessions.may_try, login, request.app[CLOCK]()):
        raise LockedOut
    known = await db.read(sessions.known, login)
    await asyncio.to_thread(known.prove, password)
    return known


def keep(request: web.Request, response: web.Response, token: str) -> None:
    """Gives the browser its session."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(SESSION_LENGTH.total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=request.app[SETTINGS].secure_cookies,
    )


def place_of(who: Agent, wanted: str) -> str:
    """The page that was wanted, if it is one of theirs; else where their work is."""
    if own_page(wanted) and _may_open(who, wanted):
        return wanted
    return "/desk" if who.may_answer else "/admin"


def _may_open(who: Agent, page: str) -> bool:
    if page.startswith("/admin/follow-up"):
        return who.may_follow_up
    return who.may_edit if page.startswith("/admin") else who.may_answer


def own_page(page: str) -> str:
    return page if len(page) <= LONGEST_PAGE and OWN_PAGE.fullmatch(page) else ""


async def agent_of(request: web.Request) -> Agent:
    """Who is asking, as the database has it now. Raises NotLoggedIn."""
    token = request.cookies.get(COOKIE, "")
    who: Agent | None = await request.app[DATABASE].read(
        sessions.agent_of_session, token, request.app[CLOCK]()
    )
    if who is None:
        raise NotLoggedIn
    return who


def for_agents(handler: Handler) -> Handler:
    return _for(lambda who: who.may_answer, handler)


def for_editors(handler: Handler) -> Handler:
    return _for(lambda who: who.may_edit, handler)


def for_those_who_follow_up(handler: Handler) -> Handler:
    return _for(lambda who: who.may_follow_up, handler)


def for_administrators(handler: Handler) -> Handler:
    return _for(lambda who: who.may_administer, handler)


def for_all_who_work_here(handler: Handler) -> Handler:
    return _for(lambda _: True, handler)


def _for(may: Callable[[Agent], bool], handler: Handler) -> Handler:
    async def checked(request: web.Request) -> web.StreamResponse:
        try:
            who = await agent_of(request)
        except NotLoggedIn:
            if request.path.startswith("/api/"):
                raise
            raise web.HTTPFound(URL("/login").with_query(next=request.path_qs)) from None
        if not may(who):
            raise NotAllowed
        request[AGENT] = who
        return await handler(request)

    return checked


@routes.get("/password")
@for_all_who_work_here
@aiohttp_jinja2.template("desk/password.html")
async def password_page(request: web.Request) -> dict[str, Any]:
    return {
        "who": request[AGENT],
        "municipality": request.app[SETTINGS].municipality,
        "shortest": people.SHORTEST_PASSWORD,
    }


@routes.post("/api/password")
@for_all_who_work_here
async def change_password(request: web.Request) -> web.Response:
    """All sessions end, this one too."""
    given = await asked.read(request, NewPassword)
    login = request[AGENT].login
    await _prove(request, login, given.old)
    now = request.app[CLOCK]()
    await request.app[DATABASE].write(people.change_own_password, login, given.new, now)
    return web.json_response({"next": "/login"})
