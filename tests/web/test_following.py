"""The web process takes the steps by itself; anyone may see how many questions are overlooked."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection, Engine

from db.engine import Database
from db.schema import enquiry
from outbox import lease
from servicecenter.contact_paths import DUTY
from servicecenter.following import take_due
from tests.cast import MONDAY, Clock
from tests.conversations.talk import until
from tests.servicecenter.followed import done
from tests.servicecenter.stage import open_one
from tests.web.conftest import Opening
from web import following
from web.following import LEASE, LEASE_LENGTH, take_all_due

PROCESSES = 8
TWO_DAYS = MONDAY + timedelta(days=2, hours=3)


def _steps(db: Connection) -> list[int]:
    return list(db.scalars(sa.select(enquiry.c.step)))


async def test_one_process_at_a_time_takes_the_steps(database: Database, clock: Clock) -> None:
    await database.write(open_one)
    await database.write(lease.take, LEASE, "another", LEASE_LENGTH, TWO_DAYS)
    clock.now = TWO_DAYS
    told: list[str] = []

    await take_all_due(database, "this", None, clock, told.append)
    assert (told, await database.read(_steps)) == ([], [0])
    clock.forward(seconds=90)
    await take_all_due(database, "this", None, clock, told.append)

    assert (len(told), await database.read(_steps)) == (1, [3])


async def test_processes_that_look_at_once_take_each_step_once(engine: Engine) -> None:
    writing = engine.execution_options(sqlite_begin="BEGIN IMMEDIATE")
    with writing.begin() as db:
        numbers = [open_one(db) for _ in range(40)]
    together = Barrier(PROCESSES)

    def look(_: int) -> None:
        together.wait()
        with writing.begin() as db:
            take_due(db, None, TWO_DAYS)

    with ThreadPoolExecutor(PROCESSES) as threads:
        list(threads.map(look, range(PROCESSES)))

    with writing.begin() as db:
        assert [done(db, number) for number in numbers] == [[("escalated", DUTY)]] * 40


async def test_a_lease_that_was_taken_by_a_wrong_clock_does_not_hold(database: Database) -> None:
    await database.write(lease.take, LEASE, "dead", LEASE_LENGTH, MONDAY + timedelta(days=365))
    assert await database.write(lease.take, LEASE, "this", LEASE_LENGTH, MONDAY)
    assert not await database.write(lease.take, LEASE, "other", LEASE_LENGTH, MONDAY)


async def test_what_has_become_due_is_done_by_itself_and_shown_at_the_desk(
    opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "LOOKS_EVERY", 0.05)
    async with opening() as site:
        _, number = await site.enquiry()
        ada = await site.person("ada")
        figure = await site.public.get("/api/overlooked")
        assert await figure.json() == {
            "open": 1,
            "late": 0,
            "escalated": 0,
            "overlooked": 0,
            "counted_at": site.clock().isoformat(),
        }
        assert (await ada.queue())[number]["step"] is None
        site.clock.now = TWO_DAYS
        site.sessions.clear()
        ada = await site.person("ada")

        async def escalated() -> bool:
            return (await ada.queue())[number]["step"] == "Sen, hos jouren"

        await until(escalated)
        view = await (await ada.get(f"/api/desk/enquiries/{number}")).json()
        words = [one["words"] for one in view["history"]]
        assert words == ["Vidare till Servicecenter, ingen hade svarat"]
        site.clock.forward(minutes=1)  # the figure may be as old as that
        figures = await (await site.public.get("/api/overlooked")).json()
        assert (figures["late"], figures["escalated"], figures["overlooked"]) == (1, 1, 0)
        public = await (await site.public.get("/kontakt?lang=en")).text()
        assert "longer than promised: 1, of which moved to the service centre: 1." in public
        page = await (await ada.get("/desk")).text()
        assert 'Förbisedda frågor: <span id="overlooked">0</span>' in page


async def test_the_figure_is_counted_once_a_minute(
    opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opening() as site:
        await site.enquiry()

        async def overlooked() -> int:
            response = await site.public.get("/api/overlooked")
            return int((await response.json())["overlooked"])

        assert await overlooked() == 0
        await site.database.write(_make_late, site.clock() - timedelta(hours=1))
        found = await asyncio.gather(*(overlooked() for _ in range(5)))
        site.clock.forward(minutes=1)

        assert (set(found), await overlooked()) == ({0}, 1)


def _make_late(db: Connection, deadline: object) -> None:
    far = MONDAY + timedelta(days=9)
    db.execute(enquiry.update().values(deadline=deadline, next_step_at=far))
