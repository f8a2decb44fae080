"""The one question after the end: when it is asked, and that it is answered once."""

import pytest
from sqlalchemy import Connection

from conversations.access import NoAccess, conversation_for_visitor
from conversations.receive import Started
from servicecenter import desk, erasing, ledger, survey
from servicecenter.desk import NoSuchEnquiry
from servicecenter.withdrawing import withdraw
from tests.cast import MONDAY
from tests.servicecenter.stage import begin, hand_over, open_one, staff


def _closed(db: Connection) -> tuple[Started, str]:
    visitor, bo = begin(db), staff(db, "bo")
    number = hand_over(db, visitor).number
    desk.claim(db, number, bo, MONDAY)
    desk.close(db, number, bo, "answered", MONDAY)
    return visitor, number


def _asked(db: Connection, visitor: Started) -> str | None:
    current = conversation_for_visitor(db, visitor.id, visitor.secret)
    return survey.asked(db, visitor.id, current.state)


def _answered(db: Connection, number: str) -> str | None:
    return survey.answer_of(db, desk.numbered(db, number).id)


def test_it_is_asked_after_an_agents_close_until_it_is_answered(db: Connection) -> None:
    visitor, number = _closed(db)
    assert _asked(db, visitor) == number
    survey.answer(db, visitor.id, visitor.secret, number, "partly", MONDAY)
    assert (_asked(db, visitor), _answered(db, number)) == (None, "partly")


def test_the_first_answer_stays(db: Connection) -> None:
    visitor, number = _closed(db)
    for given in ("yes", "no"):
        survey.answer(db, visitor.id, visitor.secret, number, given, MONDAY)
    assert _answered(db, number) == "yes"


def test_it_is_not_asked_before_the_end_nor_of_who_took_the_question_back(db: Connection) -> None:
    visitor = begin(db)
    number = hand_over(db, visitor).number
    assert _asked(db, visitor) is None
    withdraw(db, visitor.id, visitor.secret, number, MONDAY)
    assert _asked(db, visitor) is None
    with pytest.raises(NoSuchEnquiry):
        survey.answer(db, visitor.id, visitor.secret, number, "yes", MONDAY)


def test_only_who_holds_the_secret_answers_and_only_for_their_own(db: Connection) -> None:
    visitor, number = _closed(db)
    other, others = _closed(db)
    with pytest.raises(NoAccess):
        survey.answer(db, visitor.id, other.secret, number, "yes", MONDAY)
    for wrong in (others, open_one(db), "x"):
        with pytest.raises(NoSuchEnquiry):
            survey.answer(db, visitor.id, visitor.secret, wrong, "yes", MONDAY)
    assert (_answered(db, number), _answered(db, others)) == (None, None)


def test_the_answer_stays_when_the_words_are_erased(db: Connection) -> None:
    visitor, number = _closed(db)
    survey.answer(db, visitor.id, visitor.secret, number, "yes", MONDAY)
    erasing.erase(db, visitor.id, visitor.secret, MONDAY)
    assert _answered(db, number) == "yes"
    assert ledger.faults(db, MONDAY) == []
