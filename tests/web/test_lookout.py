"""Where Redis does not tell, each process finds what others have changed, and tells of no more."""

import asyncio

import pytest

from conversations.seen import advance
from db.engine import Database
from tests.conversations.fake_rasa import FakeRasa
from tests.conversations.talk import Chat
from web.live import QUEUES, Live
from web.lookout import SPREAD, Lookout


@pytest.fixture
def shared(database: Database) -> Database:
    """One that other processes write to as well."""
    if not database.is_shared:
        pytest.skip("one process writes there")
    return database


async def test_a_change_in_a_conversation_that_is_followed_is_hinted_once(
    shared: Database,
) -> None:
    live = Live()
    lookout = Lookout(shared, live, lambda: False)
    async with FakeRasa() as rasa, Chat.begun(shared, rasa) as chat:
        with live.listening(chat.started.id) as changed, live.listening(QUEUES):
            await lookout.look()
            changed.clear()
            await lookout.look()
            assert not changed.is_set()

            await chat.says("Hej")
            await lookout.look()
            assert changed.is_set()

            changed.clear()
            await shared.write(advance, chat.started.id, "visitor", 2)
            await lookout.look()
            assert changed.is_set()


async def test_what_changes_between_the_first_read_and_the_first_look_is_hinted(
    shared: Database,
) -> None:
    live = Live()
    async with FakeRasa() as rasa, Chat.begun(shared, rasa) as chat:
        with live.listening(chat.started.id) as changed:
            await chat.says("Hej")
            await Lookout(shared, live, lambda: False).look()
            assert changed.is_set()


async def test_what_may_wait_is_hinted_later_and_at_the_next_look_that_may_not_wait(
    shared: Database,
) -> None:
    live = Live()
    lookout = Lookout(shared, live, lambda: True)
    async with FakeRasa() as rasa, Chat.begun(shared, rasa) as chat:
        with live.listening(chat.started.id) as changed:
            await lookout.look(within=1e6)
            assert not changed.is_set()
            await lookout.look()  # since others have fallen silent: its mark is known already
            assert changed.is_set()

            await chat.says("Hej")
            changed.clear()
            await lookout.look(within=0.01)
            await asyncio.wait_for(changed.wait(), 10)
            changed.clear()
            await lookout.look()
            assert not changed.is_set()


async def test_it_looks_at_once_when_others_fall_silent_and_when_they_are_back_else_seldom(
    shared: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.lookout.EVERY", 0)
    monkeypatch.setattr("web.lookout.SELDOM", 2)
    heard = iter([False, False, True, True, True, True, False])
    looks: list[float | None] = []  # at each tick, within how many seconds it is told

    def is_heard() -> bool:
        looks.append(None)
        if (now := next(heard, None)) is None:
            raise asyncio.CancelledError
        return now

    class Noting(Lookout):
        async def look(self, within: float = 0) -> None:
            looks[-1] = within

    with pytest.raises(asyncio.CancelledError):
        await Noting(shared, Live(), is_heard).run()

    assert looks[:-1] == [0, 0, 0, None, SPREAD, None, 0]


async def test_queues_which_have_no_mark_are_hinted_at_each_look(database: Database) -> None:
    live = Live()
    with live.listening(QUEUES) as changed:
        await Lookout(database, live, lambda: False).look()
        assert changed.is_set()


async def test_on_a_database_of_ones_own_nothing_is_looked_for(database: Database) -> None:
    if database.is_shared:
        pytest.skip("others write there")
    await Lookout(database, Live(), lambda: False).run()  # ends at once


async def test_one_process_at_a_time_prepares_a_database_that_is_shared(
    shared: Database,
) -> None:
    inside: list[str] = []

    async def prepares(name: str) -> None:
        async with shared.alone():
            inside.append(name)
            await asyncio.sleep(0.1)
            inside.append(name)

    await asyncio.gather(prepares("a"), prepares("b"))

    assert inside in (["a", "a", "b", "b"], ["b", "b", "a", "a"])
