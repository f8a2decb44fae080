"""One reply for each message, in its order, and none where a person has taken over."""

import asyncio

import numpy as np
import numpy.typing as npt
import pytest
from sqlalchemy import Engine

from conversations.content import Text, Trace, Traced
from db.engine import Database
from tests.conversations.fake_rasa import (
    FakeRasa,
    Held,
    answers,
    echo,
    hands_over,
    memory,
    offers,
    says,
)
from tests.conversations.talk import (
    NO_MEANING,
    Chat,
    all_said,
    begin,
    dialogue_of,
    enquiries_of,
    put,
    said_by,
    say,
    state_of,
    turns_of,
    turns_with,
    until,
)


async def test_several_messages_are_answered_one_by_one_in_their_order(
    chat: Chat, rasa: FakeRasa
) -> None:
    rasa.does = echo
    texts = [f"Fråga {number}" for number in range(5)]

    await chat.is_answered(*texts)

    assert await chat.said_by("bot") == [f"{n + 1}: {text}" for n, text in enumerate(texts)]
    assert rasa.most_at_once == 1


async def test_what_is_written_while_the_bot_thinks_is_answered_after_that(
    chat: Chat, rasa: FakeRasa
) -> None:
    rasa.does = held = Held(echo)
    await chat.says("Första")
    chat.turns.wake(chat.started.id)
    await held.asked.wait()
    await chat.says("Andra")
    chat.turns.wake(chat.started.id)
    chat.turns.wake(chat.started.id)
    held.let_go.set()

    await chat.bot_has_done()

    assert await chat.said_by("bot") == ["1: Första", "2: Andra"]
    assert rasa.most_at_once == 1


async def test_a_turn_is_taken_with_what_was_known_when_the_message_was_stored(
    chat: Chat, rasa: FakeRasa
) -> None:
    rasa.does = echo
    for text in ("Första", "Andra"):
        received = await chat.says(text)
        assert received.pending is not None
        chat.turns.take(received.pending)
        await chat.bot_has_done()

    assert await chat.said_by("bot") == ["1: Första", "2: Andra"]


async def test_a_turn_taken_twice_is_asked_for_once(chat: Chat, rasa: FakeRasa) -> None:
    rasa.does = held = Held(echo)
    received = await chat.says("Hej")
    assert received.pending is not None
    chat.turns.take(received.pending)
    await held.asked.wait()
    chat.turns.take(received.pending)
    held.let_go.set()

    await chat.bot_has_done()
    await chat.is_answered("Är du där?")

    assert rasa.heard == ["Hej", "Är du där?"]


async def test_only_the_first_message_that_waits_is_given_out_to_be_taken(chat: Chat) -> None:
    given = [(await chat.says(text)).pending for text in ("Första", "Andra")]

    assert [one and one.said.text for one in given] == ["Första", None]


async def test_one_conversation_does_not_wait_for_another(
    chat: Chat, rasa: FakeRasa, database: Database
) -> None:
    other = await database.write(begin)
    rasa.does = held = Held(says("Sent"))
    await chat.says("Svår fråga")
    chat.turns.wake(chat.started.id)
    await held.asked.wait()
    rasa.does = says("Genast")
    await database.write(say, other, "Lätt fråga")
    chat.turns.wake(other.id)

    async def answered() -> bool:
        return await database.read(said_by, other, "bot") == ["Genast"]

    await until(answered)
    assert await chat.said_by("bot") == []
    held.let_go.set()
    await chat.bot_has_done()
    assert await chat.said_by("bot") == ["Sent"]


async def test_the_memory_of_the_dialogue_is_stored_with_the_reply(
    chat: Chat, rasa: FakeRasa
) -> None:
    known = memory(hall="Sjödalshallen")
    rasa.does = says("Ja.", dialogue=known)

    await chat.is_answered("Är hallen ledig?")

    assert await chat.look(dialogue_of) == known
    rasa.does = echo
    await chat.is_answered("Och i morgon?")
    assert rasa.asked[-1]["dialogue"] == known


async def test_a_failing_bot_does_not_lose_the_memory(chat: Chat, rasa: FakeRasa) -> None:
    rasa.does = says("Ja.", dialogue=memory(hall="Sjödalshallen"))
    await chat.is_answered("Är hallen ledig?")
    await rasa.stop()

    await chat.is_answered("Och i morgon?")

    assert await chat.look(dialogue_of) == memory(hall="Sjödalshallen")


