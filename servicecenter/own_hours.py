"""When those work here who do not always work while their functions are open, and who of them has
gone for the day."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy import Connection

from db.schema import agent_function, agent_hours
from servicecenter import contact_paths, presence
from servicecenter.hours import NeverOpen, Opening, Rule, is_open, last_closing, next_opening

Week = tuple[Opening, ...]
Rules = Sequence[Rule]

# Who is still at the desk when their hours end finishes what they are in. Later a page is one that
# was left open.
FINISHES = timedelta(hours=1)


def weeks(db: Connection) -> dict[int, Week]:
    """Of those who have hours of their own."""
    found: dict[int, Week] = {}
    for row in db.execute(sa.select(agent_hours).order_by(agent_hours.c.weekday)):
        opening = Opening(row.weekday, row.opens, row.closes)
        found[row.agent_id] = (*found.get(row.agent_id, ()), opening)
    return found


def store(db: Connection, agent_id: int, week: Sequence[Opening], now: datetime) -> None:
    """Instead of what they were; none: they work while their functions are open."""
    db.execute(agent_hours.delete().where(agent_hours.c.agent_id == agent_id))
    rows = [{"agent_id": agent_id, "entered_at": now} | vars(opening) for opening in week]
    if rows:
        db.execute(agent_hours.insert(), rows)


def openings(db: Connection) -> dict[int, list[Rules]]:
    """When each works: their own hours, or those of each of their functions."""
    functions = contact_paths.load(db).functions
    found: dict[int, list[Rules]] = {}
    for row in db.execute(sa.select(agent_function)):
        found.setdefault(row.agent_id, []).append(functions[row.function_id].opening)
    return found | {who: [week] for who, week in weeks(db).items()}


def first_opening(openings: Sequence[Rules], at: datetime) -> datetime:
    """The next moment at which one of them is open; now, if none ever is."""
    found = []
    for opening in openings:
        with suppress(NeverOpen):
            found.append(next_opening(opening, at))
    return min(found, default=at)


def off_duty(db: Connection, now: datetime) -> dict[int, datetime]:
    """Since when: from the end of their hours, or when they left the desk after it."""
    known, at_desk, seen = _known_since(db), presence.here(db, now), presence.last_seen(db)
    off: dict[int, datetime] = {}
    for agent_id, week in weeks(db).items():
        closed = last_closing(week, now)
        finished = closed + FINISHES
        if is_open(week, now) or (agent_id in at_desk and now < finished):
            continue
        left = min(seen.get(agent_id, closed), finished)
        off[agent_id] = max(closed, left, known[agent_id])
    return off


def _known_since(db: Connection) -> dict[int, datetime]:
    entered = sa.func.max(agent_hours.c.entered_at).label("at")
    query = sa.select(agent_hours.c.agent_id, entered).group_by(agent_hours.c.agent_id)
    return {row.agent_id: row.at for row in db.execute(query)}
