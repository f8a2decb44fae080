"""A turn is finished once, however many processes come to finish it."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Connection, Engine

from conversations.content import HandOver, Spoken, Text
from conversations.pending import Pending, first_pending
from conversations.rasa import BotTurn
from conversations.receive import Started
from conversations.turns import finish
from servicecenter import enquiries
from tests.cast import MONDAY
from tests.conversations.talk import (
    all_said,
    begin,
    dialogue_of,
    enquiries_of,
    receipts,
    said_by,
    say,
)

AT_ONCE = 8
ANSWER = Text(text="Ja.")
HANDED = HandOver(function="fritidsbokningen", topic="booking", reason="no_answer")


def _turn(*spoken: Spoken, turns: int = 1) -> BotTurn:
    return BotTurn(list(spoken), {"turns": turns}, "ask", 0.9, [], [])


def _asked(db: Connection) -> tuple[Started, Pending]:
    """A message that waits for the bot."""
    chat = begin(db)
    say(db, chat)
    pending = first_pending(db, chat.id)
    assert pending is not None
    return chat, pending


def _finish_at_once(writing: Engine, pending: Pending, turn: BotTurn | None) -> None:
    together = threading.Barrier(AT_ONCE)

    def one(_: int) -> None:
        together.wait()
        with writing.begin() as db:
            finish(db, pending, turn, enquiries, MONDAY)

    with ThreadPoolExecutor(AT_ONCE) as threads:
        list(threads.map(one, range(AT_ONCE)))


def test_a_turn_finished_by_many_at_once_gives_one_reply(writing: Engine) -> None:
    with writing.begin() as db:
        chat, pending = _asked(db)

    _finish_at_once(writing, pending, _turn(ANSWER))

    with writing.begin() as db:
        assert said_by(db, chat, "bot") == ["Ja."]


@pytest.mark.parametrize("turn", [_turn(HANDED), None])
def test_a_handover_finished_by_many_at_once_opens_one_enquiry(
    writing: Engine, turn: BotTurn | None
) -> None:
    with writing.begin() as db:
        chat, pending = _asked(db)

    _finish_at_once(writing, pending, turn)

    with writing.begin() as db:
        assert len(enquiries_of(db, chat)) == 1
        assert len(receipts(db, chat)) == 1


def test_whoever_comes_second_changes_nothing(db: Connection) -> None:
    chat, pending = _asked(db)
    finish(db, pending, _turn(ANSWER, turns=1), enquiries, MONDAY)
    before = (all_said(db, chat), dialogue_of(db, chat))

    finish(db, pending, _turn(HANDED, turns=2), enquiries, MONDAY)
    finish(db, pending, None, enquiries, MONDAY)

    assert (all_said(db, chat), dialogue_of(db, chat)) == before
