"""Who of those who work here has looked at what, and changed what. Only added to; no words."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from db.audit import add as add
from db.audit import audit

COMMAND = "command"  # whoever may run ./lotsen on the server
ONE_LOOK = timedelta(minutes=15)  # a page that is open asks again and again
PAGE = 100


@dataclass(frozen=True)
class Entry:
    at: datetime
    who: str
    what: str
    about: str
    details: dict[str, Any]


def look(
    db: Connection, who: str, what: str, about: str, now: datetime, found: list[str] | None = None
) -> None:
    """As `add`; looking on within a quarter of an hour is the same look."""
    mine = (audit.c.who == who) & (audit.c.what == what) & (audit.c.about == about)
    if db.scalar(sa.select(audit.c.id).where(mine, audit.c.at > now - ONE_LOOK).limit(1)) is None:
        add(db, who, what, about, now, **({"found": found} if found else {}))


def page(db: Connection, who: str, about: str, number: int) -> tuple[list[Entry], int]:
    """The newest first, a hundred at a time, and how many there are in all; `who` and `about` may
    be empty for all. The first page is 1."""
    wanted = [
        column == value for column, value in ((audit.c.who, who), (audit.c.about, about)) if value
    ]
    query = sa.select(audit).where(*wanted).order_by(audit.c.id.desc())
    rows = db.execute(query.limit(PAGE).offset(PAGE * (number - 1)))
    found = [Entry(row.at, row.who, row.what, row.about, row.details) for row in rows]
    total = db.scalar(sa.select(sa.func.count()).select_from(audit).where(*wanted)) or 0
    return found, total


def sweep(db: Connection, before: datetime) -> int:
    """Forgets what has been kept long enough; how many entries."""
    return db.execute(audit.delete().where(audit.c.at < before)).rowcount
