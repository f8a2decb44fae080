"""Counts what was said since the last round into the daily figures, in one process at a time."""

import asyncio
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from db.engine import Database
from outbox import lease
from servicecenter.followup import counting, looks

LEASE = "counting"
LEASE_LENGTH = timedelta(seconds=120)
ROUNDS_EVERY = 60  # seconds; the first is at the start, so that downtime is caught up
FOUND_AT_ONCE = 2000
AT_ONCE = 25  # conversations read, and then written, in one transaction
REST = 9  # times as long as the work took: a long backlog takes a tenth of a processor

Clock = Callable[[], datetime]


async def count_up(db: Database, clock: Clock) -> None:
    """Rounds now and again, until cancelled."""
    name = secrets.token_hex(8)
    await lease.rounds(db, LEASE, name, partial(_round, db, name, clock), ROUNDS_EVERY)


async def _round(db: Database, name: str, clock: Clock) -> None:
    if await _is_ours(db, name, clock):
        await count_all(db, name, clock)
        await db.write(looks.look, clock())


async def count_all(db: Database, name: str, clock: Clock, rest: float = REST) -> None:
    """Until nothing is left. Reading and counting is done beside the chat; only what has come of it
    is written, in a few milliseconds, and then the chat has its turn."""
    while found := await db.read(counting.changed, FOUND_AT_ONCE):
        for first in range(0, len(found), AT_ONCE):
            if not await _is_ours(db, name, clock):
                return
            await _count(db, found[first : first + AT_ONCE], rest)


async def _count(db: Database, ids: list[str], rest: float) -> None:
    started = asyncio.get_running_loop().time()
    await db.write(counting.keep, await db.read(counting.read, ids))
    await asyncio.sleep(rest * (asyncio.get_running_loop().time() - started))


async def _is_ours(db: Database, name: str, clock: Clock) -> bool:
    return await db.write(lease.take, LEASE, name, LEASE_LENGTH, clock())
