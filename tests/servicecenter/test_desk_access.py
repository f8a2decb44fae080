"""Only who has claimed an enquiry acts on it; others cannot tell that it exists."""

from collections.abc import Callable
from functools import partial

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from db.schema import enquiry, enquiry_log, message
from servicecenter import desk, handing_on
from servicecenter.agents import Agent
from servicecenter.desk import NoSuchEnquiry, NotYours
from tests.cast import MONDAY
from tests.servicecenter.stage import hired, open_and_claim, open_one, staff, state_of

Act = Callable[[Connection, str, Agent], object]


def _reply(db: Connection, number: str, who: Agent) -> object:
    return desk.reply(
        db, number, who, "33333333-3333-4333-8333-333333333333", "Hej", MONDAY, seen=99
    )


def _release(db: Connection, number: str, who: Agent) -> None:
    desk.release(db, number, who, MONDAY)


def _transfer(db: Connection, number: str, who: Agent) -> None:
    handing_on.transfer(db, number, who, "samverkan", "", MONDAY)


def _return(db: Connection, number: str, who: Agent) -> None:
    desk.return_to_bot(db, number, who, MONDAY)


def _close(db: Connection, number: str, who: Agent) -> None:
    desk.close(db, number, who, "answered", MONDAY)


ACTS = [_reply, _release, _transfer, _return, _close]
every_act = pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__.strip("_"))


def _someone(db: Connection, who: str) -> Agent:
    """A colleague has the same functions as Bo; the rest are of the cast."""
    return hired(db, "bea") if who == "colleague" else staff(db, who)


def _all_of(db: Connection) -> list[list[sa.Row[tuple[object, ...]]]]:
    tables = (enquiry, enquiry_log, message)
    return [list(db.execute(sa.select(table))) for table in tables]


def _refused(db: Connection, refusal: type[Exception], act: Callable[[], object]) -> None:
    before = _all_of(db)
    with pytest.raises(refusal), db.begin_nested():
        act()
    assert _all_of(db) == before


@every_act
@pytest.mark.parametrize("who", ["colleague", "gun", "eva", "ada"])
def test_no_one_else_can_act_on_what_an_agent_has_claimed(
    db: Connection, act: Act, who: str
) -> None:
    other, number = _someone(db, who), open_and_claim(db, staff(db, "bo"))
    _refused(db, NoSuchEnquiry, partial(act, db, number, other))


@every_act
@pytest.mark.parametrize("who", ["bo", "ada"])
def test_who_may_see_what_waits_must_claim_it_before_acting_on_it(
    db: Connection, act: Act, who: str
) -> None:
    number = open_one(db)
    _refused(db, NotYours, partial(act, db, number, staff(db, who)))


@every_act
@pytest.mark.parametrize("who", ["gun", "eva"])
def test_who_may_not_see_what_waits_cannot_act_on_it(db: Connection, act: Act, who: str) -> None:
    number = open_one(db)
    _refused(db, NoSuchEnquiry, partial(act, db, number, staff(db, who)))


@every_act
def test_a_number_that_does_not_exist_is_refused_as_one_that_is_not_theirs(
    db: Connection, act: Act
) -> None:
    _refused(db, NoSuchEnquiry, partial(act, db, "2026-999999", staff(db, "ada")))


@every_act
@pytest.mark.parametrize("end", [_return, _close])
def test_after_the_end_nothing_more_is_done(db: Connection, act: Act, end: Act) -> None:
    bo = staff(db, "bo")
    number = open_and_claim(db, bo)
    end(db, number, bo)
    _refused(db, NotYours, partial(act, db, number, bo))


@every_act
@pytest.mark.parametrize("given_away", [_release, _transfer])
def test_what_an_agent_has_given_away_is_theirs_no_longer(
    db: Connection, act: Act, given_away: Act
) -> None:
    bo = staff(db, "bo")
    number = open_and_claim(db, bo)
    given_away(db, number, bo)
    refusal = NotYours if given_away is _release else NoSuchEnquiry
    _refused(db, refusal, partial(act, db, number, bo))


@pytest.mark.parametrize("who", ["bo", "colleague", "gun", "eva", "ada"])
def test_a_closed_enquiry_cannot_be_claimed(db: Connection, who: str) -> None:
    bo, other = staff(db, "bo"), _someone(db, who)
    number = open_and_claim(db, bo)
    _close(db, number, bo)
    _refused(db, NoSuchEnquiry, partial(desk.claim, db, number, other, MONDAY))


def test_an_editor_cannot_claim_even_what_their_function_has(db: Connection) -> None:
    editor, number = hired(db, "edda", role="editor"), open_one(db)
    _refused(db, NoSuchEnquiry, partial(desk.claim, db, number, editor, MONDAY))
    assert state_of(db, number) == "waiting"


@pytest.mark.parametrize("who", ["bo", "ada"])
def test_an_enquiry_is_read_by_who_may_take_it(db: Connection, who: str) -> None:
    number = open_one(db)
    assert desk.enquiry_for_agent(db, number, staff(db, who)).number == number


@pytest.mark.parametrize("who", ["colleague", "gun", "eva", "ada"])
def test_an_enquiry_is_not_read_by_others_than_the_one_who_has_it(db: Connection, who: str) -> None:
    other, number = _someone(db, who), open_and_claim(db, staff(db, "bo"))
    with pytest.raises(NoSuchEnquiry):
        desk.enquiry_for_agent(db, number, other)
