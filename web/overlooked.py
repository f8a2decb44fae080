"""How many questions are overlooked, for anyone to see."""

import asyncio
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta

from db.engine import Database
from servicecenter import ledger
from servicecenter.ledger_of_steps import Figures

COUNTED_FOR = timedelta(minutes=1)


class Overlooked:
    """The figures, at most a minute old: however many ask, the database is asked once."""

    def __init__(self, db: Database, clock: Callable[[], datetime]) -> None:
        self._db = db
        self._clock = clock
        self._counted: tuple[datetime, Figures] | None = None
        self._counting = asyncio.Lock()

    async def figures(self) -> tuple[datetime, Figures]:
        """With when they were counted."""
        async with self._counting:
            now = self._clock()
            # A clock that was put back makes no count younger than it is.
            if self._counted is None or not now - COUNTED_FOR < self._counted[0] <= now:
                self._counted = now, await self._db.read(ledger.figures, now)
            return self._counted

    async def count(self) -> int:
        _, found = await self.figures()
        return found.overlooked

    async def told(self) -> dict[str, int | str]:
        at, found = await self.figures()
        return asdict(found) | {"counted_at": at.isoformat()}
