"""The contact paths as this process knows them, kept up with the database."""

import asyncio
import logging

from sqlalchemy import Connection

from db.engine import Database
from db.faults import told
from servicecenter import contact_paths, paths_versions
from servicecenter.contact_paths import ContactPaths

LOOKS_EVERY = 1  # second; another process may have changed them
NONE_YET = ContactPaths({}, [])
Loaded = tuple[int, ContactPaths]

log = logging.getLogger(__name__)


class CurrentPaths:
    """Who routes a question asks for them `now`; what is only shown may take what is `known`, which
    is as old as the last look at the most."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._loaded: Loaded = (-1, NONE_YET)

    @classmethod
    async def of(cls, db: Database) -> "CurrentPaths":
        current = cls(db)
        await current.now()
        return current

    @property
    def known(self) -> ContactPaths:
        return self._loaded[1]

    async def now(self) -> ContactPaths:
        newer = await self._db.read(_newer_than, self._loaded[0])
        # Of two looks at once the older may end last.
        if newer and newer[0] >= self._loaded[0]:
            self._loaded = newer
        return self.known

    async def follow(self) -> None:
        """Looks now and again, until cancelled."""
        while True:
            await asyncio.sleep(LOOKS_EVERY)
            try:
                await self.now()
            except Exception as fault:  # noqa: BLE001 - the boundary: what is known goes on
                log.error("contact paths not looked at\n%s", told(fault))


def _newer_than(db: Connection, number: int) -> Loaded | None:
    last = paths_versions.last(db)
    return None if last == number else (last, contact_paths.load(db))
