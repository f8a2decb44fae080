"""The administrators' pages: who works here, and the log of what they have done. Every rule is in
servicecenter.people."""

from collections.abc import Callable
from typing import Any

import aiohttp_jinja2
from aiohttp import web
from pydantic import BaseModel

from servicecenter import audit, contact_paths, people
from servicecenter.agents import Role
from web import request as asked
from web.admin.view import entry
from web.desk.login import for_administrators
from web.keys import AGENT, CLOCK, DATABASE, LIVE, SETTINGS
from web.live import QUEUES
from web.words import ROLES, named

LONGEST_PAGE_NUMBER = 6  # digits

routes = web.RouteTableDef()


class Change(BaseModel):
    name: str
    role: Role
    functions: list[str] = []


class Add(Change):
    login: str


@routes.get("/admin/people")
@for_administrators
@aiohttp_jinja2.template("admin/people.html")
async def people_page(request: web.Request) -> dict[str, Any]:
    paths = await request.app[DATABASE].read(contact_paths.load)
    names = {one.id: one.name for one in paths.functions.values()}
    listed = await request.app[DATABASE].read(people.everyone)
    shown = [
        {
            "person": one,
            "role": named(ROLES, one.role),
            "functions": sorted(names.get(code, code) for code in one.functions),
        }
        for one in listed
    ]
    return {**_common(request), "people": shown, **_choices(names)}


@routes.get("/admin/people/{login}")
@for_administrators
@aiohttp_jinja2.template("admin/person.html")
async def person_page(request: web.Request) -> dict[str, Any]:
    one = await request.app[DATABASE].read(people.person, request.match_info["login"])
    paths = await request.app[DATABASE].read(contact_paths.load)
    names = {one.id: one.name for one in paths.functions.values()}
    return {**_common(request), "person": one, **_choices(names)}


@routes.post("/api/admin/people")
@for_administrators
async def add(request: web.Request) -> web.Response:
    given = await asked.read(request, Add)
    login = given.login.strip().lower()
    what = (given.name, given.role, given.functions)
    password = await _does(request, people.add, login, *what)
    return web.json_response({"login": login, "password": password}, status=201)


@routes.post("/api/admin/people/{login}")
@for_administrators
async def change(request: web.Request) -> web.Response:
    given = await asked.read(request, Change)
    what = (given.name, given.role, given.functions)
    await _does(request, people.change, request.match_info["login"], *what)
    return web.json_response({"done": True})


@routes.post("/api/admin/people/{login}/new-password")
@for_administrators
async def new_password(request: web.Request) -> web.Response:
    login = request.match_info["login"]
    password = await _does(request, people.new_password, login)
    return web.json_response({"login": login, "password": password})


@routes.post("/api/admin/people/{login}/remove")
@for_administrators
async def remove(request: web.Request) -> web.Response:
    await _does(request, people.remove, request.match_info["login"])
    return web.json_response({"done": True})


@routes.get("/admin/audit")
@for_administrators
@aiohttp_jinja2.template("admin/audit.html")
async def audit_page(request: web.Request) -> dict[str, Any]:
    who, about = (request.query.get(name, "").strip()[:80] for name in ("who", "about"))
    number = _page_number(request)
    now = request.app[CLOCK]()
    await request.app[DATABASE].write(audit.look, request[AGENT].login, "audit", "", now)
    found, total = await request.app[DATABASE].read(audit.page, who, about, number)
    return {
        **_common(request),
        "entries": [entry(one) for one in found],
        "total": total,
        "who_wanted": who,
        "about_wanted": about,
        "page": number,
        "pages": max(1, -(-total // audit.PAGE)),
        "kept": request.app[SETTINGS].audit_keep_days,
    }


async def _does(request: web.Request, act: Callable[..., Any], login: str, *what: Any) -> Any:
    """Hints to all queues; each stream looks whether it may go on within five seconds by itself."""
    by, now = request[AGENT].login, request.app[CLOCK]()
    done = await request.app[DATABASE].write(act, by, login, *what, now)
    request.app[LIVE].changed(QUEUES)
    return done


def _page_number(request: web.Request) -> int:
    given = request.query.get("page", "")
    is_number = given.isascii() and given.isdecimal() and len(given) <= LONGEST_PAGE_NUMBER
    return max(1, int(given)) if is_number else 1


def _common(request: web.Request) -> dict[str, Any]:
    return {"who": request[AGENT], "municipality": request.app[SETTINGS].municipality}


def _choices(names: dict[str, str]) -> dict[str, Any]:
    return {
        "roles": ROLES,
        "all_functions": dict(sorted(names.items(), key=lambda one: one[1])),
    }
