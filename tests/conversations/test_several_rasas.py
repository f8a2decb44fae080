"""Several Rasas: each takes its turn, and one that fails costs no visitor anything."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest

from conversations.rasa import BotFailed, Rasa
from tests.conversations.fake_rasa import TOKEN, FakeRasa, Held, hangs_up, raw, says

Two = tuple[FakeRasa, FakeRasa]


@pytest.fixture
async def two() -> AsyncIterator[Two]:
    async with FakeRasa() as one, FakeRasa() as other:
        yield one, other


async def _asked(two: Two, times: int, limit: float = 10) -> list[str]:
    """What is answered."""
    answers = []
    async with aiohttp.ClientSession() as http:
        rasa = Rasa(http, [one.url for one in two], TOKEN, limit)
        for _ in range(times):
            turn = await rasa.answer("c1", "Hej", {}, None, "sv")
            answers += [said.text for said in turn.spoken]  # type: ignore[union-attr]
    return answers


async def test_each_takes_its_turn(two: Two) -> None:
    two[0].does, two[1].does = says("Ett"), says("Två")
    assert await _asked(two, 4) == ["Ett", "Två", "Ett", "Två"]


@pytest.mark.parametrize("fails", [raw("{}", 500), raw("nonsens"), hangs_up])
async def test_what_one_fails_at_is_asked_of_the_other_and_it_comes_last_for_a_while(
    two: Two, fails: object
) -> None:
    two[0].does, two[1].does = fails, says("Två")  # type: ignore[assignment]
    assert await _asked(two, 5) == ["Två"] * 5
    assert len(two[0].asked) == 1


async def test_a_dead_one_is_passed_over(two: Two) -> None:
    two[1].does = says("Två")
    await two[0].stop()
    assert await _asked(two, 3) == ["Två"] * 3


async def test_all_that_fail_are_a_bot_that_fails(two: Two) -> None:
    two[0].does = two[1].does = raw("{}", 500)
    with pytest.raises(BotFailed):
        await _asked(two, 1)
    assert [len(one.asked) for one in two] == [1, 1]


async def test_one_that_hangs_takes_the_patience_of_one_visitor_only(two: Two) -> None:
    two[0].does, two[1].does = Held(says("För sent")), says("Två")
    async with aiohttp.ClientSession() as http:
        rasa = Rasa(http, [one.url for one in two], TOKEN, 0.2)
        with pytest.raises(BotFailed, match="TimeoutError"):
            await rasa.answer("c1", "Hej", {}, None, "sv")
        async with asyncio.timeout(5):
            for _ in range(4):
                await rasa.answer("c1", "Hej", {}, None, "sv")
    assert len(two[0].asked) == 1
