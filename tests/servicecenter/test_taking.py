"""No one takes more than they can answer."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import Connection

from servicecenter import desk, putting_off, taking
from servicecenter.agents import Agent
from servicecenter.desk import NoSuchEnquiry
from servicecenter.taking import HasEnough
from tests.cast import MONDAY
from tests.servicecenter.stage import hired, open_one, staff

MOST = 2


def _take(db: Connection, who: Agent) -> str:
    number = open_one(db)
    taking.take(db, number, who, MONDAY, most=MOST)
    return number


def test_who_has_as_many_as_may_wait_for_an_answer_takes_no_more(db: Connection) -> None:
    bo, bea = staff(db, "bo"), hired(db, "bea")
    for _ in range(MOST):
        _take(db, bo)
    left = open_one(db)
    with pytest.raises(HasEnough):
        taking.take(db, left, bo, MONDAY, most=MOST)
    assert desk.numbered(db, left).agent_id is None
    taking.take(db, left, bea, MONDAY, most=MOST)


@pytest.mark.parametrize("how", ["answered", "paused", "closed", "given back"])
def test_who_has_seen_to_one_takes_another(db: Connection, how: str) -> None:
    bo = staff(db, "bo")
    first, _ = _take(db, bo), _take(db, bo)
    if how == "answered":
        desk.reply(db, first, bo, str(uuid4()), "Hej", MONDAY, seen=99)
    elif how == "paused":
        putting_off.put_off(db, first, bo, MONDAY + timedelta(days=1), MONDAY)
    elif how == "closed":
        desk.close(db, first, bo, "answered", MONDAY)
    else:
        desk.release(db, first, bo, MONDAY)
    _take(db, bo)


def test_what_one_may_not_see_is_not_taken(db: Connection) -> None:
    number = open_one(db)
    with pytest.raises(NoSuchEnquiry):
        taking.take(db, number, staff(db, "gun"), MONDAY, most=MOST)
