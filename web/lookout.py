"""Looks itself for what other processes have changed, where Redis does not tell of it."""

import asyncio
import logging
from collections.abc import Callable

from conversations import marks
from conversations.marks import Mark
from db.engine import Database
from db.faults import told
from web.live import QUEUES, Live

EVERY = 1.0  # seconds between looks while other processes are not heard
SELDOM = 10  # of these pass between two looks while they are: a hint may be lost on its way

log = logging.getLogger(__name__)


class Lookout:
    """One query for all conversations that are followed here, by their marks: what has changed is
    hinted. Queues have no mark, and are hinted at each look. With SQLite there is no other
    process."""

    def __init__(self, db: Database, live: Live, is_heard: Callable[[], bool]) -> None:
        self._db, self._live, self._is_heard = db, live, is_heard
        self._known: dict[str, Mark] = {}

    async def run(self) -> None:
        """Until it is cancelled."""
        passed, was_heard = 0, False
        while self._db.is_shared:
            await asyncio.sleep(EVERY)
            passed += 1
            if was_heard and passed < SELDOM:
                was_heard = self._is_heard()
                continue
            # Asked once more after they are heard again: what was told before that is lost.
            passed, was_heard = 0, self._is_heard()
            try:
                await self.look()
            except Exception as fault:  # noqa: BLE001 - the boundary: logged, without words
                log.error("not looked for changes\n%s", told(fault))

    async def look(self) -> None:
        self._live.changed_here(QUEUES)
        followed = self._live.conversations
        found = await self._db.read(marks.of, followed) if followed else {}
        for conversation_id, mark in found.items():
            if self._known.get(conversation_id) != mark:  # or new here, and changed since
                self._live.changed_here(conversation_id)
        self._known = found
