"""Each alert fires on its fault, by the figures that the process tells; on a service without a
fault, none does."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from db.engine import open_engine
from db.schema import attachment, enquiry
from knowledge.library import Library
from outbox import rows
from outbox.rows import Row
from tests.conversations.fake_rasa import Held, raw, says
from tests.servicecenter.stage import begin, open_one
from tests.web.conftest import Opening
from tests.web.figures import SCRAPED, Series, cases, rules, scraped
from tests.web.promtool import promtool
from tests.web.site import Site
from web.keys import LIBRARY
from web.metrics import METRICS

Planted = AbstractAsyncContextManager[object]


@asynccontextmanager
async def _stopped(site: Site) -> AsyncIterator[Series]:
    yield {f"up{{{SCRAPED}}}": 0.0}


@asynccontextmanager
async def _database_broken(site: Site) -> AsyncIterator[None]:
    beside = open_engine(f"sqlite:///{site.data / 'lotsen.db'}")
    for old, new in (("outbox", "away"), ("away", "outbox")):
        with beside.execution_options(sqlite_begin="BEGIN IMMEDIATE").begin() as db:
            db.exec_driver_sql(f"ALTER TABLE {old} RENAME TO {new}")
        if new == "away":
            yield
    beside.dispose()


@asynccontextmanager
async def _letter_not_sent(site: Site) -> AsyncIterator[None]:
    letter = Row("key", "mail", "c", "kassor@forening.example", {})
    await site.database.write(rows.add, letter, site.clock())
    site.clock.forward(seconds=6)
    yield


@asynccontextmanager
async def _bot_slow(site: Site) -> AsyncIterator[None]:
    """Asked, and not answered yet."""
    site.rasa.does = held = Held(says("Hej!"))
    await (await site.visitor()).says("Dörren går inte upp")
    await held.asked.wait()
    site.clock.forward(seconds=20)
    yield
    held.let_go.set()


@asynccontextmanager
async def _answered_late(site: Site) -> AsyncIterator[None]:
    visitor = await site.visitor()
    site.rasa.does = held = Held(says("Hej!"))
    await visitor.says("Dörren går inte upp")
    await held.asked.wait()
    site.clock.forward(seconds=5)
    held.let_go.set()
    await visitor.hears("text")
    yield


@asynccontextmanager
async def _no_one_takes_it(site: Site) -> AsyncIterator[None]:
    await site.enquiry()
    site.clock.forward(days=20)
    yield


@asynccontextmanager
async def _no_one_was_told(site: Site) -> AsyncIterator[None]:
    def plant(db: sa.Connection) -> None:
        number = open_one(db, now=site.clock() - timedelta(days=40))
        here = enquiry.c.number == number
        db.execute(enquiry.update().where(here).values(deadline=site.clock() - timedelta(hours=1)))

    site.clock.forward(minutes=2)  # it is counted once a minute
    await site.database.write(plant)
    yield


@asynccontextmanager
async def _rasa_fails(site: Site) -> AsyncIterator[None]:
    site.rasa.does = raw("", 500)
    for _ in range(4):
        visitor = await site.visitor()
        await visitor.says("Dörren går inte upp")
        await visitor.hears("receipt")
    yield


@asynccontextmanager
async def _search_slow(site: Site) -> AsyncIterator[None]:
    with pytest.MonkeyPatch.context() as slow:
        quick = Library.find

        async def find(*given: str) -> object:
            await asyncio.sleep(0.6)
            return await quick(*given)  # type: ignore[arg-type]

        slow.setattr(Library, "find", find)
        await site.apps.public[LIBRARY].find("Vad kostar en hall?")
        yield


@asynccontextmanager
async def _our_fault(site: Site) -> AsyncIterator[None]:
    async with _database_broken(site):
        assert (await site.public.get("/health/ready")).status == 500
    yield


@asynccontextmanager
async def _not_scanned(site: Site) -> AsyncIterator[None]:
    def plant(db: sa.Connection) -> None:
        of = {"conversation_id": begin(db, site.clock()).id, "seq": 1, "name": "ritning.pdf"}
        what = {"type": "application/pdf", "size": 7, "sha256": "0" * 64, "state": "checking"}
        db.execute(attachment.insert().values({"id": "a" * 32} | of | what))

    await site.database.write(plant)
    yield


@asynccontextmanager
async def _crowded(site: Site) -> AsyncIterator[None]:
    """As many as a test cannot open."""
    site.apps.public[METRICS].streams.labels("visitor").inc(4001)
    yield


FAULTS: dict[str, Callable[[Site], Planted]] = {
    "LotsenDown": _stopped,
    "LotsenDatabaseAway": _database_broken,
    "LotsenUndelivered": _letter_not_sent,
    "LotsenTurnsWait": _bot_slow,
    "LotsenAnswersSlow": _answered_late,
    "LotsenUnclaimedLate": _no_one_takes_it,
    "LotsenOverlooked": _no_one_was_told,
    "LotsenRasaFails": _rasa_fails,
    "LotsenSearchSlow": _search_slow,
    "LotsenFaults": _our_fault,
    "LotsenFilesWait": _not_scanned,
    "LotsenStreamsMany": _crowded,
}


@pytest.mark.slow
async def test_each_alert_fires_on_its_fault_and_none_without(
    opening: Opening, tmp_path: Path
) -> None:
    assert {rule["alert"] for rule in rules()} == FAULTS.keys()
    after: dict[str, Series] = {}
    async with opening() as site:
        await _is_used(site)
        before = await scraped(site)
        for name, planted in FAULTS.items():
            async with planted(site) as instead:
                after[name] = instead if isinstance(instead, dict) else await scraped(site)
    cases(tmp_path / "cases.yml", before, after)

    promtool("test", "rules", str(tmp_path / "cases.yml"))


async def _is_used(site: Site) -> None:
    """By someone who is answered, and by someone whom a person has answered."""
    await (await site.visitor()).is_answered("Hej")
    _, number = await site.claimed()
    await (await site.person("bo")).replies(number, "Så här gör du.")
    await (await site.person("bo")).does(number, "close", {"outcome": "answered"})
