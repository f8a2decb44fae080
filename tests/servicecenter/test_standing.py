"""What the asker is told of the queue, and how they leave it."""

from datetime import timedelta

import pytest
from sqlalchemy import Connection

from conversations.access import NoAccess
from servicecenter import desk, standing
from servicecenter.desk import NoSuchEnquiry
from servicecenter.ledger import faults
from servicecenter.withdrawing import withdraw
from tests.cast import MONDAY
from tests.servicecenter.stage import begin, hand_over, log_of, staff, state_of, told

LATER = MONDAY + timedelta(hours=1)


def ahead(db: Connection, number: str) -> int | None:
    found = standing.of(db, desk.conversation_of(db, number))
    assert found is not None
    return found.ahead


def test_those_before_one_are_what_is_open_with_the_same_function_and_due_earlier(
    db: Connection,
) -> None:
    first, second = (hand_over(db, begin(db)).number for _ in range(2))
    hand_over(db, begin(db), "bidrag-kultur-fritid")
    later = hand_over(db, begin(db), now=LATER).number

    assert [ahead(db, number) for number in (first, second, later)] == [0, 1, 2]

    desk.claim(db, first, staff(db, "bo"), MONDAY)
    assert [ahead(db, number) for number in (first, second, later)] == [None, 0, 1]


def test_who_has_it_is_told_by_first_name_once_it_is_taken(db: Connection) -> None:
    of = begin(db)
    number = hand_over(db, of).number
    before = standing.of(db, of.id)
    desk.claim(db, number, staff(db, "bo"), MONDAY)
    now = standing.of(db, of.id)
    assert before is not None
    assert now is not None
    assert (before.agent_name, now.agent_name) == (None, "Bo")


@pytest.mark.parametrize("taken", [False, True])
def test_what_is_taken_back_is_closed_told_and_logged_once(db: Connection, taken: bool) -> None:
    of = begin(db)
    number = hand_over(db, of).number
    if taken:
        desk.claim(db, number, staff(db, "bo"), MONDAY)

    assert withdraw(db, of.id, of.secret, number, LATER)
    assert not withdraw(db, of.id, of.secret, number, LATER)

    assert state_of(db, number) == "closed"
    assert desk.numbered(db, number).closed_at == LATER
    assert [what for who, what, _ in log_of(db, number) if who == "visitor"] == ["withdrawn"]
    assert [text for text in told(db, number) if number in text] == [told(db, number)[-1]]
    assert faults(db, LATER) == []


def test_only_who_holds_the_secret_of_its_own_conversation_takes_a_question_back(
    db: Connection,
) -> None:
    of, other = begin(db), begin(db)
    number = hand_over(db, of).number
    with pytest.raises(NoAccess):
        withdraw(db, of.id, other.secret, number, MONDAY)
    with pytest.raises(NoSuchEnquiry):
        withdraw(db, other.id, other.secret, number, MONDAY)
    assert state_of(db, number) == "waiting"
