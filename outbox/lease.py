"""Work that one process does at a time: whoever holds the lease, until it runs out."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta

from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from db.engine import Database
from db.faults import told
from db.outside import lease

log = logging.getLogger(__name__)


async def rounds(
    db: Database,
    name: str,
    holder: str,
    step: Callable[[], Awaitable[None]],
    every: float,
    woken: asyncio.Event | None = None,
) -> None:
    """Takes the step now, every so many seconds and when woken, until cancelled; gives the lease
    back then. The step takes the lease itself, for as long as it needs it."""
    woken = woken or asyncio.Event()
    try:
        while True:
            woken.clear()
            try:
                await step()
            except Exception as fault:  # noqa: BLE001 - the boundary: logged, tried again
                log.error("round failed lease=%s\n%s", name, told(fault))
            if _is_to_end():
                return
            with suppress(TimeoutError):
                async with asyncio.timeout(every):
                    await woken.wait()
    finally:
        await db.write(give_back, name, holder)


def take(db: Connection, name: str, holder: str, length: timedelta, now: datetime) -> bool:
    """Takes the lease or makes one's own longer; whether one has it now."""
    insert = (postgresql if db.dialect.name == "postgresql" else sqlite).insert(lease)
    mine = insert.values(name=name, holder=holder, expires_at=now + length)
    # Nobody's lease is that long: it was taken while the clock was wrong.
    is_wrong = lease.c.expires_at > now + 2 * length
    free = (lease.c.holder == holder) | (lease.c.expires_at <= now) | is_wrong
    taken = mine.on_conflict_do_update(
        index_elements=[lease.c.name],
        set_={"holder": mine.excluded.holder, "expires_at": mine.excluded.expires_at},
        where=free,
    )
    return db.execute(taken.returning(lease.c.name)).first() is not None


def give_back(db: Connection, name: str, holder: str) -> None:
    db.execute(lease.delete().where(lease.c.name == name, lease.c.holder == holder))


def _is_to_end() -> bool:
    """Also when the cancellation came while a library waited, together with what it waited for:
    before Python 3.12 `asyncio.wait_for` then swallows it."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
