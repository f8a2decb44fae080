"""What an association has asked before is shown to those who may see it."""

from sqlalchemy import Connection

from servicecenter import desk, enquiries, erasing
from servicecenter.earlier import earlier
from tests.cast import MONDAY
from tests.servicecenter.stage import begin, hand_over, hired, open_one, staff

KORPEN, OTHER = "802000-1234", "802000-9999"
GUNS = "bidrag-kultur-fritid"


def _asked(db: Connection, number: str = KORPEN, function: str = "fritidsbokningen") -> str:
    visitor = begin(db)
    asked = hand_over(db, visitor, function).number
    enquiries.keep_details(db, visitor.id, {"organisation_number": number}, MONDAY)
    return asked


def _found(db: Connection, number: str, login: str) -> list[str]:
    one = desk.numbered(db, number)
    return [other.number for other in earlier(db, one, staff(db, login))]


def test_they_are_those_of_the_same_organisation_number_the_newest_first(db: Connection) -> None:
    first, second, _ = _asked(db), _asked(db), _asked(db, OTHER)
    now = _asked(db)
    assert _found(db, now, "bo") == [second, first]


def test_without_a_number_there_are_none(db: Connection) -> None:
    _asked(db)
    open_one(db)
    assert _found(db, open_one(db), "bo") == []


def test_what_a_colleague_has_is_shown_once_it_is_closed(db: Connection) -> None:
    bea, before, now = hired(db, "bea"), _asked(db), _asked(db)
    desk.claim(db, before, bea, MONDAY)
    assert _found(db, now, "bo") == []
    desk.close(db, before, bea, "answered", MONDAY)
    assert _found(db, now, "bo") == [before]
    assert [_found(db, now, login) for login in ("gun", "eva", "ada")] == [[], [], [before]]


def test_what_is_another_functions_is_not_shown(db: Connection) -> None:
    gun, theirs, now = staff(db, "gun"), _asked(db, function=GUNS), _asked(db)
    desk.claim(db, theirs, gun, MONDAY)
    desk.close(db, theirs, gun, "answered", MONDAY)
    assert _found(db, now, "bo") == []


def test_what_has_been_erased_is_not_found(db: Connection) -> None:
    visitor, bo = begin(db), staff(db, "bo")
    before = hand_over(db, visitor).number
    enquiries.keep_details(db, visitor.id, {"organisation_number": KORPEN}, MONDAY)
    desk.claim(db, before, bo, MONDAY)
    now = _asked(db)
    assert _found(db, now, "bo") == [before]
    erasing.erase(db, visitor.id, visitor.secret, MONDAY)
    assert _found(db, now, "bo") == []
