"""However Rasa fails, a person gets the question, with a receipt, and nothing is lost."""

from typing import Any

import pytest

from db.engine import Database
from tests.conversations.fake_rasa import (
    Behaviour,
    FakeRasa,
    Held,
    answers,
    hangs_up,
    memory,
    raw,
    says,
)
from tests.conversations.talk import Chat, enquiries_of, receipts, state_of, turns_of

GOOD = '{"messages": [{"text": "Hej!"}], "dialogue": {"slots": {}, "loop": null}, "understood": {}}'

WRONG: dict[str, Behaviour] = {
    "an empty list": raw("[]"),
    "nothing": raw(""),
    "null": raw("null"),
    "no message": answers([]),
    "an empty message": answers([{}]),
    "an empty thing": answers([{"custom": {}}]),
    "not JSON": raw("<html>Service Unavailable</html>", kind="text/html"),
    "JSON that says it is a page": raw(GOOD, kind="text/html"),
    "broken JSON": raw('{"messages": ['),
    "bytes that are no text": raw(b'{"messages": "\xff\xfe"}'),
    "no key messages": raw('{"dialogue": {"slots": {}, "loop": null}, "understood": {}}'),
    "no key dialogue": raw('{"messages": [{"text": "Hej!"}], "understood": {}}'),
    "no key understood": raw(
        '{"messages": [{"text": "Hej!"}], "dialogue": {"slots": {}, "loop": null}}'
    ),
    "messages that are no list": answers("Hej!"),
    "a message that is no object": answers(["Hej!"]),
    "a text that is no text": answers([{"text": ["Hej!"]}]),
    "an unknown kind": answers([{"custom": {"kind": "party", "text": "Hej!"}}]),
    "a receipt, which only we write": answers([{"custom": {"kind": "notice", "text": "Hej!"}}]),
    "a field that does not belong": answers([{"text": "Hej!", "html": "<b>Hej!</b>"}]),
    "a good message beside a bad one": answers([{"text": "Hej!"}, {"custom": {"kind": "party"}}]),
    "a memory that is no object": says("Hej!", dialogue=["slots"]),
    "a memory without slots": says("Hej!", dialogue={"loop": None}),
    "slots that are no object": says("Hej!", dialogue={"slots": [], "loop": None}),
    "a form that is no name": says("Hej!", dialogue={"slots": {}, "loop": ["form"]}),
    "a trace and no words": answers([{"custom": {"kind": "trace", "trace": {}}}]),
    "details and no words": answers([{"custom": {"kind": "details", "details": {}}}]),
    "an empty text": answers([{"custom": {"kind": "text", "text": ""}}]),
    "a text of spaces": says(" \n"),
    "an understanding that is no object": says("Hej!", understood="fråga"),
    "a confidence that is no number": says("Hej!", understood={"intent": {"confidence": "hög"}}),
    "a confidence that is a list": says("Hej!", understood={"intent": {"confidence": [1]}}),
    "an error of its own": raw('{"error": "boom"}', status=500),
    "an error with a good answer": raw(GOOD, status=500),
    "a gateway's error": raw("Bad Gateway", status=502, kind="text/plain"),
    "half an answer": hangs_up,
}


async def _has_a_person(chat: Chat) -> None:
    """Exactly one enquiry is open, the visitor has its receipt, and no bot has spoken."""
    [enquiry] = await chat.look(enquiries_of)
    [receipt] = await chat.look(receipts)
    assert receipt.number == enquiry.number
    assert (enquiry.function_id, enquiry.reason) == ("servicecenter", "bot_failed")
    assert await chat.look(state_of) == "waiting"
    assert await chat.look(turns_of) == ["done"]
    assert await chat.said_by("visitor") == ["Dörren går inte upp"]
    assert await chat.said_by("bot") == []
    assert await chat.nothing_is_overlooked()


@pytest.mark.parametrize("wrong", WRONG)
async def test_an_answer_of_a_wrong_shape_hands_over(
    chat: Chat, rasa: FakeRasa, wrong: str
) -> None:
    rasa.does = WRONG[wrong]

    await chat.is_answered("Dörren går inte upp")

    await _has_a_person(chat)


@pytest.mark.parametrize("how", [{"token": "fel"}, {"limit": 0.1}])
async def test_a_refused_token_and_a_slow_answer_hand_over(
    database: Database, rasa: FakeRasa, how: dict[str, Any]
) -> None:
    rasa.does = Held(says("För sent"))
    async with Chat.begun(database, rasa, **how) as chat:
        await chat.is_answered("Dörren går inte upp")

        await _has_a_person(chat)
        assert rasa.heard == (["Dörren går inte upp"] if "limit" in how else [])


async def test_a_bot_that_is_not_there_hands_over(chat: Chat, rasa: FakeRasa) -> None:
    await rasa.stop()

    await chat.is_answered("Dörren går inte upp")

    await _has_a_person(chat)


async def test_what_the_bot_answered_before_it_failed_stays(chat: Chat, rasa: FakeRasa) -> None:
    await chat.is_answered("Hej")
    rasa.does = raw("[]")

    await chat.is_answered("Dörren går inte upp")

    assert await chat.said_by("visitor") == ["Hej", "Dörren går inte upp"]
    assert await chat.said_by("bot") == ["Hej!"]
    assert len(await chat.look(receipts)) == 1


@pytest.mark.parametrize(
    "slots",
    [
        {"function": 5},
        {"function": {"id": "fritidsbokningen"}},
        {"function": "badhuset"},
        {"topic": ["grants"]},
        {"topic": "väder"},
        {"topic": "x" * 40},
    ],
)
async def test_a_nonsense_memory_does_not_keep_a_later_question_from_a_person(
    chat: Chat, rasa: FakeRasa, slots: dict[str, Any]
) -> None:
    rasa.does = says("Ja.", dialogue=memory(**slots))
    await chat.is_answered("Hej")
    await rasa.stop()

    await chat.is_answered("Dörren går inte upp")

    [enquiry] = await chat.look(enquiries_of)
    assert (enquiry.function_id, enquiry.topic) == ("servicecenter", "out_of_scope")
    assert await chat.nothing_is_overlooked()


async def test_who_was_talked_about_gets_the_question_when_the_bot_fails(
    chat: Chat, rasa: FakeRasa
) -> None:
    rasa.does = says("Ja.", dialogue=memory(function="fritidsbokningen", topic="booking"))
    await chat.is_answered("Kan man hyra en hall?")
    await rasa.stop()

    await chat.is_answered("Vad kostar den?")

    [enquiry] = await chat.look(enquiries_of)
    assert (enquiry.function_id, enquiry.topic) == ("fritidsbokningen", "booking")
