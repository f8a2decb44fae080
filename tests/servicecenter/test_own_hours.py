"""Who has hours of their own is away outside them, but not as someone who is absent: over night
they keep what they will be back for in time, and no words of a visitor wait for them unseen."""

from datetime import datetime, time, timedelta

import pytest
from sqlalchemy import Connection

from servicecenter import absences, desk, handing_on, ledger, own_hours, reopening
from servicecenter.agents import Agent
from servicecenter.handing_on import IsAway
from servicecenter.hours import Opening
from tests.cast import MONDAY
from tests.servicecenter.followed import HALF, answer, at, done, look, row
from tests.servicecenter.stage import (
    begin,
    comes,
    hand_over,
    hired,
    open_and_claim,
    say,
    staff,
    state_of,
    told,
)

BOOKING = "fritidsbokningen"  # open from nine to four
MON, TUE, WED = 0, 1, 2
LUNCH = at("11-23 12:00")


def works(db: Connection, who: Agent, *days: int, since: str = "11-20 10:00") -> None:
    """From eight to twelve."""
    week = [Opening(day, time(8), time(12)) for day in days]
    own_hours.store(db, who.id, week, at(since))


def _back(db: Connection, who: Agent, now: datetime) -> datetime | None:
    gone = absences.agents_away(db, now).get(who.id)
    return gone and gone.back_at


def test_who_has_none_is_there_whenever_their_functions_are(db: Connection) -> None:
    assert absences.agents_away(db, at("11-23 23:00")) == {}


def test_one_is_away_outside_them_and_back_when_they_begin_again(db: Connection) -> None:
    bo = staff(db, "bo")
    works(db, bo, MON, WED)
    found = {moment: _back(db, bo, at(moment)) for moment in ("11-23 11:59", "11-23 12:00")}
    assert found == {"11-23 11:59": None, "11-23 12:00": at("11-25 08:00")}
    absences.enter(db, at("11-25 00:00"), at("11-26 00:00"), MONDAY, agent_id=bo.id)
    assert _back(db, bo, LUNCH) == at("11-30 08:00")
    works(db, bo)
    assert _back(db, bo, LUNCH) is None


def test_what_one_will_be_back_for_in_time_stays_over_night(db: Connection) -> None:
    bo = staff(db, "bo")
    works(db, bo, MON, TUE, WED)
    number = open_and_claim(db, bo)

    for moment in ("11-23 11:59", "11-23 12:00", "11-23 23:00", "11-24 08:00", "11-24 10:59"):
        look(db, at(moment))
        assert (row(db, number).agent_id, done(db, number)) == (bo.id, []), moment
        assert ledger.faults(db, at(moment)) == [], moment
    look(db, HALF)
    assert done(db, number) == [("reminded", BOOKING)]


def test_what_one_will_not_be_back_for_in_time_goes_back_when_they_go(db: Connection) -> None:
    bo = staff(db, "bo")
    works(db, bo, MON)
    number = open_and_claim(db, bo)

    look(db, LUNCH - timedelta(seconds=1))
    assert row(db, number).agent_id == bo.id
    look(db, LUNCH)

    assert (row(db, number).agent_id, state_of(db, number)) == (None, "waiting")
    assert done(db, number) == [("absent", BOOKING)]
    assert told(db, number)[-1] == "Din fråga väntar hos Fritidsbokningen igen."


@pytest.mark.parametrize(
    ("days", "moment", "stays"),
    [
        ((MON, TUE), "11-23 11:59", True),
        ((MON, TUE), "11-23 13:00", False),  # a colleague can read it now
        ((MON, TUE), "11-23 20:00", True),  # no one does before Bo is back
        ((MON, WED), "11-23 20:00", False),  # colleagues do on Tuesday
    ],
)
def test_new_words_are_for_those_who_see_them_first(
    db: Connection, days: tuple[int, ...], moment: str, stays: bool
) -> None:
    bo, visitor = staff(db, "bo"), begin(db)
    works(db, bo, *days)
    number = hand_over(db, visitor).number
    desk.claim(db, number, bo, MONDAY)

    say(db, visitor, "Vi står utanför nu", at(moment))
    look(db, max(at(moment), LUNCH))

    assert (row(db, number).agent_id == bo.id) == stays
    look(db, at("11-23 23:30"))
    assert len(done(db, number)) == (0 if stays else 1)  # it goes once, and not back and forth


