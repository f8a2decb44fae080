"""Who is away keeps no one waiting: what they have goes to those who are there."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from db.schema import absence
from servicecenter import absences, desk, handing_on
from servicecenter.contact_paths import DUTY
from servicecenter.handing_on import IsAway
from servicecenter.hours import begins
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

DAY = timedelta(days=1)


def away(db: Connection, first: date, last: date, **who: int | str) -> None:
    """Whole days, the last included."""
    absences.enter(db, begins(first), begins(last + DAY), MONDAY, **who)  # type: ignore[arg-type]


def test_an_absent_agents_enquiry_goes_back_to_its_queue(db: Connection) -> None:
    bo = staff(db, "bo")
    number = open_and_claim(db, bo)
    away(db, date(2026, 11, 24), date(2026, 11, 25), agent_id=bo.id)

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
    away(db, date(2026, 11, 24), date(2026, 11, 25), agent_id=bo.id)
    look(db, at("11-24 09:00"))
    assert row(db, number).agent_id == bo.id

    say(db, visitor, "Nu då?", at("11-24 10:00"))
    look(db, at("11-24 10:01"))

    assert row(db, number).agent_id is None


def test_no_one_is_handed_a_question_while_away(db: Connection) -> None:
    bo, bea = staff(db, "bo"), hired(db, "bea")
    absences.enter(db, at("11-23 10:00"), at("11-23 12:00"), MONDAY, agent_id=bea.id)
    number = open_and_claim(db, bo)

    def hand_on(moment: str) -> None:
        now = at(moment)
        handing_on.transfer(db, number, bo, "fritidsbokningen", "", now, login="bea")

    for moment in ("11-23 10:00", "11-23 11:59"):
        with pytest.raises(IsAway) as refused:
            hand_on(moment)
        told = refused.value
        assert (told.name, told.back) == ("Bea", "måndag 23 november klockan 12.00")
        assert row(db, number).agent_id == bo.id
        found = handing_on.colleagues(db, ["fritidsbokningen"], at(moment))
        assert {one.login: one.back_at for one in found["fritidsbokningen"]} == {
            "bo": None,
            "bea": at("11-23 12:00"),
        }
    hand_on("11-23 12:00")
    assert row(db, number).agent_id == bea.id


def test_who_was_handed_a_question_just_before_does_not_keep_it_waiting(db: Connection) -> None:
    bo, bea = staff(db, "bo"), hired(db, "bea")
    number = open_and_claim(db, bo)
    handing_on.transfer(db, number, bo, "fritidsbokningen", "", MONDAY, login="bea")
    away(db, date(2026, 11, 23), date(2026, 11, 25), agent_id=bea.id)

    look(db, MONDAY)

    assert (row(db, number).agent_id, state_of(db, number)) == (None, "waiting")


def test_what_is_taken_before_an_absence_is_moved_to_now_goes_back(db: Connection) -> None:
    bo = staff(db, "bo")
    absences.enter(db, at("11-30 00:00"), at("12-01 00:00"), at("11-20 10:00"), agent_id=bo.id)
    number = open_and_claim(db, bo)
    [entered] = db.execute(sa.select(absence.c.id)).scalars()
    absences.change(db, entered, at("11-23 00:00"), at("12-01 00:00"), at("11-23 11:00"))

    look(db, at("11-23 11:00"))

    assert row(db, number).agent_id is None


def test_what_is_taken_while_away_stays_when_the_absence_grows(db: Connection) -> None:
    bo = staff(db, "bo")
    absences.enter(db, at("11-23 00:00"), at("11-24 00:00"), at("11-22 10:00"), agent_id=bo.id)
    number = open_and_claim(db, bo)
    [entered] = db.execute(sa.select(absence.c.id)).scalars()
    absences.change(db, entered, at("11-23 00:00"), at("12-01 00:00"), at("11-23 11:00"))

    look(db, at("11-23 11:00"))

    assert row(db, number).agent_id == bo.id


def test_what_is_over_is_forgotten(db: Connection) -> None:
    bo = staff(db, "bo")
    for days in (1, 2):
        absences.enter(db, MONDAY, MONDAY + days * DAY, MONDAY, agent_id=bo.id)

    assert [absences.sweep(db, MONDAY + DAY) for _ in range(2)] == [1, 0]
    assert [absences.sweep(db, MONDAY + 2 * DAY) for _ in range(2)] == [1, 0]


def test_an_absent_functions_enquiries_go_to_the_first_deputy_who_is_there(
    db: Connection,
) -> None:
    waiting = open_one(db, "foreningsstod")
    today = date(2026, 11, 24)
    away(db, today, today, function_id="foreningsstod")
    away(db, today, today, function_id="bidrag-kultur-fritid")

    look(db, at("11-24 08:00"))
    new = open_one(db, "foreningsstod", at("11-24 08:00"))

    assert done(db, waiting) == [("absent", DUTY)]
    assert row(db, new).function_id == DUTY
    assert row(db, open_one(db, "foreningsstod", at("11-25 08:00"))).function_id == "foreningsstod"


def test_the_duty_role_is_never_away(db: Connection) -> None:
    away(db, date(2026, 1, 1), date(2026, 12, 31), function_id=DUTY)
    number = open_one(db, DUTY)
    look(db, DEADLINE)
    assert row(db, number).function_id == DUTY
