"""Rounds go on whatever happens in one of them, and leave the lease to others at the end."""

import asyncio
from datetime import timedelta

import pytest

from db.engine import Database
from outbox import lease
from tests.cast import MONDAY

MINUTE = timedelta(minutes=1)


async def test_a_round_that_fails_is_logged_without_its_words_and_the_next_one_comes(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    again = asyncio.Event()

    async def step() -> None:
        if "round failed" in caplog.text:
            again.set()
        raise ValueError("kassor@forening.example")

    running = asyncio.create_task(lease.rounds(database, "steps", "this", step, 0.01))
    await asyncio.wait_for(again.wait(), 5)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)

    assert "round failed lease=steps\nValueError\n" in caplog.text
    assert "kassor" not in caplog.text


async def test_who_is_woken_in_a_round_takes_another_at_once(database: Database) -> None:
    woken, ended = asyncio.Event(), asyncio.Event()
    rounds = iter((woken.set, ended.set))

    async def step() -> None:
        next(rounds)()

    running = asyncio.create_task(lease.rounds(database, "steps", "this", step, 600, woken))
    await asyncio.wait_for(ended.wait(), 5)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_a_lease_is_given_back_also_when_a_round_is_cut_short(database: Database) -> None:
    taken = asyncio.Event()

    async def step() -> None:
        assert await database.write(lease.take, "steps", "this", MINUTE, MONDAY)
        taken.set()
        await asyncio.sleep(600)

    running = asyncio.create_task(lease.rounds(database, "steps", "this", step, 600))
    await taken.wait()
    assert not await database.write(lease.take, "steps", "another", MINUTE, MONDAY)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)

    assert await database.write(lease.take, "steps", "another", MINUTE, MONDAY)
