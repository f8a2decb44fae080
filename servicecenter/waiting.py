"""What waits at this moment, and since when: figures for those who run the service, which name no
one and quote nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from db.outside import outbox
from db.schema import attachment, enquiry, function, message
from outbox.mail import CHANNEL

_NO_ONE_HAS = enquiry.c.agent_id.is_(None) & enquiry.c.closed_at.is_(None)
_IS_UNSENT = outbox.c.sent_at.is_(None) & outbox.c.failed_at.is_(None)


@dataclass(frozen=True)
class Queue:
    count: int
    oldest: datetime | None


@dataclass(frozen=True)
class Waiting:
    """`unclaimed` by function and `unsent` by channel, also where nothing waits; `late` are
    unclaimed and past their deadline."""

    unclaimed: Mapping[str, Queue]
    late: int
    turns: Queue
    unsent: Mapping[str, Queue]
    unscanned: int


def waiting(db: Connection, now: datetime) -> Waiting:
    of_function = (function.c.id == enquiry.c.function_id) & _NO_ONE_HAS
    unclaimed = _queues(enquiry.c.opened_at, enquiry.c.id, function.c.id).select_from(
        function.outerjoin(enquiry, of_function)
    )
    unsent = _queues(outbox.c.created_at, outbox.c.id, outbox.c.channel).where(_IS_UNSENT)
    late = _NO_ONE_HAS & (enquiry.c.deadline < now)
    pending = sa.select(sa.func.count(), sa.func.min(message.c.at))
    turns = db.execute(pending.where(message.c.turn == "pending")).one()
    return Waiting(
        _by_name(db, unclaimed.group_by(function.c.id)),
        _count(db, enquiry.c.id, late),
        Queue(*turns),
        {CHANNEL: Queue(0, None)} | _by_name(db, unsent.group_by(outbox.c.channel)),
        _count(db, attachment.c.id, attachment.c.state == "checking"),
    )


def _queues(at: Any, counted: Any, name: Any) -> sa.Select[Any]:
    return sa.select(name, sa.func.count(counted), sa.func.min(at))


def _by_name(db: Connection, query: sa.Select[Any]) -> dict[str, Queue]:
    return {name: Queue(count, oldest) for name, count, oldest in db.execute(query)}


def _count(db: Connection, column: Any, where: sa.ColumnElement[bool]) -> int:
    return db.execute(sa.select(sa.func.count(column)).where(where)).scalar_one()
