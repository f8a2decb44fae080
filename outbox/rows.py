"""The rows of the outbox: added in the transaction of what they tell of, taken out in order.

What has been sent is emptied: its words are in the conversation, its recipient with the visitor.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from db.outside import outbox

FIRST_DELAY = timedelta(seconds=30)
LONGEST_DELAY = timedelta(hours=1)
GIVE_UP = timedelta(days=3)
DROPPED = "dropped"
_IS_GIVEN_UP = outbox.c.failed_at.is_not(None) & (outbox.c.error != DROPPED)


@dataclass(frozen=True)
class Row:
    """`key` names it for good: receivers drop what comes twice under one key. Rows of one
    `ordering` are sent one after the other."""

    key: str
    channel: str
    ordering: str
    recipient: str
    payload: dict[str, Any]


@dataclass(frozen=True)
class Waiting:
    id: int
    row: Row
    created_at: datetime
    attempts: int


def add(db: Connection, row: Row, now: datetime) -> bool:
    """Whether it was new; the same key again changes nothing."""
    insert = (postgresql if db.dialect.name == "postgresql" else sqlite).insert(outbox)
    values = {**vars(row), "created_at": now, "not_before": now, "attempts": 0}
    kept = insert.values(values).on_conflict_do_nothing(index_elements=[outbox.c.key])
    return db.execute(kept.returning(outbox.c.id)).first() is not None


def first_due(db: Connection, channels: list[str], now: datetime) -> Waiting | None:
    """The oldest row that may go now and that none of its ordering waits before."""
    earlier = outbox.alias("earlier")
    waits_before = (
        sa.select(earlier.c.id)
        .where(earlier.c.ordering == outbox.c.ordering, earlier.c.id < outbox.c.id)
        .where(_waits(earlier))
        .exists()
    )
    query = sa.select(outbox).where(
        _waits(outbox),
        outbox.c.not_before <= now,
        outbox.c.channel.in_(channels),
        ~waits_before,
    )
    found = db.execute(query.order_by(outbox.c.id).limit(1)).one_or_none()
    if found is None:
        return None
    return Waiting(found.id, _row(found), found.created_at, found.attempts)


def mark_sent(db: Connection, waiting: Waiting, now: datetime) -> None:
    emptied: dict[str, Any] = {"recipient": "", "payload": {}, "error": None}
    _change(db, waiting, sent_at=now, attempts=waiting.attempts + 1, **emptied)


def mark_refused(
    db: Connection, waiting: Waiting, error: str, now: datetime, *, for_good: bool
) -> None:
    """Tries again after a delay that doubles; gives up after GIVE_UP, or when it is for good."""
    delay = min(FIRST_DELAY * 2 ** min(waiting.attempts, 20), LONGEST_DELAY)
    given_up = for_good or now + delay > waiting.created_at + GIVE_UP
    _change(
        db,
        waiting,
        attempts=waiting.attempts + 1,
        not_before=now + delay,
        error=error,
        failed_at=now if given_up else None,
    )


def _change(db: Connection, waiting: Waiting, **values: Any) -> None:
    db.execute(outbox.update().where(outbox.c.id == waiting.id).values(values))


def hold_up(db: Connection, refused: Waiting, now: datetime) -> None:
    """The recipient's other rows are not tried for a while either, so that one who does not answer
    holds up no one else for long."""
    to_them = (outbox.c.channel == refused.row.channel) & (
        outbox.c.recipient == refused.row.recipient
    )
    until = now + FIRST_DELAY
    others = to_them & _waits(outbox) & (outbox.c.not_before < until)
    db.execute(outbox.update().where(others).values(not_before=until))


def withdraw(db: Connection, ordering: str, recipient: str) -> None:
    """Takes back what has not been sent to someone who no longer wants it."""
    to_them = (outbox.c.ordering == ordering) & (outbox.c.recipient == recipient)
    db.execute(outbox.delete().where(to_them, outbox.c.sent_at.is_(None)))


def forget(db: Connection, orderings: list[str]) -> None:
    db.execute(outbox.delete().where(outbox.c.ordering.in_(orderings)))


def forget_recipient(db: Connection, channel: str, recipient: str) -> None:
    """All that waits or was given up; what has been sent names no one any more."""
    theirs = (outbox.c.channel == channel) & (outbox.c.recipient == recipient)
    db.execute(outbox.delete().where(theirs))


def sweep(db: Connection, channel: str, before: datetime) -> int:
    """Forgets what is done with, sent or given up; how many rows."""
    is_done = outbox.c.sent_at.is_not(None) | outbox.c.failed_at.is_not(None)
    old = (outbox.c.channel == channel) & is_done & (outbox.c.created_at < before)
    return db.execute(outbox.delete().where(old)).rowcount


def retry(db: Connection, row_id: int, now: datetime) -> bool:
    """Tries a row that was given up anew, from the beginning; whether there was one."""
    anew = {"failed_at": None, "attempts": 0, "not_before": now, "created_at": now}
    return db.execute(_given_up(row_id, outbox.update().values(anew))).rowcount == 1


def drop(db: Connection, row_id: int) -> bool:
    """Empties a row that was given up; whether there was one. Its key stays: what says that it was
    added stays true."""
    emptied: dict[str, Any] = {"recipient": "", "payload": {}, "error": DROPPED}
    return db.execute(_given_up(row_id, outbox.update().values(emptied))).rowcount == 1


def _given_up(row_id: int, change: Any) -> Any:
    return change.where(outbox.c.id == row_id, _IS_GIVEN_UP)


@dataclass(frozen=True)
class GivenUp:
    id: int
    row: Row
    failed_at: datetime
    attempts: int
    error: str


def given_up(db: Connection, channel: str) -> list[GivenUp]:
    query = sa.select(outbox).where(_IS_GIVEN_UP, outbox.c.channel == channel)
    return [
        GivenUp(one.id, _row(one), one.failed_at, one.attempts, one.error)
        for one in db.execute(query.order_by(outbox.c.id))
    ]


def oldest_waiting(db: Connection, channel: str) -> datetime | None:
    waiting = sa.select(sa.func.min(outbox.c.created_at)).where(_waits(outbox))
    oldest: datetime | None = db.scalar(waiting.where(outbox.c.channel == channel))
    return oldest


def _row(found: sa.Row[Any]) -> Row:
    return Row(found.key, found.channel, found.ordering, found.recipient, found.payload)


def _waits(table: Any) -> sa.ColumnElement[bool]:
    waits: sa.ColumnElement[bool] = table.c.sent_at.is_(None) & table.c.failed_at.is_(None)
    return waits
