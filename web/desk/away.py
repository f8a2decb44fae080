"""The page where those who work here enter who is away, and when someone works. The rules:
servicecenter.away and .entering_hours."""

from datetime import date, time
from typing import Annotated, Any

import aiohttp_jinja2
from aiohttp import web
from babel.dates import format_date
from pydantic import BaseModel, Field

from servicecenter import away, entering_hours
from servicecenter.away import Span
from servicecenter.hours import SWEDEN
from servicecenter.own_hours import Week
from web import request as asked
from web.contact.view import hours
from web.desk.login import for_agents
from web.keys import AGENT, CLOCK, DATABASE, SETTINGS
from web.words import DAYS

routes = web.RouteTableDef()


class Given(BaseModel):
    """`id` is that of the one to be changed, `whose` whom a new one is for. Times may be empty."""

    id: Annotated[int, Field(gt=0, lt=2**31)] | None = None
    whose: str = ""
    first_day: date
    first_time: time | None = None
    last_day: date
    last_time: time | None = None

    @property
    def span(self) -> Span:
        return Span(self.first_day, self.first_time, self.last_day, self.last_time)


class Day(BaseModel):
    """Both empty: does not work that day."""

    opens: time | None = None
    closes: time | None = None


class Hours(BaseModel):
    """Monday first."""

    whose: str
    days: Annotated[list[Day], Field(min_length=7, max_length=7)]


@routes.get("/desk/franvaro")
@for_agents
@aiohttp_jinja2.template("desk/away.html")
async def page(request: web.Request) -> dict[str, Any]:
    who, db, now = request[AGENT], request.app[DATABASE], request.app[CLOCK]()
    return {
        "who": who,
        "municipality": request.app[SETTINGS].municipality,
        "reach": await db.read(away.within_reach, who),
        "absences": await db.read(away.entered, who, now),
        "in_words": in_words,
        "own_hours": await db.read(entering_hours.entered, who),
        "hours_in_words": hours_in_words,
        "days": DAYS,
        "today": now.astimezone(SWEDEN).date(),
    }


@routes.post("/api/desk/absences")
@for_agents
async def save(request: web.Request) -> web.Response:
    given = await asked.read(request, Given)
    who, db, now = request[AGENT], request.app[DATABASE], request.app[CLOCK]()
    if given.id is None:
        await db.write(away.enter, who, given.whose, given.span, now)
    else:
        await db.write(away.change, who, given.id, given.span, now)
    return web.json_response({"done": True})


@routes.post("/api/desk/absences/{id}/remove")
@for_agents
async def remove(request: web.Request) -> web.Response:
    absence_id, now = asked.number(request, "id"), request.app[CLOCK]()
    await request.app[DATABASE].write(away.remove, request[AGENT], absence_id, now)
    return web.json_response({"done": True})


@routes.post("/api/desk/hours")
@for_agents
async def save_hours(request: web.Request) -> web.Response:
    """With no times, the person works while their functions are open."""
    given = await asked.read(request, Hours)
    times = [(day.opens, day.closes) for day in given.days]
    who, db, now = request[AGENT], request.app[DATABASE], request.app[CLOCK]()
    await db.write(entering_hours.enter, who, given.whose, times, now)
    return web.json_response({"done": True})


def hours_in_words(week: Week) -> str:
    """`måndag–onsdag 8.00–12.00, fredag 9.00–16.30`."""
    return ", ".join(f"{days.lower()} {spans}" for days, spans in hours(week, "sv"))


def in_words(span: Span, today: date) -> str:
    """`måndag 23 november klockan 13.00 till onsdag 25 november`."""
    first = _spoken(span.first_day, span.first_time, today)
    if span.first_day != span.last_day:
        return f"{first} till {_spoken(span.last_day, span.last_time, today)}"
    return first if span.last_time is None else f"{first} till {_clock(span.last_time)}"


def _spoken(day: date, clock: time | None, today: date) -> str:
    pattern = "EEEE d MMMM" if day.year == today.year else "EEEE d MMMM y"
    spoken = format_date(day, pattern, locale="sv")
    return spoken if clock is None else f"{spoken} {_clock(clock)}"


def _clock(clock: time) -> str:
    return f"klockan {clock:%H.%M}"