def test_new_words_after_an_answer_have_their_own_deadline_when_they_go_back(
    db: Connection,
) -> None:
    bo, visitor = staff(db, "bo"), begin(db)
    works(db, bo, MON)
    number = hand_over(db, visitor).number
    desk.claim(db, number, bo, MONDAY)
    answer(db, number, bo, MONDAY)
    asked = at("11-26 10:00")  # past the deadline of what is answered

    look(db, asked - timedelta(hours=1))
    say(db, visitor, "Och på lördag?", asked)
    look(db, asked)

    assert done(db, number) == [("asked_again", None), ("absent", BOOKING)]
    assert row(db, number).function_id == BOOKING
    assert row(db, number).deadline > asked


def test_who_is_still_at_the_desk_finishes_but_a_page_left_open_is_no_one(db: Connection) -> None:
    bo, visitor = staff(db, "bo"), begin(db)
    works(db, bo, MON, TUE)
    number = hand_over(db, visitor).number
    desk.claim(db, number, bo, MONDAY)
    for moment, is_away in (("11-23 12:01", False), ("11-23 12:59", False), ("11-23 13:01", True)):
        comes(db, bo, at(moment))
        assert (bo.id in absences.agents_away(db, at(moment))) == is_away, moment

    say(db, visitor, "Vi står utanför nu", at("11-23 13:02"))
    look(db, at("11-23 13:02"))

    assert row(db, number).agent_id is None


def test_what_came_while_one_was_still_at_the_desk_was_seen(db: Connection) -> None:
    bo, visitor = staff(db, "bo"), begin(db)
    works(db, bo, MON, TUE)
    number = hand_over(db, visitor).number
    desk.claim(db, number, bo, MONDAY)
    comes(db, bo, at("11-23 12:20"))
    say(db, visitor, "Det är hall B", at("11-23 12:10"))
    look(db, at("11-23 12:30"))
    assert row(db, number).agent_id == bo.id

    say(db, visitor, "Vi står utanför nu", at("11-23 12:31"))
    look(db, at("11-23 12:31"))

    assert row(db, number).agent_id is None


def test_what_is_taken_outside_them_stays(db: Connection) -> None:
    bo = staff(db, "bo")
    works(db, bo, TUE)
    number = open_and_claim(db, bo)  # on a Monday; Bo is back on the next Tuesday
    look(db, at("11-23 14:00"))
    assert row(db, number).agent_id == bo.id


def test_hours_entered_now_hold_from_now_on(db: Connection) -> None:
    bo = staff(db, "bo")
    number = open_and_claim(db, bo)
    works(db, bo, MON, since="11-23 14:00")
    assert ledger.faults(db, at("11-23 14:01")) == []
    look(db, at("11-23 14:01"))
    assert row(db, number).agent_id is None


def test_no_one_is_handed_a_question_outside_them_and_who_hands_on_is_told_until_when(
    db: Connection,
) -> None:
    bo, bea = staff(db, "bo"), hired(db, "bea")
    works(db, bea, MON, TUE)
    number = open_and_claim(db, bo)

    with pytest.raises(IsAway) as refused:
        handing_on.transfer(db, number, bo, BOOKING, "", LUNCH, login="bea")

    assert refused.value.back == "tisdag 24 november klockan 08.00"
    assert row(db, number).agent_id == bo.id


@pytest.mark.parametrize(("moment", "is_theirs"), [("11-23 12:30", True), ("11-23 13:30", False)])
def test_what_is_opened_again_goes_to_who_is_there(
    db: Connection, moment: str, is_theirs: bool
) -> None:
    bo = staff(db, "bo")
    works(db, bo, MON, TUE)
    number = open_and_claim(db, bo)
    desk.close(db, number, bo, "answered", MONDAY)
    comes(db, bo, at(moment))

    reopening.reopen(db, desk.conversation_of(db, number), at(moment))

    assert row(db, number).agent_id == (bo.id if is_theirs else None)


def test_the_ledger_names_what_waits_for_someone_who_is_away(db: Connection) -> None:
    bo = staff(db, "bo")
    works(db, bo, MON)
    number = open_and_claim(db, bo)
    late = LUNCH + timedelta(minutes=6)
    assert ledger.faults(db, LUNCH + timedelta(minutes=4)) == []
    assert ledger.faults(db, late) == [f"enquiry {number} waits for an agent who is away"]
    look(db, late)
    assert ledger.faults(db, late) == []
