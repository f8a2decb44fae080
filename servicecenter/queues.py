"""What waits for an agent, in order of deadline: all of it, or the part that one looks at."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from db.desk import consultation, hold, joined
from db.schema import enquiry, function
from servicecenter import contact_paths, mentions
from servicecenter.agents import Agent
from servicecenter.contact_paths import DUTY
from servicecenter.desk import consulted_by, waits_for
from servicecenter.hours import NeverOpen, after_working_hours
from servicecenter.reading import Enquiry, last_sender, rows, visitor_wrote_after

PARTS = (
    "all",
    "mine",
    "nobodys",
    "unanswered",
    "late_soon",
    "waiting",
    "held",
    "consulted",
    "mentioned",
)
PAGE = 100  # enquiries
SOON = 4  # working hours before the deadline
NEWEST = 20
_other = enquiry.alias()


@dataclass(frozen=True)
class Wanted:
    """One of PARTS, of one function or of all, and which page of it; the first is 1."""

    part: str = "all"
    function: str | None = None
    page: int = 1


@dataclass(frozen=True)
class Queue:
    """`counts` by part and `functions` (name and count) by id say what else there is to look at;
    `to_answer` are the numbers of the newest that wait for an answer, `mentioned` of the newest
    that name the agent in a note."""

    enquiries: list[Enquiry]
    total: int
    counts: dict[str, int]
    functions: dict[str, tuple[str, int]]
    to_answer: list[str]
    mentioned: list[str]


def queue(db: Connection, who: Agent, now: datetime, wanted: Wanted = Wanted()) -> Queue:
    """Open enquiries that the agent may see."""
    seen = _seen(who, now)
    is_in = _parts(seen, who, _soon(db, now))
    counted = _count(db, seen, is_in)
    here = [one for one in counted if wanted.function in (None, one.function_id)]
    counts = {part: sum(getattr(one, part) for one in here) for part in PARTS}
    chosen = is_in[wanted.part] & _of(seen, wanted.function)
    return Queue(
        _page(db, seen, chosen, wanted.page),
        counts[wanted.part],
        counts,
        {one.function_id: (one.name, getattr(one, wanted.part)) for one in counted},
        _newest(db, seen, is_in["unanswered"]),
        _newest(db, seen, is_in["mentioned"]),
    )


def visible_to(who: Agent, of: sa.FromClause = enquiry) -> sa.ColumnElement[bool]:
    """As desk.enquiry_for_agent decides, for many at once."""
    if not who.may_answer:
        return sa.false()
    led = of.c.function_id.in_(who.functions if who.role == "lead" else ())
    asked = sa.exists().where(consultation.c.enquiry_id == of.c.id, consulted_by(who))
    return sa.or_(
        of.c.agent_id == who.id,
        of.c.agent_id.is_(None) & waits_for(who, of),
        led,
        of.c.closed_at.is_(None) & asked,
    )


def readable_by(who: Agent) -> sa.ColumnElement[bool]:
    """What goes on in one that they may see, too."""
    there = sa.select(joined.c.enquiry_id).join(_other, _other.c.id == joined.c.to_id)
    return visible_to(who) | enquiry.c.id.in_(there.where(visible_to(who, _other)))


def _seen(who: Agent, now: datetime) -> sa.CTE:
    """What every part is taken from: one row for each enquiry, with no words."""
    is_over = visitor_wrote_after(enquiry.c.conversation_id, hold.c.seq)
    asked = sa.exists().where(consultation.c.enquiry_id == enquiry.c.id, consulted_by(who))
    return (
        sa.select(
            enquiry.c.id,
            enquiry.c.number,
            enquiry.c.function_id,
            enquiry.c.agent_id,
            enquiry.c.deadline,
            last_sender().label("last_sender"),
            sa.func.coalesce((hold.c.until > now) & ~is_over, sa.false()).label("held"),
            asked.label("consulted"),
            mentions.waits_for(who).label("mentioned"),
        )
        .outerjoin(hold, hold.c.enquiry_id == enquiry.c.id)
        .where(enquiry.c.closed_at.is_(None), visible_to(who))
        .cte("seen")
    )


def _parts(seen: sa.CTE, who: Agent, soon: datetime) -> dict[str, sa.ColumnElement[bool]]:
    row = seen.c
    mine = row.agent_id == who.id
    nobodys = row.agent_id.is_(None)
    unanswered = ~row.held & (mine | nobodys) & (row.last_sender == "visitor")
    return {
        "all": ~row.held,
        "mine": mine & ~row.held,
        "nobodys": nobodys,
        "unanswered": unanswered,
        "late_soon": unanswered & (row.deadline <= soon),
        "waiting": mine & ~row.held & (row.last_sender == "agent"),
        "held": row.held,
        "consulted": row.consulted,
        "mentioned": row.mentioned,
    }


def _count(
    db: Connection, seen: sa.CTE, is_in: dict[str, sa.ColumnElement[bool]]
) -> list[sa.Row[Any]]:
    counts = [sa.func.sum(sa.case((is_in[part], 1), else_=0)).label(part) for part in PARTS]
    query = (
        sa.select(seen.c.function_id, function.c.name, *counts)
        .join(function, function.c.id == seen.c.function_id)
        .group_by(seen.c.function_id, function.c.name)
        .order_by(function.c.name)
    )
    return list(db.execute(query))


def _of(seen: sa.CTE, function_id: str | None) -> sa.ColumnElement[bool]:
    return sa.true() if function_id is None else seen.c.function_id == function_id


def _page(db: Connection, seen: sa.CTE, chosen: sa.ColumnElement[bool], page: int) -> list[Enquiry]:
    """The words are read for one page alone: they are most of the work."""
    query = sa.select(seen.c.id).where(chosen).order_by(seen.c.deadline, seen.c.id)
    ids = db.scalars(query.limit(PAGE).offset(PAGE * (page - 1))).all()
    return rows(db, enquiry.c.id.in_(ids)) if ids else []


def _newest(db: Connection, seen: sa.CTE, which: sa.ColumnElement[bool]) -> list[str]:
    query = sa.select(seen.c.number).where(which).order_by(seen.c.id.desc())
    return list(db.scalars(query.limit(NEWEST)))


def _soon(db: Connection, now: datetime) -> datetime:
    """In the working hours of the duty role: on a Friday, Monday morning is soon."""
    opening = contact_paths.one(db, DUTY).opening
    try:
        return after_working_hours(opening, now, SOON)
    except NeverOpen:
        return now + timedelta(hours=SOON)
