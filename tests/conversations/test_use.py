"""Which articles a conversation was shown, after which questions, and what was said of them."""

from datetime import timedelta
from typing import Any

from conversations.content import Answer, Content, ShownArticle, Text
from conversations.messages import Message
from conversations.use import Shown, shown
from tests.cast import MONDAY

WHERE = "Var får vi låna en grill?"


def _message(seq: int, sender: str, content: Content, **trace: Any) -> Message:
    at = MONDAY + timedelta(minutes=seq)
    return Message(seq, None, sender, None, None, content, trace or None, at)


def _asks(seq: int, text: str, **trace: Any) -> Message:
    known = {"decision": "answer", "topic": "booking", "intent": "booking", **trace}
    return _message(seq, "visitor", Text(text=text), **known)


def _presses(seq: int, choice: str) -> Message:
    return _message(seq, "visitor", Text(text="Knapp", choice=choice), decision="answer")


def _answer(seq: int, article: str) -> Message:
    fields = dict.fromkeys(ShownArticle.model_fields, "x")
    about = ShownArticle.model_construct(**{**fields, "id": article})
    return _message(seq, "bot", Answer.model_construct(kind="answer", article=about, choices=[]))


def _found(*said: Message) -> list[tuple[str, str | None, bool, str | None]]:
    return [(one.article_id, one.question, one.chosen, one.said) for one in shown(said)]


def test_an_answer_is_kept_with_what_was_asked_and_said() -> None:
    said = (_asks(2, WHERE), _answer(3, "grill"), _presses(4, "helpful"))
    assert shown(said) == [
        Shown(3, "grill", MONDAY + timedelta(minutes=3), WHERE, False, "helpful")
    ]


def test_what_is_picked_among_several_is_chosen_after_the_question_before() -> None:
    said = (_asks(2, WHERE, decision="clarify"), _presses(4, "article:grill"), _answer(5, "grill"))
    assert _found(*said) == [("grill", WHERE, True, None)]


def test_a_verdict_is_of_the_last_answer_and_given_once() -> None:
    said = (
        *(_asks(2, WHERE), _answer(3, "a"), _asks(4, "Och sen?"), _answer(5, "b")),
        *(_presses(6, "not_helpful"), _presses(7, "helpful")),
    )
    assert _found(*said) == [("a", WHERE, False, None), ("b", "Och sen?", False, "not_helpful")]


def test_words_that_are_no_question_are_not_kept() -> None:
    said = (_asks(2, "Jag heter Bo", decision=None), _answer(3, "a"))
    assert _found(*said) == [("a", None, False, None)]
