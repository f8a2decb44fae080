"""Takes the steps of unanswered enquiries when they are due, in one process at a time."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from db.engine import Database
from outbox import lease
from servicecenter import following
from web.settings import Settings

LEASE = "steps"
LEASE_LENGTH = timedelta(seconds=90)
LOOKS_EVERY = 15  # seconds; the first is at the start, so that downtime is caught up

Clock = Callable[[], datetime]
Changed = Callable[[str], None]


def page_of(settings: Settings) -> str | None:
    """Where letters to functions lead to; None where no mail is sent."""
    has_mail = bool(settings.smtp_url.get_secret_value())
    return settings.public_url.rstrip("/") if has_mail else None


async def follow_up(db: Database, page: str | None, clock: Clock, changed: Changed) -> None:
    """Looks now and again, until cancelled."""
    name = secrets.token_hex(8)
    step = partial(take_all_due, db, name, page, clock, changed)
    await lease.rounds(db, LEASE, name, step, LOOKS_EVERY)


async def take_all_due(
    db: Database, name: str, page: str | None, clock: Clock, changed: Changed
) -> None:
    while await db.write(lease.take, LEASE, name, LEASE_LENGTH, clock()):
        taken = await db.write(following.take_due, page, clock())
        for conversation_id in taken:
            changed(conversation_id)
        if not taken:
            return
