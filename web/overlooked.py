"""How many questions are overlooked."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from db.engine import Database
from servicecenter import ledger

COUNTED_FOR = timedelta(minutes=1)


class Overlooked:
    """The count, at most a minute old: however many ask, the database is asked once."""

    def __init__(self, db: Database, clock: Callable[[], datetime]) -> None:
        self._db = db
        self._clock = clock
        self._counted: tuple[datetime, int] | None = None
        self._counting = asyncio.Lock()

    async def count(self) -> int:
        async with self._counting:
            now = self._clock()
            # A clock that was put back makes no count younger than it is.
            if self._counted is None or not now - COUNTED_FOR < self._counted[0] <= now:
                self._counted = now, len(await self._db.read(ledger.overlooked, now))
            return self._counted[1]
