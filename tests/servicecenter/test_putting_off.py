"""A pause: the enquiry leaves the queue, and comes back by itself."""

from datetime import timedelta

import pytest
from sqlalchemy import Connection

from servicecenter import desk, putting_off
from servicecenter.agents import Agent
from servicecenter.desk import NoSuchEnquiry, NotYours
from servicecenter.putting_off import LONGEST, WrongTime
from tests.cast import MONDAY
from tests.servicecenter.stage import (
    begin,
    hand_over,
    log_of,
    open_and_claim,
    open_one,
    queue_of,
    say,
    staff,
)

TOMORROW = MONDAY + timedelta(days=1)
A_SECOND = timedelta(seconds=1)


def _parts(db: Connection, who: Agent, number: str, after: timedelta) -> set[str]:
    """In which of these parts it is, so long after Monday."""
    parts = ("all", "mine", "unanswered", "held")
    now = MONDAY + after
    return {one for one in parts if number in [e.number for e in queue_of(db, who, one, now)]}


def test_what_is_paused_is_away_until_its_time_and_then_back(db: Connection) -> None:
    bo = staff(db, "bo")
    number = open_and_claim(db, bo)

    putting_off.put_off(db, number, bo, TOMORROW, MONDAY)

    a_day = timedelta(days=1)
    assert _parts(db, bo, number, a_day - A_SECOND) == {"held"}
    assert _parts(db, bo, number, a_day) == {"all", "mine", "unanswered"}


def test_what_the_visitor_writes_ends_the_pause(db: Connection) -> None:
    bo, visitor = staff(db, "bo"), begin(db)
    number = hand_over(db, visitor).number
    desk.claim(db, number, bo, MONDAY)
    putting_off.put_off(db, number, bo, TOMORROW, MONDAY)

    say(db, visitor, "Nu har vi fler frågor")

    assert _parts(db, bo, number, A_SECOND) == {"all", "mine", "unanswered"}
    assert desk.numbered(db, number).held_until is None


def test_what_the_agent_writes_does_not_end_the_pause(db: Connection) -> None:
    bo = staff(db, "bo")
    number = open_and_claim(db, bo)
    putting_off.put_off(db, number, bo, TOMORROW, MONDAY)
    desk.reply(db, number, bo, "66666666-6666-4666-8666-666666666666", "Hej", MONDAY, seen=99)
    assert _parts(db, bo, number, A_SECOND) == {"held"}


def test_it_can_be_taken_up_before_its_time(db: Connection) -> None:
    bo = staff(db, "bo")
    number = open_and_claim(db, bo)
    putting_off.put_off(db, number, bo, TOMORROW, MONDAY)
    putting_off.take_up(db, number, bo, MONDAY)
    putting_off.take_up(db, number, bo, MONDAY)
    assert _parts(db, bo, number, A_SECOND) == {"all", "mine", "unanswered"}
    assert [what for _, what, _ in log_of(db, number)][-2:] == ["put_off", "taken_up"]


def test_a_later_pause_replaces_the_first(db: Connection) -> None:
    bo = staff(db, "bo")
    number = open_and_claim(db, bo)
    for days in (1, 3):
        putting_off.put_off(db, number, bo, MONDAY + timedelta(days=days), MONDAY)
    assert _parts(db, bo, number, timedelta(days=2)) == {"held"}


def test_what_is_given_back_is_paused_for_no_one(db: Connection) -> None:
    bo = staff(db, "bo")
    number = open_and_claim(db, bo)
    putting_off.put_off(db, number, bo, TOMORROW, MONDAY)
    desk.release(db, number, bo, MONDAY)
    assert _parts(db, bo, number, A_SECOND) == {"all", "unanswered"}


@pytest.mark.parametrize("after", [-A_SECOND, timedelta(), LONGEST + A_SECOND])
def test_a_pause_ends_later_than_now_and_not_too_late(db: Connection, after: timedelta) -> None:
    bo = staff(db, "bo")
    number = open_and_claim(db, bo)
    with pytest.raises(WrongTime):
        putting_off.put_off(db, number, bo, MONDAY + after, MONDAY)
    assert _parts(db, bo, number, A_SECOND) == {"all", "mine", "unanswered"}


def test_only_the_owner_pauses(db: Connection) -> None:
    bo = staff(db, "bo")
    waiting, taken = open_one(db), open_and_claim(db, bo)
    with pytest.raises(NotYours):
        putting_off.put_off(db, waiting, bo, TOMORROW, MONDAY)
    for act in (
        lambda who: putting_off.put_off(db, taken, who, TOMORROW, MONDAY),
        lambda who: putting_off.take_up(db, taken, who, MONDAY),
    ):
        with pytest.raises(NoSuchEnquiry):
            act(staff(db, "ada"))
