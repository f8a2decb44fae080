"""A pause holds reminders back; it never hides a question that is past its deadline."""

from datetime import timedelta

from sqlalchemy import Connection

from servicecenter import desk, putting_off
from servicecenter.contact_paths import DUTY
from tests.cast import MONDAY
from tests.servicecenter.followed import (
    AFTER,
    DEADLINE,
    HALF,
    MOMENT,
    THREE_QUARTERS,
    answer,
    done,
    look,
)
from tests.servicecenter.stage import begin, hand_over, open_and_claim, queue_of, say, staff


def test_what_others_were_answered_and_wrote_changes_no_ones_steps(db: Connection) -> None:
    bo, other = staff(db, "bo"), begin(db)
    silent, paused = open_and_claim(db, bo), open_and_claim(db, bo)
    putting_off.put_off(db, paused, bo, THREE_QUARTERS, MONDAY)
    answered = hand_over(db, other).number
    desk.claim(db, answered, bo, MONDAY)
    for nth in range(1, 9):
        say(db, other, "Och sedan?")
        answer(db, answered, bo, MONDAY, nth)
    say(db, other, "Tack")

    look(db, HALF)

    assert (done(db, silent), done(db, paused)) == ([("reminded", "fritidsbokningen")], [])


def test_what_is_put_off_is_not_reminded_of_until_its_time_has_come(db: Connection) -> None:
    bo = staff(db, "bo")
    number = open_and_claim(db, bo)
    putting_off.put_off(db, number, bo, THREE_QUARTERS + MOMENT, MONDAY)
    look(db, THREE_QUARTERS)
    assert done(db, number) == []

    look(db, THREE_QUARTERS + MOMENT)

    assert done(db, number) == [("reminded", "fritidsbokningen")]


def test_what_is_put_off_past_its_deadline_goes_to_the_duty_role_and_is_put_off_no_more(
    db: Connection,
) -> None:
    bo = staff(db, "bo")
    number = open_and_claim(db, bo)
    putting_off.put_off(db, number, bo, DEADLINE + timedelta(days=30), MONDAY)

    look(db, DEADLINE)

    assert done(db, number) == [("escalated", DUTY)]
    assert [one.number for one in queue_of(db, staff(db, "ada"), "unanswered", AFTER)] == [number]


def test_what_was_answered_and_put_off_stays_until_the_visitor_writes(db: Connection) -> None:
    bo, visitor = staff(db, "bo"), begin(db)
    number = hand_over(db, visitor).number
    desk.claim(db, number, bo, MONDAY)
    answer(db, number, bo, MONDAY)
    putting_off.put_off(db, number, bo, AFTER, MONDAY)
    look(db, DEADLINE)
    assert done(db, number) == []

    say(db, visitor, "Och nu?", DEADLINE)
    look(db, DEADLINE)

    assert [what for what, _ in done(db, number)] == ["asked_again"]
