"""Where Redis does not tell, each process finds what others have changed, and tells of no more."""

import asyncio
import time
from contextlib import AsyncExitStack

import pytest

from conversations.seen import advance
from db.engine import Database
from tests.conversations.fake_rasa import FakeRasa
from tests.conversations.talk import Chat
from web.live import QUEUES, Live
from web.lookout import Lookout


async def test_a_change_in_a_conversation_that_is_followed_is_hinted_once(
    database: Database,
) -> None:
    if not database.is_shared:
        pytest.skip("one process writes there")
    live = Live()
    lookout = Lookout(database, live, lambda: False)
    async with FakeRasa() as rasa, Chat.begun(database, rasa) as chat:
        with live.listening(chat.started.id) as changed, live.listening(QUEUES):
            await lookout.look()
            changed.clear()
            await lookout.look()
            assert not changed.is_set()

            await chat.says("Hej")
            await lookout.look()
            assert changed.is_set()

            changed.clear()
            await database.write(advance, chat.started.id, "visitor", 2)
            await lookout.look()
            assert changed.is_set()


async def test_what_changes_between_the_first_read_and_the_first_look_is_hinted(
    database: Database,
) -> None:
    if not database.is_shared:
        pytest.skip("one process writes there")
    live = Live()
    async with FakeRasa() as rasa, Chat.begun(database, rasa) as chat:
        with live.listening(chat.started.id) as changed:
            await chat.says("Hej")
            await Lookout(database, live, lambda: False).look()
            assert changed.is_set()


async def test_readers_of_many_changes_are_hinted_one_after_another_while_others_are_heard(
    database: Database,
) -> None:
    if not database.is_shared:
        pytest.skip("one process writes there")
    live = Live()
    hinted: list[float] = []

    async def notes(changed: asyncio.Event) -> None:
        await changed.wait()
        hinted.append(time.monotonic())

    async with FakeRasa() as rasa, AsyncExitStack() as chats:
        begun = [await chats.enter_async_context(Chat.begun(database, rasa)) for _ in range(10)]
        following = [chats.enter_context(live.listening(one.started.id)) for one in begun]
        await Lookout(database, live, lambda: True).look(within=0.5)
        await asyncio.gather(*map(notes, following))

    assert max(hinted) - min(hinted) > 0.1


async def test_when_others_fall_silent_it_looks_at_once(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not database.is_shared:
        pytest.skip("one process writes there")
    monkeypatch.setattr("web.lookout.EVERY", 0.05)
    monkeypatch.setattr("web.lookout.SELDOM", 10_000)
    live, heard = Live(), True
    async with FakeRasa() as rasa, Chat.begun(database, rasa) as chat:
        looking = asyncio.create_task(Lookout(database, live, lambda: heard).run())
        with live.listening(chat.started.id) as changed:
            await asyncio.wait_for(changed.wait(), 5)  # as they are heard for the first time
            changed.clear()
            await chat.says("Hej")
            await asyncio.sleep(0.2)
            assert not changed.is_set()
            heard = False
            await asyncio.wait_for(changed.wait(), 5)
        looking.cancel()


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
    database: Database,
) -> None:
    if not database.is_shared:
        pytest.skip("one process is alone there anyway")
    inside: list[str] = []

    async def prepares(name: str) -> None:
        async with database.alone():
            inside.append(name)
            await asyncio.sleep(0.1)
            inside.append(name)

    await asyncio.gather(prepares("a"), prepares("b"))

    assert inside in (["a", "a", "b", "b"], ["b", "b", "a", "a"])
