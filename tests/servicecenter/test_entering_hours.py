"""Who may say when someone works: whoever may say that they are away."""

from datetime import time

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from db.audit import audit
from servicecenter import entering_hours, own_hours
from servicecenter.agents import Agent
from servicecenter.away import NotTheirs, WrongTimes
from servicecenter.entering_hours import Times
from servicecenter.hours import Opening
from tests.cast import MONDAY
from tests.servicecenter.stage import hired, staff

FREE: Times = (None, None)
MORNING: Times = (time(8), time(12))
MONDAYS = [MORNING, *[FREE] * 6]


@pytest.fixture
def lea(db: Connection) -> Agent:
    """Leads bookings."""
    return hired(db, "lea", "lead")


def _entered(db: Connection, who: Agent) -> list[tuple[str, tuple[Opening, ...]]]:
    return [(whose.key, week) for whose, week in entering_hours.entered(db, who)]


def test_they_are_entered_changed_and_taken_away_and_the_log_tells(
    db: Connection, lea: Agent
) -> None:
    bo = staff(db, "bo")
    entering_hours.enter(db, lea, "person:bo", MONDAYS, MONDAY)
    monday, friday = Opening(0, time(8), time(12)), Opening(4, time(9), time(16, 30))
    assert _entered(db, bo) == [("person:bo", (monday,))]

    changed = [*[FREE] * 4, (time(9), time(16, 30)), FREE, FREE]
    entering_hours.enter(db, bo, "person:bo", changed, MONDAY)
    assert _entered(db, lea) == _entered(db, staff(db, "ada")) == [("person:bo", (friday,))]
    assert _entered(db, staff(db, "gun")) == []
    entering_hours.enter(db, bo, "person:bo", [FREE] * 7, MONDAY)

    assert _entered(db, lea) == []
    query = sa.select(audit.c.who, audit.c.what, audit.c.about, audit.c.details)
    assert [tuple(one) for one in db.execute(query.order_by(audit.c.id))] == [
        ("lea", "entered_hours", "bo", {"mon": "08:00-12:00"}),
        ("bo", "entered_hours", "bo", {"fri": "09:00-16:30"}),
        ("bo", "removed_hours", "bo", {}),
    ]


@pytest.mark.parametrize(
    ("login", "key"),
    [
        ("bo", "person:gun"),
        ("bo", "person:lea"),
        ("lea", "person:gun"),
        ("lea", "function:fritidsbokningen"),
        ("ada", "person:eva"),
        ("ada", "person:ingen"),
        ("ada", "bo"),
        ("eva", "person:eva"),
    ],
)
def test_no_one_enters_them_for_others(db: Connection, lea: Agent, login: str, key: str) -> None:
    with pytest.raises(NotTheirs):
        entering_hours.enter(db, staff(db, login), key, MONDAYS, MONDAY)
    assert own_hours.weeks(db) == {}


@pytest.mark.parametrize(
    ("times", "told"),
    [
        ((time(8), None), "Måndag: fyll i båda"),
        ((None, time(12)), "Måndag: fyll i båda"),
        ((time(12), time(12)), "Måndag: sluttiden"),
        ((time(22), time(6)), "Måndag: sluttiden"),
        ((time(0), None), "Måndag: fyll i båda"),
    ],
)
def test_times_that_make_no_sense_are_refused_in_words(
    db: Connection, times: Times, told: str
) -> None:
    bo = staff(db, "bo")
    with pytest.raises(WrongTimes, match=told):
        entering_hours.enter(db, bo, "person:bo", [times, *[FREE] * 6], MONDAY)
    assert own_hours.weeks(db) == {}