async def test_what_the_bot_understood_is_kept_beside_the_message_and_never_said(
    chat: Chat, rasa: FakeRasa
) -> None:
    trace = Traced(trace=Trace(topic="booking", decision="answer", probability=0.8))
    understood = {
        "intent": {"name": "ask_price", "confidence": 0.9},
        "ranking": [{"name": f"intent{n}", "confidence": 0.1} for n in range(9)],
        "entities": [{"entity": "hall", "value": "Sjödalshallen"}],
    }
    rasa.does = answers(
        [{"custom": trace.model_dump(mode="json")}, {"text": "Ja."}], understood=understood
    )

    await chat.is_answered("Vad kostar hallen?")

    asked, reply = (await chat.look(all_said))[1:]
    assert (asked.trace["intent"], asked.trace["confidence"]) == ("ask_price", 0.9)
    assert (asked.trace["topic"], asked.trace["probability"]) == ("booking", 0.8)
    assert len(asked.trace["ranking"]) == 5
    assert asked.trace["entities"] == understood["entities"]
    assert (reply.content, reply.trace) == (Text(text="Ja."), None)


@pytest.mark.parametrize(("state", "dialogue"), [("person", {}), ("waiting", {})])
async def test_where_a_person_has_the_question_the_bot_is_not_even_asked(
    chat: Chat, rasa: FakeRasa, state: str, dialogue: dict[str, str]
) -> None:
    await chat.database.write(put, chat.started, state=state, dialogue=dialogue)

    await chat.is_answered("Är någon där?")

    assert rasa.asked == []
    assert await chat.said_by("bot") == []
    assert await chat.look(turns_of) == [None]


async def test_what_is_asked_is_expected_and_neither_a_button_nor_a_detail(
    database: Database, rasa: FakeRasa
) -> None:
    expected: list[str] = []
    rasa.does = offers("person")
    async with Chat.begun(database, rasa, expect=lambda asked, _: expected.append(asked)) as chat:
        await chat.is_answered("Dörren går inte upp")
        await chat.says("Prata med en människa", choice="person")
        await chat.is_answered()
        await chat.database.write(put, chat.started, dialogue=memory("handover_form"))
        await chat.is_answered("Huddinge HK")
    assert expected == ["Dörren går inte upp"]
    assert len(rasa.asked) == 3


async def test_a_reply_that_comes_after_a_person_took_over_is_not_said(
    chat: Chat, rasa: FakeRasa
) -> None:
    rasa.does = hands_over(gathering=True)
    await chat.is_answered("Dörren går inte upp")
    rasa.does = held = Held(says("Vad heter föreningen?", dialogue=memory("handover_form")))
    await chat.says("Det är bråttom")
    chat.turns.wake(chat.started.id)
    await held.asked.wait()
    await chat.database.write(put, chat.started, state="person", dialogue={})
    held.let_go.set()

    await chat.bot_has_done()

    assert await chat.said_by("bot") == []
    assert await chat.look(state_of) == "person"
    assert await chat.look(dialogue_of) == {}
    assert len(await chat.look(enquiries_of)) == 1


async def test_a_message_left_waiting_when_a_person_took_over_is_theirs(
    chat: Chat, rasa: FakeRasa
) -> None:
    await chat.says("Är någon där?")
    await chat.database.write(put, chat.started, state="person")

    await chat.is_answered()

    assert rasa.asked == []
    assert await chat.said_by("bot") == []
    assert await chat.look(enquiries_of) == []


async def test_a_hint_comes_when_the_reply_is_there_to_read(
    database: Database, rasa: FakeRasa, engine: Engine
) -> None:
    seen, hinted = [], asyncio.Event()

    def read_at_once(_: str) -> None:
        with engine.begin() as db:
            seen.append(said_by(db, chat.started, "bot"))
        hinted.set()

    async with Chat.begun(database, rasa, changed=read_at_once) as chat:
        await chat.is_answered("Hej")
        await asyncio.wait_for(hinted.wait(), 5)

    assert seen == [["Hej!"]]


async def test_a_plain_question_goes_with_its_meaning_and_a_button_without(
    database: Database, rasa: FakeRasa
) -> None:
    encoded = []

    async def meaning(words: str) -> npt.NDArray[np.float32]:
        encoded.append(words)
        return NO_MEANING

    async with Chat.begun(database, rasa, vector_of=meaning) as chat:
        rasa.does = offers("none")
        await chat.is_answered("/Vad kostar det?")
        await chat.says("Inget av dessa", choice="none")
        await chat.is_answered()

    assert encoded == ["Vad kostar det?"]
    assert rasa.heard == ["Vad kostar det?", "/none_of_these"]
    assert [asked["vector"] is None for asked in rasa.asked] == [False, True]


async def test_the_next_start_takes_up_nothing_when_nothing_waits(
    database: Database, rasa: FakeRasa, chat: Chat
) -> None:
    await chat.is_answered("Hej")
    async with turns_with(database, rasa) as later:
        await later.resume()
    assert rasa.heard == ["Hej"]
