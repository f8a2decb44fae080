"""Looks itself for what other processes have changed, where Redis does not tell of it."""

import asyncio
import logging
import random
from collections.abc import Callable

from conversations import marks
from conversations.marks import Mark
from db.engine import Database
from db.faults import told
from web.live import QUEUES, Live

EVERY = 1.0  # seconds between looks while other processes are not heard
SELDOM = 10  # of these pass between two looks while they are: a hint may be lost on its way
SPREAD = 5.0  # seconds over which what such a look finds is told

log = logging.getLogger(__name__)


class Lookout:
    """One query for all conversations that are followed here, by their marks: what has changed is
    hinted. Queues have no mark, and are hinted at each look. With SQLite there is no other
    process."""

    def __init__(self, db: Database, live: Live, is_heard: Callable[[], bool]) -> None:
        self._db, self._live, self._is_heard = db, live, is_heard
        self._known: dict[str, Mark] = {}
        self._later: dict[str, asyncio.TimerHandle] = {}  # hints that are yet to be given

    async def run(self) -> None:
        """Until it is cancelled."""
        passed, was_heard = 0, False
        while self._db.is_shared:
            await asyncio.sleep(EVERY)
            # Asked at once when they fall silent, and once more after they are heard again: what
            # was told between is lost.
            passed, were_heard, was_heard = passed + 1, was_heard, self._is_heard()
            goes_on = were_heard and was_heard
            if goes_on and passed < SELDOM:
                continue
            passed = 0
            try:
                await self.look(SPREAD if goes_on else 0)
            except Exception as fault:  # noqa: BLE001 - the boundary: logged, without words
                log.error("not looked for changes\n%s", told(fault))

    async def look(self, within: float = 0) -> None:
        """Hints of what has changed: at once, or each sometime within so many seconds. While others
        are heard, readers know most of it already, and all together would hold up what is new."""
        self._live.changed_here(QUEUES)
        followed = self._live.conversations
        found = await self._db.read(marks.of, followed) if followed else {}
        # New here means that it may have changed since it was first read.
        changed = [name for name, mark in found.items() if self._known.get(name) != mark]
        self._known = found
        for conversation_id in {*changed, *self._later}:
            self._hint(conversation_id, within)

    def _hint(self, conversation_id: str, within: float = 0) -> None:
        if conversation_id in self._later:
            self._later.pop(conversation_id).cancel()
        if within:
            after = random.uniform(0, within)  # noqa: S311 - no secret
            loop = asyncio.get_running_loop()
            self._later[conversation_id] = loop.call_later(after, self._hint, conversation_id)
        else:
            self._live.changed_here(conversation_id)
