"""Takes up the turns that a process has left behind that was killed, in one process at a time."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from conversations.turns import NOW, Turns
from db.engine import Database
from outbox import lease

LEASE = "turns"
LEASE_LENGTH = timedelta(seconds=2)
LOOKS_EVERY = 1.0  # seconds
LEFT_AFTER = timedelta(seconds=2)  # a turn takes less, unless Rasa has too much to do

Clock = Callable[[], datetime]


async def take_up_left(db: Database, turns: Turns, clock: Clock) -> None:
    """Looks now and again, until cancelled. Where nothing is left, nothing is written either. What
    is taken up although someone is at it is answered once all the same; the lease only keeps all
    processes from asking Rasa at once when it is slow."""
    name = secrets.token_hex(8)
    await lease.rounds(db, LEASE, name, partial(look, db, turns, name, clock), LOOKS_EVERY)


async def look(db: Database, turns: Turns, name: str, clock: Clock) -> None:
    left = await turns.left(LEFT_AFTER if db.is_shared else NOW)
    if not left:
        return
    is_ours: bool = await db.write(lease.take, LEASE, name, LEASE_LENGTH, clock())
    if is_ours:
        for conversation_id in left:
            turns.wake(conversation_id)
