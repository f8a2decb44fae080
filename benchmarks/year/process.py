"""The process that lives through the year: it looks as the web process does, then people do what
they do. How far it has come is stored with what they did, so that one that is killed goes on."""

import asyncio
import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

import sqlalchemy as sa
from sqlalchemy import Connection

from benchmarks.year import people
from benchmarks.year.plan import Event, Tick, Year, a_year
from db.engine import Database, open_database
from db.outside import lease, outbox
from servicecenter import ledger
from web.following import LEASE, take_all_due

PAGE = "https://chatt.kommun.example"
FIRST_LOOK, BETWEEN_LOOKS = timedelta(minutes=10), timedelta(minutes=2)

_own = sa.MetaData()
come_to = sa.Table(
    "year_come_to",
    _own,
    sa.Column("tick", sa.Integer, nullable=False),
    sa.Column("events", sa.Integer, nullable=False),
)


class Overlooked(Exception):
    """Someone waits past the deadline right after the process has looked."""


def settle(db: Connection) -> None:
    people.settle(db)
    _own.create_all(db)
    db.execute(come_to.insert().values(tick=0, events=0))


def live(url: str, seed: int, questions: int, days: int) -> None:
    """From where the one before has come to, until the end."""
    asyncio.run(_live(url, a_year(seed, questions, days)))


def is_over(db: Connection, year: Year) -> bool:
    return bool(db.execute(sa.select(come_to.c.tick)).scalar_one() == len(year.ticks))


async def _live(url: str, year: Year) -> None:
    name = secrets.token_hex(8)
    async with open_database(url) as db:
        at, done = await db.read(lambda it: it.execute(sa.select(come_to)).one())
        for nth, tick in enumerate(year.ticks[at:], at + 1):
            if tick.is_up:
                await _look(db, name, tick.clock)
            now_due = list(_due(year.events, done, tick)) if tick.is_up else []
            done += len(now_due)
            await db.write(_go_on, now_due, tick.clock, nth, done)


async def _look(db: Database, name: str, clock: datetime) -> None:
    """Twice at least; until it is this process that looks, and not a dead one that holds it up."""
    now = clock - FIRST_LOOK
    while True:
        await take_all_due(db, name, PAGE, partial(_same, now), _no_one)
        is_ours = await db.read(_holder) == name
        if is_ours and now >= clock - FIRST_LOOK + BETWEEN_LOOKS:
            break
        now += BETWEEN_LOOKS
    if missed := await db.read(ledger.overlooked, now):
        raise Overlooked(f"{clock}: {missed}")


def _same(moment: datetime) -> datetime:
    return moment


def _no_one(_: str) -> None:
    """Looks at a live view."""


def looks_at(tick: Tick) -> tuple[datetime, datetime]:
    """The first and the last moment at which it may look."""
    return tick.clock - FIRST_LOOK, tick.clock


def _holder(db: Connection) -> str | None:
    return db.scalar(sa.select(lease.c.holder).where(lease.c.name == LEASE))


def _due(events: list[Event], done: int, tick: Tick) -> Iterator[Event]:
    for event in events[done:]:
        if event.at > tick.at:
            return
        yield event


def _go_on(db: Connection, events: list[Event], now: datetime, tick: int, done: int) -> None:
    """Letters leave at once: sending them is not what is looked at."""
    for event in events:
        people.does(db, event, now)
    db.execute(outbox.update().where(outbox.c.sent_at.is_(None)).values(sent_at=now))
    db.execute(come_to.update().values(tick=tick, events=done))
