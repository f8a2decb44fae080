"""Agents and functions that are away for some time, and agents who are outside their hours."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from db.schema import absence
from servicecenter import own_hours
from servicecenter.contact_paths import DUTY
from servicecenter.own_hours import Rules


@dataclass(frozen=True)
class Away:
    """What an agent takes after `since`, they have taken although they are away. `for_the_day`:
    outside their hours, and not absent."""

    since: datetime
    back_at: datetime
    for_the_day: bool


def enter(
    db: Connection,
    starts_at: datetime,
    ends_at: datetime,
    now: datetime,
    *,
    agent_id: int | None = None,
    function_id: str | None = None,
) -> None:
    """Either an agent or a function."""
    row = {"agent_id": agent_id, "function_id": function_id, "entered_at": now}
    db.execute(absence.insert().values(row | {"starts_at": starts_at, "ends_at": ends_at}))


def change(
    db: Connection, absence_id: int, starts_at: datetime, ends_at: datetime, now: datetime
) -> None:
    """One that is on already is known of since it was entered."""
    known_since = sa.case((absence.c.starts_at > now, now), else_=absence.c.entered_at)
    values = {"starts_at": starts_at, "ends_at": ends_at, "entered_at": known_since}
    db.execute(absence.update().where(absence.c.id == absence_id).values(values))


def functions_away(db: Connection, now: datetime) -> frozenset[str]:
    """The duty role cannot be away: no one would be left."""
    of_functions = _on(now).where(absence.c.function_id.is_not(None))
    return frozenset(row.function_id for row in db.execute(of_functions)) - {DUTY}


def agents_away(db: Connection, now: datetime) -> dict[int, Away]:
    """The one place that says who is not there, whatever follows from it."""
    spans: dict[int, list[sa.Row[Any]]] = {}
    for row in db.execute(sa.select(absence).where(absence.c.agent_id.is_not(None))):
        spans.setdefault(row.agent_id, []).append(row)
    absent = _absent(spans, now)
    gone = own_hours.off_duty(db, now) | absent
    openings = own_hours.openings(db) if gone else {}
    return {
        who: Away(
            since, _back_at(openings.get(who, []), spans.get(who, []), now), who not in absent
        )
        for who, since in gone.items()
    }


def sweep(db: Connection, now: datetime) -> int:
    """Forgets those that are over: no one needs to know of them. How many."""
    return db.execute(absence.delete().where(absence.c.ends_at <= now)).rowcount


def _absent(spans: dict[int, list[sa.Row[Any]]], now: datetime) -> dict[int, datetime]:
    """Since when."""
    began = {
        who: [max(one.starts_at, one.entered_at) for one in theirs if _covers(one, now)]
        for who, theirs in spans.items()
    }
    return {who: min(moments) for who, moments in began.items() if moments}


def _back_at(openings: list[Rules], spans: list[sa.Row[Any]], now: datetime) -> datetime:
    """The first moment at which they work and are not absent."""
    at = own_hours.first_opening(openings, now)
    while ends := [one.ends_at for one in spans if _covers(one, at)]:
        at = own_hours.first_opening(openings, max(ends))
    return at


def _covers(span: sa.Row[Any], at: datetime) -> bool:
    return bool(span.starts_at <= at < span.ends_at)


def _on(now: datetime) -> sa.Select[Any]:
    return sa.select(absence).where(absence.c.starts_at <= now, absence.c.ends_at > now)
