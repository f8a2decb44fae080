"""Agents and functions that are away for some days."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from db.schema import absence
from servicecenter.contact_paths import DUTY
from servicecenter.hours import SWEDEN, begins


def enter(
    db: Connection,
    first_day: date,
    last_day: date,
    now: datetime,
    *,
    agent_id: int | None = None,
    function_id: str | None = None,
) -> None:
    """Either an agent or a function."""
    row = {"agent_id": agent_id, "function_id": function_id, "entered_at": now}
    db.execute(absence.insert().values(row | {"first_day": first_day, "last_day": last_day}))


def functions_away(db: Connection, now: datetime) -> frozenset[str]:
    """The duty role cannot be away: no one would be left."""
    of_functions = _on(now).where(absence.c.function_id.is_not(None))
    return frozenset(row.function_id for row in db.execute(of_functions)) - {DUTY}


def agents_away(db: Connection, now: datetime) -> dict[int, datetime]:
    """Since when: what someone takes later than that, they have taken although they are away."""
    away: dict[int, datetime] = {}
    for row in db.execute(_on(now).where(absence.c.agent_id.is_not(None))):
        since = max(begins(row.first_day), row.entered_at)
        away[row.agent_id] = min(since, away.get(row.agent_id, since))
    return away


def _on(now: datetime) -> sa.Select[Any]:
    today = now.astimezone(SWEDEN).date()
    return sa.select(absence).where(absence.c.first_day <= today, absence.c.last_day >= today)
