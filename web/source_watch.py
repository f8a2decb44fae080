"""Reads the watched source pages once a day: one at a time, in one process at a time, as politely
as their robots.txt asks."""

import asyncio
import logging
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.robotparser import RobotFileParser

from sqlalchemy import Connection
from yarl import URL

from db.engine import Database
from knowledge.difference import difference_of
from knowledge.sources import reading, watching
from knowledge.sources.reading import Unreadable
from knowledge.sources.watching import Copy, Source
from outbox import lease
from outgoing.guarded import Answer, Guarded, NoAnswer, NotOutside
from servicecenter import source_letters

LEASE = "sources"
LEASE_LENGTH = timedelta(minutes=5)  # longer than one page can take
LOOKS_EVERY = 60.0  # seconds
PAUSE = 2.0  # seconds between two pages, and as many as a robots.txt asks for, up to a minute
LONGEST_PAUSE = 60.0
LARGEST, LARGEST_ROBOTS = 2 * 2**20, 2**19  # bytes
PATIENCE = 15.0  # seconds for each answer
AGENT = "Lotsen"
SAID = {"same": "{}", "removed": "[borttaget: {}]", "added": "[tillagt: {}]"}

log = logging.getLogger(__name__)


class Watch:
    """`page` is the service's own address, for letters."""

    def __init__(
        self, db: Database, outside: Guarded, page: str, clock: Callable[[], datetime]
    ) -> None:
        self._db, self._outside, self._page, self._clock = db, outside, page, clock
        self._name = secrets.token_hex(8)

    async def run(self) -> None:
        await lease.rounds(self._db, LEASE, self._name, self.read_due, LOOKS_EVERY)

    async def read_due(self, pause: float = PAUSE) -> None:
        """All that are due, one after the other."""
        while await self._db.write(lease.take, LEASE, self._name, LEASE_LENGTH, self._clock()):
            due = await self._db.read(watching.first_due, self._clock())
            if due is None:
                return
            asked_for = await self._read(due)
            await asyncio.sleep(max(pause, min(asked_for, LONGEST_PAUSE)))

    async def _read(self, one: Source) -> float:
        """How long its server asks to be left alone."""
        try:
            robots = await self._robots(one.url)
            if not robots.can_fetch(AGENT, one.url):
                await self._fails(one, "robots")
            else:
                await self._take(one, await self._fetched(one))
            return float(robots.crawl_delay(AGENT) or 0)
        except (NoAnswer, NotOutside, Unreadable) as fault:
            await self._fails(one, str(fault) or type(fault).__name__)
            return 0

    async def _robots(self, url: str) -> RobotFileParser:
        """What there is none of allows all; what cannot be read allows nothing. Raises NoAnswer
        and NotOutside."""
        robots = RobotFileParser()
        address = str(URL(url).origin() / "robots.txt")
        answer = await self._outside.fetch(address, most=LARGEST_ROBOTS, seconds=PATIENCE)
        if answer.status >= 500:
            raise NoAnswer("robots")
        lines = answer.body.decode(errors="replace").splitlines() if answer.status == 200 else []
        robots.parse(lines)
        return robots

    async def _fetched(self, one: Source) -> Answer:
        """Only if it is another than the one we know."""
        known = {"If-None-Match": one.etag, "If-Modified-Since": one.last_modified}
        headers = {name: value for name, value in known.items() if value and not one.is_new}
        return await self._outside.fetch(one.url, most=LARGEST, seconds=PATIENCE, headers=headers)

    async def _take(self, one: Source, answer: Answer) -> None:
        if answer.status == 304:
            await self._db.write(watching.note_same, one, self._clock())
            return
        if answer.status != 200:
            raise NoAnswer(str(answer.status))
        kind: reading.Kind = "pdf" if answer.body.startswith(b"%PDF-") else "page"
        found = await reading.read(kind, answer.body)
        validators = (answer.headers.get("ETag"), answer.headers.get("Last-Modified"))
        copy = Copy(one.url, found.text, *(value and value[:200] for value in validators))
        # Before the transaction: comparing long texts takes its time.
        changes = await asyncio.to_thread(_in_words, one, copy)
        await self._db.write(_note, one, copy, changes, self._page, self._clock())

    async def _fails(self, one: Source, why: str) -> None:
        log.info("source not read article=%s why=%s", one.article_id, why)
        await self._db.write(watching.note_failed, one, why, self._clock())


def _in_words(one: Source, copy: Copy) -> str:
    if one.is_new or one.text is None:
        return ""
    pieces = difference_of(one.text, copy.text)
    return "".join(SAID[piece.kind].format(piece.text) for piece in pieces)


def _note(db: Connection, one: Source, copy: Copy, changes: str, page: str, now: datetime) -> None:
    """What has changed and the letter about it are stored together."""
    if watching.note_read(db, one, copy, now):
        about = (one.article_id, one.title, one.function_id, one.url)
        key = f"source:{one.article_id}:{copy.name}"
        source_letters.write(db, *about, changes, key, page, now)
