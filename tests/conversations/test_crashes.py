"""A process that dies between asking and storing: the next one answers, once."""

import pytest

from db.engine import Database
from tests.conversations.fake_rasa import FakeRasa, Held, echo, hands_over, raw, says
from tests.conversations.talk import Chat, enquiries_of, receipts, turns_of, turns_with


async def _dies_while_asking(chat: Chat, rasa: FakeRasa, *texts: str) -> None:
    rasa.does = held = Held(says("Aldrig läst"))
    for text in texts:
        await chat.says(text)
    chat.turns.wake(chat.started.id)
    await held.asked.wait()
    await chat.turns.close()


async def test_what_a_dead_process_left_is_answered_once_by_the_next(
    chat: Chat, database: Database, rasa: FakeRasa
) -> None:
    await _dies_while_asking(chat, rasa, "Första", "Andra")
    assert await chat.look(turns_of) == ["pending", "pending"]
    rasa.does = echo

    async with turns_with(database, rasa) as next_one:
        await next_one.resume()
        await chat.bot_has_done()

    assert await chat.said_by("bot") == ["1: Första", "2: Andra"]
    assert await chat.look(turns_of) == ["done", "done"]


async def test_what_is_left_in_many_conversations_is_all_taken_up(
    database: Database, rasa: FakeRasa
) -> None:
    left = []
    for number in range(3):
        async with Chat.begun(database, rasa) as chat:
            await _dies_while_asking(chat, rasa, f"Fråga {number}")
            left.append(chat)
    rasa.does = says("Nu så")

    async with turns_with(database, rasa) as next_one:
        await next_one.resume()
        await left[0].bot_has_done()

    assert [await chat.said_by("bot") for chat in left] == [["Nu så"]] * 3


async def test_a_process_thought_dead_that_answers_too_gives_no_second_reply(
    chat: Chat, database: Database, rasa: FakeRasa
) -> None:
    rasa.does = held = Held(says("Från den gamla"))
    await chat.says("Hej")
    chat.turns.wake(chat.started.id)
    await held.asked.wait()
    rasa.does = says("Från den nya")
    async with turns_with(database, rasa) as next_one:
        await next_one.resume()
        await chat.bot_has_done()
    held.let_go.set()
    chat.turns.wake(chat.started.id)
    await chat.is_answered("Är du där?")

    assert await chat.said_by("bot") == ["Från den nya", "Från den nya"]


@pytest.mark.parametrize("then", [hands_over(), raw("[]")])
async def test_a_handover_that_was_not_stored_is_made_once_by_the_next(
    chat: Chat, database: Database, rasa: FakeRasa, then: object
) -> None:
    await _dies_while_asking(chat, rasa, "Dörren går inte upp")
    assert await chat.look(enquiries_of) == []
    rasa.does = then  # type: ignore[assignment]

    async with turns_with(database, rasa) as next_one:
        await next_one.resume()
        await next_one.resume()
        await chat.bot_has_done()

    assert len(await chat.look(enquiries_of)) == 1
    assert len(await chat.look(receipts)) == 1
    assert await chat.nothing_is_overlooked()
