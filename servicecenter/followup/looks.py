"""How often it was looked whether an enquiry is overlooked, and the most that were ever found: the
proof for a period that has passed."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from db.followup import overlooked_look
from servicecenter import ledger
from servicecenter.hours import SWEDEN


@dataclass(frozen=True)
class Looks:
    looks: int
    most: int


def look(db: Connection, now: datetime) -> None:
    found = ledger.figures(db, now).overlooked
    insert = (postgresql if db.dialect.name == "postgresql" else sqlite).insert(overlooked_look)
    day = now.astimezone(SWEDEN).date()
    first = insert.values(day=day, looks=1, most=found, last_at=now)
    had = overlooked_look.c
    again = {
        "looks": had.looks + 1,
        "most": sa.case((had.most < found, found), else_=had.most),
        "last_at": now,
    }
    db.execute(first.on_conflict_do_update(index_elements=["day"], set_=again))


def looks_in(db: Connection, first: date, last: date) -> Looks:
    had = overlooked_look.c
    query = sa.select(
        sa.func.coalesce(sa.func.sum(had.looks), 0),
        sa.func.coalesce(sa.func.max(had.most), 0),
    )
    return Looks(*db.execute(query.where(had.day.between(first, last))).one())


def last_at(db: Connection) -> datetime | None:
    """When everything was counted last."""
    newest: datetime | None = db.scalar(sa.select(sa.func.max(overlooked_look.c.last_at)))
    return newest
