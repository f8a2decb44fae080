"""Logging in and out, for the desk and the workshop."""

from typing import Any

import aiohttp_jinja2
from aiohttp import web
from aiohttp.typedefs import Handler
from pydantic import BaseModel

from servicecenter.agents import (
    SESSION_LENGTH,
    Agent,
    WrongLogin,
    agent_of_session,
    log_in,
    log_out,
)
from web import request as asked
from web.errors import NotAllowed, NotLoggedIn
from web.keys import AGENT, CLOCK, DATABASE, LIMITS, SETTINGS
from web.security import NUL

COOKIE = "lotsen_session"

routes = web.RouteTableDef()


class Login(BaseModel):
    login: str
    password: str


@routes.get("/login")
@aiohttp_jinja2.template("desk/login.html")
async def page(request: web.Request) -> dict[str, Any]:
    return {"municipality": request.app[SETTINGS].municipality}


@routes.post("/api/login")
async def begin(request: web.Request) -> web.Response:
    """Slowed by login and by address, counted before the password is looked at."""
    given = await asked.read(request, Login)
    if NUL in given.login:
        raise WrongLogin
    limits = request.app[LIMITS]
    limits.count(limits.logins, "login from", request.remote or "")
    limits.count(limits.logins, "login", given.login)
    now = request.app[CLOCK]()
    token = await request.app[DATABASE].write(log_in, given.login, given.password, now)
    who = await request.app[DATABASE].read(agent_of_session, token, now)
    assert who is not None
    response = web.json_response({"next": "/desk" if who.may_answer else "/admin"})
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(SESSION_LENGTH.total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=request.app[SETTINGS].secure_cookies,
    )
    return response


@routes.post("/api/logout")
async def end(request: web.Request) -> web.Response:
    await request.app[DATABASE].write(log_out, request.cookies.get(COOKIE, ""))
    response = web.json_response({"next": "/login"})
    response.del_cookie(COOKIE)
    return response


async def agent_of(request: web.Request) -> Agent:
    """Who is asking, as the database has it now. Raises NotLoggedIn."""
    token = request.cookies.get(COOKIE, "")
    who: Agent | None = await request.app[DATABASE].read(
        agent_of_session, token, request.app[CLOCK]()
    )
    if who is None:
        raise NotLoggedIn
    return who


def for_agents(handler: Handler) -> Handler:
    return _for("may_answer", handler)


def for_editors(handler: Handler) -> Handler:
    return _for("may_edit", handler)


def _for(right: str, handler: Handler) -> Handler:
    async def checked(request: web.Request) -> web.StreamResponse:
        try:
            who = await agent_of(request)
        except NotLoggedIn:
            if request.path.startswith("/api/"):
                raise
            raise web.HTTPFound("/login") from None
        if not getattr(who, right):
            raise NotAllowed
        request[AGENT] = who
        return await handler(request)

    return checked
