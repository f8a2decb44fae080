"""What the contact paths were after each change: all of them, whole."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from db import counters
from db.paths import paths_version
from servicecenter import paths_file
from servicecenter.routing import ContactPaths

CHANGES = "contact_paths"


@dataclass(frozen=True)
class Saved:
    number: int
    what: str
    by: str
    at: datetime


def take(db: Connection) -> int:
    """The number of the next change; by it each process sees that they are others."""
    return counters.take_next(db, CHANGES)


def keep(
    db: Connection, number: int, paths: ContactPaths, what: str, by: str, now: datetime
) -> None:
    """The contact paths as they have just become."""
    row = {"number": number, "what": what, "saved_by": by, "saved_at": now}
    db.execute(paths_version.insert().values(row | {"paths": paths_file.to_fields(paths)}))


def last(db: Connection) -> int:
    return counters.last(db, CHANGES)


def at(db: Connection, number: int) -> ContactPaths | None:
    """As they were after that change."""
    query = sa.select(paths_version.c.paths).where(paths_version.c.number == number)
    fields = db.scalar(query)
    return None if fields is None else paths_file.from_fields(fields)


def newest(db: Connection, most: int = 50) -> list[Saved]:
    columns = paths_version.c
    query = sa.select(columns.number, columns.what, columns.saved_by, columns.saved_at)
    rows = db.execute(query.order_by(columns.number.desc()).limit(most))
    return [Saved(*row) for row in rows]
