"""Agents and functions that are away for some time."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from db.schema import absence
from servicecenter.contact_paths import DUTY


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


def agents_away(db: Connection, now: datetime) -> dict[int, datetime]:
    """Since when: what someone takes later than that, they have taken although they are away."""
    away: dict[int, datetime] = {}
    for row in db.execute(_on(now).where(absence.c.agent_id.is_not(None))):
        since = max(row.starts_at, row.entered_at)
        away[row.agent_id] = min(since, away.get(row.agent_id, since))
    return away


def sweep(db: Connection, now: datetime) -> int:
    """Forgets those that are over: no one needs to know of them. How many."""
    return db.execute(absence.delete().where(absence.c.ends_at <= now)).rowcount


def _on(now: datetime) -> sa.Select[Any]:
    return sa.select(absence).where(absence.c.starts_at <= now, absence.c.ends_at > now)
