"""Which questions of a conversation were left without an answer."""

from datetime import timedelta
from typing import Any

import pytest

from conversations.content import Text
from conversations.endings import endings
from conversations.messages import Message
from tests.cast import MONDAY

WHERE = "Var får vi låna en grill?"


def _said(
    seq: int, text: str, decision: str | None, choice: str | None = None, **trace: Any
) -> Message:
    content = Text(text=text, choice=choice)
    known = {"decision": decision, "topic": "booking", "intent": "booking", **trace}
    at = MONDAY + timedelta(minutes=seq)
    return Message(seq, None, "visitor", None, None, content, known, at)


def _left(*said: Message) -> list[tuple[str, str]]:
    return [(one.question, one.why) for one in endings(said)]


@pytest.mark.parametrize("decision", ["clarify", "hand_over", "pass_on"])
def test_what_no_article_answers_is_left(decision: str) -> None:
    assert _left(_said(2, WHERE, decision)) == [(WHERE, decision)]


def test_what_an_article_answers_is_not_left() -> None:
    assert _left(_said(2, WHERE, "answer")) == []


def test_an_answer_that_did_not_help_is_none() -> None:
    pressed = _said(4, "Nej", "hand_over", "not_helpful")
    assert _left(_said(2, WHERE, "answer"), pressed) == [(WHERE, "not_helped")]


def test_choosing_an_article_ends_the_question() -> None:
    chosen = _said(4, "Grill", "answer", "article:grill")
    assert _left(_said(2, WHERE, "clarify"), chosen) == []
    assert _left(_said(2, WHERE, "clarify"), chosen, _said(6, "Nej", None, "not_helpful")) == [
        (WHERE, "not_helped")
    ]


def test_none_of_these_leaves_the_question_as_handed_over() -> None:
    assert _left(_said(2, WHERE, "clarify"), _said(4, "Inget", "hand_over", "none")) == [
        (WHERE, "hand_over")
    ]


@pytest.mark.parametrize("trace", [{"intent": "ask_person"}, {"reason": "bot_failed"}])
def test_who_asks_for_a_person_or_meets_a_fault_shows_no_gap(trace: dict[str, str]) -> None:
    assert _left(_said(2, "Jag vill prata med en människa", "hand_over", **trace)) == []


def test_words_for_a_form_or_a_person_are_no_question() -> None:
    assert _left(_said(2, WHERE, "hand_over"), _said(5, "Vi är IFK", None)) == [
        (WHERE, "hand_over")
    ]


def test_each_question_has_its_own_end() -> None:
    other = "Vem har nyckeln?"
    assert _left(_said(2, WHERE, "answer"), _said(4, other, "clarify")) == [(other, "clarify")]
