"""Has each file scanned before it can be fetched, and sets aside what crashes have left.

A file whose scan fails waits, and is taken up again: at each turn, and after a restart.
"""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol

from conversations.files import attachments
from conversations.files.clamd import ScannerAway
from conversations.files.store import Store
from db.engine import Database
from db.faults import told

EVERY = 15  # seconds between looks for files that wait

log = logging.getLogger(__name__)


class Scanner(Protocol):
    async def is_clean(self, path: Path) -> bool: ...


class Checks:
    def __init__(
        self,
        db: Database,
        store: Store,
        scanner: Scanner | None,
        clock: Callable[[], datetime],
        changed: Callable[[str], None],
    ) -> None:
        self._db = db
        self._store = store
        self._scanner = scanner
        self._clock = clock
        self._changed = changed
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """A file has come."""
        self._woken.set()

    async def run(self) -> None:
        """Until it is cancelled."""
        while True:
            try:
                await self.check()
                await self.sweep()
            except Exception as fault:  # noqa: BLE001 - the boundary: logged, without words
                log.error("files not checked\n%s", told(fault))
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(EVERY):
                    await self._woken.wait()
            self._woken.clear()

    async def check(self) -> None:
        """Scans what waits, one after another."""
        if self._scanner is None:
            return
        for file_id, conversation_id in await self._db.read(attachments.unchecked):
            try:
                is_clean = await self._scanner.is_clean(self._store.path(file_id))
            except ScannerAway as error:
                log.warning("file waits for the scanner file=%s why=%s", file_id, error)
                continue
            await self._db.write(attachments.judge, file_id, is_clean, self._clock())
            if not is_clean:
                log.warning("infected file stopped file=%s", file_id)
                self._store.remove([file_id])
            self._changed(conversation_id)

    async def sweep(self) -> None:
        aside, old = await asyncio.to_thread(lambda: (self._store.aside(), self._store.old()))
        if not aside and not old:
            return
        named = await self._db.read(attachments.named)
        back = [name for name in aside if name in named]
        left = [name for name in old if name not in named]
        await asyncio.to_thread(self._store.put_back, back)
        await asyncio.to_thread(self._store.set_aside, left)
        await asyncio.to_thread(self._store.empty)
        if back:
            log.warning("files put back, the database names them after all count=%d", len(back))
        if left:
            log.warning("files set aside, the database does not name them count=%d", len(left))
