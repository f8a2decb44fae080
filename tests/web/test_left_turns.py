"""What a killed process leaves is taken up by one of the others, soon, and not before."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError

from conversations.turns import Turns
from db.engine import Database
from outbox import lease
from tests.cast import Clock
from tests.conversations.fake_rasa import FakeRasa, says
from tests.conversations.talk import Chat, turns_of, until
from web import left_turns


@pytest.fixture
async def rasa() -> AsyncIterator[FakeRasa]:
    async with FakeRasa() as rasa:
        yield rasa


@pytest.fixture
async def chat(database: Database, rasa: FakeRasa) -> AsyncIterator[Chat]:
    async with Chat.begun(database, rasa) as chat:
        yield chat


class Woken(Turns):
    """Turns that only note what they are woken for."""

    def __init__(self, database: Database, clock: Clock) -> None:
        super().__init__(database, None, None, None, clock, lambda _: None)  # type: ignore[arg-type]
        self.woken: list[str] = []

    def wake(self, conversation_id: str) -> None:
        self.woken.append(conversation_id)


async def _woken(database: Database, chat: Chat, name: str, **later: float) -> list[str]:
    clock = Clock()
    clock.forward(**later)
    turns = Woken(database, clock)
    await left_turns.look(database, turns, name, clock)
    return turns.woken


async def test_only_what_has_waited_a_while_is_taken_from_another(
    chat: Chat, database: Database
) -> None:
    await chat.says("Hej")
    soon = await _woken(database, chat, "b", seconds=1)
    assert soon == ([] if database.is_shared else [chat.started.id])
    assert await _woken(database, chat, "b", seconds=2.5) == [chat.started.id]


async def test_one_process_takes_it_up_until_it_dies_too(chat: Chat, database: Database) -> None:
    await chat.says("Hej")
    assert await _woken(database, chat, "b", seconds=3) == [chat.started.id]
    assert await _woken(database, chat, "c", seconds=4) == []
    assert await _woken(database, chat, "b", seconds=4) == [chat.started.id]
    assert await _woken(database, chat, "c", seconds=6.5) == [chat.started.id]


async def test_what_a_clock_that_went_ahead_has_stored_does_not_wait_for_that_time(
    chat: Chat, database: Database
) -> None:
    await chat.says("Hej")
    assert await _woken(database, chat, "b", hours=-1) == [chat.started.id]


async def test_where_nothing_is_left_nothing_is_written(chat: Chat, database: Database) -> None:
    assert await _woken(database, chat, "b", minutes=1) == []
    assert await database.write(lease.take, left_turns.LEASE, "c", timedelta(1), Clock()())


async def test_an_answer_that_cannot_be_stored_leaves_the_message_to_the_bot(
    chat: Chat, database: Database, rasa: FakeRasa, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database that is away is no reason to call a person."""
    rasa.does = says("Hej!")
    await chat.says("Hej")
    real = database.write

    async def away(*_: object, **__: object) -> None:
        raise OperationalError("", {}, Exception("away"))

    monkeypatch.setattr(database, "write", away)
    chat.turns.wake(chat.started.id)

    async def has_tried() -> bool:
        return bool(rasa.asked) and not chat.turns._working

    await until(has_tried)
    monkeypatch.setattr(database, "write", real)

    assert await chat.look(turns_of) == ["pending"]
    chat.turns.wake(chat.started.id)
    await chat.bot_has_done()
    assert await chat.said_by("bot") == ["Hej!"]
