"""Who is away keeps no one waiting: what they have goes to those who are there."""

from datetime import date

from sqlalchemy import Connection

from servicecenter import absences, desk, handing_on
from servicecenter.contact_paths import DUTY
from tests.cast import MONDAY
from tests.servicecenter.followed import DEADLINE, answer, at, done, look, row
from tests.servicecenter.stage import (
    begin,
    hand_over,
    hired,
    open_and_claim,
    open_one,
    say,
    staff,
    state_of,
)


def test_an_absent_agents_enquiry_goes_back_to_its_queue(db: Connection) -> None:
    bo = staff(db, "bo")
    number = open_and_claim(db, bo)
    absences.enter(db, date(2026, 11, 24), date(2026, 11, 25), MONDAY, agent_id=bo.id)

    look(db, at("11-23 23:59"))
    assert row(db, number).agent_id == bo.id
    look(db, at("11-24 00:00"))

    assert (row(db, number).agent_id, state_of(db, number)) == (None, "waiting")
    assert done(db, number) == [("absent", "fritidsbokningen")]
    desk.claim(db, number, bo, at("11-24 09:00"))  # who works all the same
    look(db, at("11-24 09:01"))
    assert row(db, number).agent_id == bo.id


def test_an_absent_agents_answered_enquiry_stays_until_the_visitor_writes(db: Connection) -> None:
    bo, visitor = staff(db, "bo"), begin(db)
    number = hand_over(db, visitor).number
    desk.claim(db, number, bo, MONDAY)
    answer(db, number, bo, MONDAY)
    absences.enter(db, date(2026, 11, 24), date(2026, 11, 25), MONDAY, agent_id=bo.id)
    look(db, at("11-24 09:00"))
    assert row(db, number).agent_id == bo.id

    say(db, visitor, "Nu då?", at("11-24 10:00"))
    look(db, at("11-24 10:01"))

    assert row(db, number).agent_id is None


def test_who_is_handed_a_question_while_away_does_not_keep_it_waiting(db: Connection) -> None:
    bo, bea = staff(db, "bo"), hired(db, "bea")
    absences.enter(db, date(2026, 11, 23), date(2026, 11, 25), MONDAY, agent_id=bea.id)
    number = open_and_claim(db, bo)
    handing_on.transfer(db, number, bo, "fritidsbokningen", "", MONDAY, login="bea")

    look(db, MONDAY)

    assert (row(db, number).agent_id, state_of(db, number)) == (None, "waiting")


def test_an_absent_functions_enquiries_go_to_the_first_deputy_who_is_there(
    db: Connection,
) -> None:
    waiting = open_one(db, "foreningsstod")
    today = date(2026, 11, 24)
    absences.enter(db, today, today, MONDAY, function_id="foreningsstod")
    absences.enter(db, today, today, MONDAY, function_id="bidrag-kultur-fritid")

    look(db, at("11-24 08:00"))
    new = open_one(db, "foreningsstod", at("11-24 08:00"))

    assert done(db, waiting) == [("absent", DUTY)]
    assert row(db, new).function_id == DUTY
    assert row(db, open_one(db, "foreningsstod", at("11-25 08:00"))).function_id == "foreningsstod"


def test_the_duty_role_is_never_away(db: Connection) -> None:
    absences.enter(db, date(2026, 1, 1), date(2026, 12, 31), MONDAY, function_id=DUTY)
    number = open_one(db, DUTY)
    look(db, DEADLINE)
    assert row(db, number).function_id == DUTY
