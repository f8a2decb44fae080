"""The worker that sends messages to other systems; apart from that of mail, so that one who answers
slowly holds up no letter."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection

from db.engine import Database
from outbox.webhook import CHANNEL, sending
from outbox.worker import Worker
from outgoing.guarded import Guarded

LEASE = "webhooks"


def webhook_worker(db: Database, guarded: Guarded, clock: Callable[[], datetime]) -> Worker:
    return Worker(db, {CHANNEL: sending(db, guarded, clock)}, _nothing_to_add, clock, LEASE)


def _nothing_to_add(_db: Connection, _now: datetime) -> None:
    """What is to be sent was added with what it tells of."""
