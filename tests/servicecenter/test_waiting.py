"""The figures of what waits: how much, since when, and nothing when nothing does."""

from datetime import timedelta

from sqlalchemy import Connection

from outbox import rows
from outbox.rows import Row
from servicecenter import desk
from servicecenter.waiting import Queue, waiting
from tests.cast import MONDAY
from tests.servicecenter.stage import begin, hand_over, open_one, staff

NOTHING = Queue(0, None)


def test_nothing_waits_and_that_is_said_of_every_function(db: Connection) -> None:
    found = waiting(db, MONDAY)

    assert len(found.unclaimed) > 3
    assert set(found.unclaimed.values()) == {NOTHING}
    assert found.unsent == {"mail": NOTHING}
    assert (found.turns, found.late, found.unscanned) == (NOTHING, 0, 0)


def test_what_waits_counts_from_when_it_began(db: Connection) -> None:
    for hours in (3, 1):
        number = open_one(db, "fritidsbokningen", MONDAY - timedelta(hours=hours))
    open_one(db, "samverkan", MONDAY)
    begin(db, MONDAY - timedelta(seconds=9))
    rows.add(db, Row("k", "mail", "o", "r@x.example", {}), MONDAY - timedelta(seconds=7))
    desk.claim(db, number, staff(db, "bo"), MONDAY)

    found = waiting(db, MONDAY)

    assert found.unclaimed["fritidsbokningen"] == Queue(1, MONDAY - timedelta(hours=3))
    assert found.unclaimed["samverkan"] == Queue(1, MONDAY)
    assert found.turns == Queue(1, MONDAY - timedelta(seconds=9))
    assert found.unsent == {"mail": Queue(1, MONDAY - timedelta(seconds=7))}
    assert (found.late, waiting(db, MONDAY + timedelta(days=30)).late) == (0, 2)


def test_what_is_with_someone_is_not_unclaimed_however_late(db: Connection) -> None:
    number = hand_over(db, begin(db)).number
    desk.claim(db, number, staff(db, "bo"), MONDAY)
    assert waiting(db, MONDAY + timedelta(days=30)).late == 0
