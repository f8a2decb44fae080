"""Two web processes are one service: whoever is at one of them notices nothing of the other."""

import os
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from knowledge.encoder.model import Encoder
from servicecenter.agents import add
from tests.cast import PASSWORD
from tests.conftest import DATA
from tests.conversations.fake_rasa import Held, hands_over, says
from tests.conversations.talk import until
from tests.web.conftest import PUBLISHED, fill
from tests.web.pair import Pair, Process, database_beside, open_pair
from tests.web.site import Stream, Visitor
from web.limits import SIGNS_PER_MINUTE

pytestmark = pytest.mark.asyncio(loop_scope="module")

# Seconds on a machine that has other work, and far from those of what comes next: a lost hint costs
# ten, and a chat looks by itself after 25. What a quiet machine takes, `./lotsen bench pair` tells.
A_MOMENT = 3.0
WITHOUT_REDIS = 6.0


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def pair(
    postgresql_url: str, encoder: Encoder, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Pair]:
    url = database_beside(postgresql_url)
    await fill(url, encoder)
    folder: Path = tmp_path_factory.mktemp("pair")
    named = os.environ.get("LOTSEN_ENCODER") or str(DATA / "encoder")
    async with open_pair(url, folder, named) as pair:
        await _redis_is_heard(pair)
        yield pair


async def _redis_is_heard(pair: Pair) -> None:
    """By each process, once more than not: then hints go both ways."""

    async def heard() -> bool:
        logs = [process.log.read_text() for process in (pair.one, pair.other)]
        return all(log.count("Redis is there") > log.count("Redis is away") for log in logs)

    await until(heard, 20)


def _logs(pair: Pair) -> str:
    return pair.one.log.read_text() + pair.other.log.read_text()


async def _takes(visitor: Visitor, at: Process, text: str) -> float:
    """Seconds from writing at one process until it is read at the other."""
    reader = at.back(visitor.id, visitor.secret)
    async with reader.streams() as stream:
        known = (await stream.next() or {})["messages"][-1]["seq"]
        began = time.monotonic()
        seq = await visitor.says(text)
        await stream.until(max(seq, known + 1))
        return time.monotonic() - began


async def test_a_message_reaches_who_reads_at_the_other_process_at_once(pair: Pair) -> None:
    visitor = await pair.one.visitor()
    back = pair.other.back(visitor.id, visitor.secret)
    for number in range(3):
        assert await _takes(visitor, pair.other, f"Hit {number}") < A_MOMENT
        assert await _takes(back, pair.one, f"Dit {number}") < A_MOMENT

    await until(lambda: _answers(visitor, 6))
    seqs = [one["seq"] for one in (await visitor.looks())["messages"]]
    assert seqs == list(range(1, 14))


async def _answers(visitor: Visitor, count: int) -> bool:
    return len(await visitor.texts("bot")) == count


async def test_without_redis_a_message_is_found_soon_and_none_is_lost(pair: Pair) -> None:
    visitor = await pair.one.visitor()
    pair.redis.stop()
    try:
        took = [await _takes(visitor, pair.other, f"Fråga {number}") for number in range(3)]
    finally:
        pair.redis.start()
    await _redis_is_heard(pair)

    assert max(took) < WITHOUT_REDIS
    assert await visitor.texts("visitor") == ["Fråga 0", "Fråga 1", "Fråga 2"]
    assert await _takes(visitor, pair.other, "Igen") < A_MOMENT


async def test_who_looks_and_who_writes_is_told_at_the_other_process(pair: Pair) -> None:
    pair.rasa.does = hands_over()
    visitor = await pair.one.visitor()
    await visitor.says("Dörren går inte upp")
    number = (await visitor.hears("receipt"))["number"]
    pair.rasa.does = says("Hej!")
    await pair.database.write(add, "siv", "Siv", "agent", PASSWORD, ["fritidsbokningen"])
    bo, siv = await pair.session_of("bo"), await pair.session_of("siv")
    events = f"/api/desk/enquiries/{number}/events"

    async with pair.other.person(bo).streams(events), pair.one.person(siv).streams(events) as seen:
        await _sees(seen, "looking", ["Bo"])
    await pair.other.person(bo).does(number, "claim")
    async with pair.one.person(bo).streams(events) as seen:
        await _sees(seen, "writing", False)
        writing = f"{visitor.path}/writing"
        await pair.other.public.post(writing, json={}, headers=visitor.headers)
        await _sees(seen, "writing", True)


async def _sees(stream: Stream, what: str, told: object) -> None:
    """Within seconds: nothing else brings it."""
    view = await stream.next()
    while view and view[what] != told:
        view = await stream.next()
    assert view


async def test_what_one_may_do_in_a_minute_is_counted_for_both_together(pair: Pair) -> None:
    visitor = await pair.one.visitor()
    await _redis_is_heard(pair)
    statuses = []
    for number in range(SIGNS_PER_MINUTE + 1):
        at = (pair.one, pair.other)[number % 2].public
        path = f"{visitor.path}/writing"
        async with at.post(path, json={}, headers=visitor.headers) as response:
            statuses.append(response.status)
    assert statuses == [200] * SIGNS_PER_MINUTE + [429], _logs(pair)


async def test_an_article_published_at_one_is_known_to_the_other_at_once(pair: Pair) -> None:
    before = (await pair.other.is_ready())["articles"]
    ada = pair.one.person(await pair.session_of("ada"))
    response = await ada.post("/api/admin/articles/lokalhyra-for-hog/publish", {"reason": "Prov"})
    assert response.status == 200, await response.text()
    assert (await pair.other.is_ready())["articles"] == before + 1 == len(PUBLISHED) + 1


async def test_a_message_whose_process_is_killed_is_answered_by_the_other_once(pair: Pair) -> None:
    """Last, since one of them is dead afterwards."""
    pair.rasa.does = held = Held(says("Aldrig läst"))
    visitor = await pair.one.visitor()
    await visitor.says("Dörren går inte upp")
    await held.asked.wait()
    pair.rasa.does = says("Nu så")
    pair.one.kill()
    back = pair.other.back(visitor.id, visitor.secret)

    await until(lambda: _answers(back, 1))
    held.let_go.set()
    await back.is_answered("Tack!")
    assert await back.texts("bot") == ["Nu så", "Nu så"]
