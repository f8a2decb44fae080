"""Publishes what is due, in one process at a time."""

import logging
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from db.engine import Database
from knowledge import publishing
from knowledge.encoder.embeddings import Embeddings
from outbox import lease

LEASE = "publishing"
LEASE_LENGTH = timedelta(seconds=90)
LOOKS_EVERY = 5  # seconds; the first is at the start, so that downtime is caught up

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]


async def publish_when_due(db: Database, embeddings: Embeddings, clock: Clock) -> None:
    """Looks now and again, until cancelled."""
    name = secrets.token_hex(8)
    step = partial(publish_all_due, db, embeddings, name, clock)
    await lease.rounds(db, LEASE, name, step, LOOKS_EVERY)


async def publish_all_due(db: Database, embeddings: Embeddings, name: str, clock: Clock) -> None:
    while await db.write(lease.take, LEASE, name, LEASE_LENGTH, clock()):
        published = await publishing.publish_due(db, embeddings, clock())
        if published is None:
            return
        log.info("due article=%s", published)
