"""Sends what waits: at least once, in order within an ordering, by one process at a time for each
lease: what one sends slowly holds up nothing of another's.

Nothing is marked before it has been sent, so what a dying process leaves is sent again, under the
same key. No transaction is open while something is sent.
"""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import Connection

from db.engine import Database
from outbox import lease, rows
from outbox.rows import Waiting

LEASE = "outbox"
LEASE_LENGTH = timedelta(seconds=90)  # longer than the slowest attempt to send
LOOKS_EVERY = 15.0  # seconds

log = logging.getLogger(__name__)


class Refused(Exception):
    """It was not sent; `why` holds no personal data. `by_all`: nothing else would have reached the
    recipient either."""

    def __init__(self, why: str, *, for_good: bool = False, by_all: bool = False) -> None:
        super().__init__(why)
        self.why = why
        self.for_good = for_good
        self.by_all = by_all


Send = Callable[[Waiting], Awaitable[None]]
Prepare = Callable[[Connection, datetime], None]


class Worker:
    """`channels` says how each channel sends, or raises Refused; `prepare` adds what has become
    due, in a transaction of its own before each round."""

    def __init__(
        self,
        db: Database,
        channels: Mapping[str, Send],
        prepare: Prepare,
        clock: Callable[[], datetime],
        lease_name: str = LEASE,
    ) -> None:
        self._db = db
        self._lease = lease_name
        self._channels = channels
        self._prepare = prepare
        self._clock = clock
        self._name = secrets.token_hex(8)
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """Something may have been added; without this it is found a little later."""
        self._woken.set()

    async def run(self) -> None:
        names = (self._lease, self._name)
        await lease.rounds(self._db, *names, self._round, LOOKS_EVERY, self._woken)

    async def _round(self) -> None:
        if await self._is_ours():
            await self._db.write(self._prepare, self._clock())
        await self.send_all()

    async def send_all(self) -> None:
        """Sends all that is due, one after the other."""
        while await self._is_ours():
            due = await self._db.read(rows.first_due, list(self._channels), self._clock())
            if due is None:
                return
            await self._send(due)

    async def _is_ours(self) -> bool:
        now = self._clock()
        return await self._db.write(lease.take, self._lease, self._name, LEASE_LENGTH, now)

    async def _send(self, due: Waiting) -> None:
        try:
            await self._channels[due.row.channel](due)
        except Refused as fault:
            refused = fault
        except Exception as fault:  # noqa: BLE001 - the boundary: one row holds up no other
            refused = Refused(type(fault).__qualname__)
        else:
            await self._db.write(rows.mark_sent, due, self._clock())
            return
        log.warning("not sent outbox=%d attempt=%d error=%s", due.id, due.attempts + 1, refused)
        await self._db.write(_refuse, due, refused, self._clock())


def _refuse(db: Connection, due: Waiting, refused: Refused, now: datetime) -> None:
    rows.mark_refused(db, due, refused.why, now, for_good=refused.for_good)
    if refused.by_all:
        rows.hold_up(db, due, now)
