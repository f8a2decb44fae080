"""What a visitor writes is stored once, in order, and only by who holds the secret."""

import threading
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection, Engine

from conversations import messages
from conversations.access import NoAccess
from conversations.content import Choice, Clarify, Text
from conversations.receive import ChoiceNotOffered, Received, Started, receive
from db.schema import conversation
from tests.cast import MONDAY
from tests.conversations.talk import (
    all_said,
    begin,
    dialogue_of,
    put,
    said_by,
    say,
    state_of,
    turns_of,
)

NAME = "11111111-1111-4111-8111-111111111111"
AT_ONCE = 8


def _at_once(engine: Engine, work: Callable[[Connection, int], Received]) -> list[Received]:
    """Runs the work in as many transactions as there are threads, all begun together."""
    together = threading.Barrier(AT_ONCE)

    def one(number: int) -> Received:
        together.wait()
        with engine.begin() as db:
            return work(db, number)

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(one, range(AT_ONCE)))


def _offer(db: Connection, to: Started, choice: str, sender: str = "bot") -> None:
    shown = Clarify(text="Vilket?", choices=[Choice(id=choice, title="Nej")])
    messages.add(db, to.id, sender, shown, MONDAY)


def test_the_same_name_again_is_the_same_message(db: Connection) -> None:
    chat = begin(db)
    first = say(db, chat, "Hej", client_id=NAME)

    again = say(db, chat, "Något annat", client_id=NAME)

    assert (first.is_new, again) == (True, Received(first.seq, is_new=False))
    assert said_by(db, chat, "visitor") == ["Hej"]


def test_the_same_name_in_another_conversation_is_another_message(db: Connection) -> None:
    one, other = begin(db), begin(db)
    say(db, one, client_id=NAME)

    assert say(db, other, client_id=NAME).is_new


def test_sent_by_many_at_once_one_message_is_stored_and_all_are_told_its_number(
    writing: Engine,
) -> None:
    with writing.begin() as db:
        chat = begin(db)

    told = _at_once(writing, lambda db, _: say(db, chat, client_id=NAME))

    assert sorted(one.is_new for one in told) == [False] * (AT_ONCE - 1) + [True]
    assert {one.seq for one in told} == {2}
    with writing.begin() as db:
        assert len(said_by(db, chat, "visitor")) == 1


def test_messages_sent_at_once_get_numbers_without_gap_or_repeat(writing: Engine) -> None:
    with writing.begin() as db:
        chat = begin(db)

    told = _at_once(writing, lambda db, number: say(db, chat, f"Fråga {number}"))

    assert sorted(one.seq for one in told) == list(range(2, AT_ONCE + 2))
    with writing.begin() as db:
        stored = {one.seq: one.content.text for one in all_said(db, chat)[1:]}
    assert stored == {one.seq: f"Fråga {number}" for number, one in enumerate(told)}


def test_a_conversation_begins_by_telling_who_answers(db: Connection) -> None:
    chat = begin(db)

    [first] = all_said(db, chat)
    assert (first.seq, first.sender, first.content.kind) == (1, "system", "notice")
    assert state_of(db, chat) == "bot"


def test_the_secret_itself_is_not_stored(db: Connection) -> None:
    chat = begin(db)
    row = db.execute(sa.select(conversation).where(conversation.c.id == chat.id)).one()
    assert chat.secret not in str(row)


def test_unknown_conversation_and_wrong_secret_cannot_be_told_apart(db: Connection) -> None:
    mine, other = begin(db), begin(db)
    refused = []
    wrong = [
        (uuid.uuid4().hex, mine.secret),
        (mine.id, other.secret),
        (mine.id, ""),
        (mine.id, mine.secret.lower()),
        ("", ""),
    ]
    for name, secret in wrong:
        with pytest.raises(NoAccess) as told:
            receive(db, name, secret, NAME, Text(text="Hej"), MONDAY)
        refused.append((type(told.value), told.value.args))

    assert set(refused) == {(NoAccess, ())}
    assert said_by(db, mine, "visitor") == []


def test_a_choice_that_was_never_offered_is_refused_and_not_stored(db: Connection) -> None:
    chat, other = begin(db), begin(db)
    _offer(db, other, "article:simhall")
    for choice in ("article:simhall", "person", "", "/restart"):
        with pytest.raises(ChoiceNotOffered):
            say(db, chat, choice=choice)

    assert said_by(db, chat, "visitor") == []


def test_a_choice_that_the_bot_offered_is_taken(db: Connection) -> None:
    chat = begin(db)
    _offer(db, chat, "none")
    say(db, chat, "Vänta lite")

    assert say(db, chat, "Nej", choice="none").is_new


def test_only_the_bot_offers_choices(db: Connection) -> None:
    chat = begin(db)
    _offer(db, chat, "none", sender="agent")
    with pytest.raises(ChoiceNotOffered):
        say(db, chat, choice="none")


def test_a_closed_conversation_starts_again_with_the_bot_and_a_clear_memory(db: Connection) -> None:
    chat = begin(db)
    put(db, chat, state="closed", dialogue={"loop": "handover_form", "slots": {"topic": "grants"}})

    say(db, chat)

    assert state_of(db, chat) == "bot"
    assert dialogue_of(db, chat) == {}
    assert turns_of(db, chat) == ["pending"]


def test_a_repeat_does_not_start_a_closed_conversation_again(db: Connection) -> None:
    chat = begin(db)
    say(db, chat, client_id=NAME)
    put(db, chat, state="closed")

    say(db, chat, client_id=NAME)

    assert state_of(db, chat) == "closed"


@pytest.mark.parametrize(
    ("state", "dialogue", "turn"),
    [
        ("bot", {}, "pending"),
        ("waiting", {}, None),
        ("waiting", {"loop": None, "slots": {}}, None),
        ("waiting", {"loop": "handover_form"}, "pending"),
        ("person", {}, None),
        ("person", {"loop": "handover_form"}, None),
    ],
)
def test_a_message_gets_a_turn_only_where_the_bot_speaks(
    db: Connection, state: str, dialogue: dict[str, str], turn: str | None
) -> None:
    chat = begin(db)
    put(db, chat, state=state, dialogue=dialogue)

    say(db, chat)

    assert turns_of(db, chat) == [turn]
    assert state_of(db, chat) == state
