"""Fetches what visitors have answered by e-mail, in one process at a time."""

import asyncio
import logging
import secrets
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime, timedelta

from db.engine import Database
from db.faults import told
from inbox import letter as letters
from inbox import mailbox
from inbox.mailbox import Account, Inbox, read_account
from outbox import lease
from servicecenter import replies_by_mail
from web.settings import Settings

LEASE = "inbox"
LEASE_LENGTH = timedelta(minutes=5)  # longer than the slowest round
LOOKS_EVERY = 30  # seconds

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]
Changed = Callable[[str], None]


class Reader:
    def __init__(
        self, db: Database, account: Account, longest: int, clock: Clock, changed: Changed
    ) -> None:
        self._db = db
        self._account = account
        self._longest = longest
        self._clock = clock
        self._changed = changed
        self._name = secrets.token_hex(8)

    async def run(self) -> None:
        """Looks now and again, until cancelled."""
        await lease.rounds(self._db, LEASE, self._name, self.look, LOOKS_EVERY)

    async def look(self) -> None:
        """A letter leaves the mailbox after it is stored; read again, it changes nothing."""
        if not await self._db.write(lease.take, LEASE, self._name, LEASE_LENGTH, self._clock()):
            return
        with ExitStack() as open_until_done:
            box = await asyncio.to_thread(
                open_until_done.enter_context, mailbox.opened(self._account)
            )
            for uid, raw in await asyncio.to_thread(box.unseen):
                await self._take(box, uid, raw)

    async def _take(self, box: Inbox, uid: str, raw: bytes) -> None:
        try:
            received = await asyncio.to_thread(letters.read, raw)
            now = self._clock()
            result = await self._db.write(replies_by_mail.take_in, received, self._longest, now)
        except Exception as fault:  # noqa: BLE001 - one letter holds up no other
            log.error("letter left in the mailbox\n%s", told(fault))
            await asyncio.to_thread(box.leave, uid)
            return
        if result.conversation_id is None:
            await asyncio.to_thread(box.leave, uid)
            return
        await asyncio.to_thread(box.take_out, uid)
        if result.is_new:
            self._changed(result.conversation_id)


def reader_of(settings: Settings, db: Database, clock: Clock, changed: Changed) -> Reader | None:
    url = settings.imap_url.get_secret_value()
    if not url:
        return None
    return Reader(db, read_account(url), settings.max_message, clock, changed)
