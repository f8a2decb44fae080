"""Who leaves is out at once, and what they had taken waits for their colleagues."""

from sqlalchemy import Connection

from servicecenter import desk, leaving
from servicecenter.ledger import faults
from tests.cast import MONDAY
from tests.servicecenter.stage import (
    hired,
    log_of,
    open_and_claim,
    queue_of,
    staff,
    state_of,
    told,
)


def test_what_someone_had_taken_goes_back_to_its_queue(db: Connection) -> None:
    bea = hired(db, "bea")
    numbers = {open_and_claim(db, staff(db, "bo")) for _ in range(2)}

    assert leaving.remove(db, "bo", MONDAY)

    assert {one.number for one in queue_of(db, bea)} == numbers
    assert {state_of(db, number) for number in numbers} == {"waiting"}
    assert faults(db, MONDAY) == []
    assert desk.claim(db, numbers.pop(), bea, MONDAY).agent_id == bea.id


def test_the_visitor_is_told_and_it_is_logged_who_put_the_question_back(db: Connection) -> None:
    number = open_and_claim(db, staff(db, "bo"))
    leaving.remove(db, "bo", MONDAY)
    assert told(db, number)[-1] == "Din fråga väntar hos Fritidsbokningen igen."
    assert log_of(db, number)[-1] == ("system", "released", {})


def test_what_others_have_and_what_is_closed_stays_as_it_is(db: Connection) -> None:
    bo, bea = staff(db, "bo"), hired(db, "bea")
    others, closed = open_and_claim(db, bea), open_and_claim(db, bo)
    desk.close(db, closed, bo, "answered", MONDAY)
    before = [log_of(db, number) for number in (others, closed)]

    leaving.remove(db, "bo", MONDAY)

    assert [log_of(db, number) for number in (others, closed)] == before
    assert [state_of(db, number) for number in (others, closed)] == ["person", "closed"]


def test_leaving_again_changes_nothing(db: Connection) -> None:
    number = open_and_claim(db, staff(db, "bo"))
    leaving.remove(db, "bo", MONDAY)
    logged = log_of(db, number)
    leaving.remove(db, "bo", MONDAY)
    assert log_of(db, number) == logged
