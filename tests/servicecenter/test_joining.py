"""Which two questions may be joined, and by whom."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from db.outside import visitor_address
from servicecenter import (
    addresses,
    desk,
    handing_on,
    joining,
    ledger,
    putting_off,
    standing,
)
from servicecenter.agents import Agent
from servicecenter.desk import NoSuchEnquiry, NotYours
from servicecenter.joining import NotTheSame, WaitsInTheOther
from servicecenter.searching import search
from tests.cast import MONDAY
from tests.servicecenter.stage import (
    hired,
    staff,
)
from tests.servicecenter.together import (
    LATER,
    OTHER,
    answers,
    asked,
    joined,
    two,
)


def test_a_deadline_that_was_told_is_kept(db: Connection) -> None:
    bo, (visitor, second) = staff(db, "bo"), asked(db)
    _, first = asked(db, now=MONDAY + timedelta(hours=3))
    now = MONDAY + timedelta(hours=4)
    desk.claim(db, first, bo, now)
    promised = desk.numbered(db, second).deadline
    assert promised < desk.numbered(db, first).deadline
    putting_off.put_off(db, first, bo, now + timedelta(days=2), now)
    joining.join(db, first, bo, second, now)
    one = desk.numbered(db, first)
    assert (one.deadline, one.held_until) == (promised, None)
    shown = standing.of_joined(db, visitor.id)
    assert shown is not None
    assert (shown.number, shown.deadline, shown.agent_name) == (second, promised, "Bo")
    assert ledger.faults(db, now) == []


def test_who_waits_is_not_put_where_no_one_does(db: Connection) -> None:
    bo, first, _, second = two(db)
    answers(db, first, bo)
    with pytest.raises(WaitsInTheOther):
        joining.join(db, first, bo, second, LATER)
    desk.claim(db, second, bo, LATER)
    joining.join(db, second, bo, first, LATER)
    assert desk.numbered(db, first).joined_to == second


def test_only_those_of_the_same_association(db: Connection) -> None:
    bo, first, _, second = two(db)
    _, third = asked(db, OTHER)
    one = desk.numbered(db, first)
    assert [other.number for other in joining.candidates(db, one, bo)] == [second]
    for stranger in (third, first):
        with pytest.raises(NotTheSame):
            joining.join(db, first, bo, stranger, MONDAY)


def test_the_same_address_does_once_it_is_confirmed(db: Connection) -> None:
    bo, first, _, _ = two(db)
    _, third = asked(db, OTHER)
    _give(db, first, "Kassor@korpen.example", MONDAY)
    given = _give(db, third, "kassor+lotsen@korpen.example", None)
    with pytest.raises(NotTheSame):
        joining.join(db, first, bo, third, MONDAY)
    db.execute(given.values(confirmed_at=MONDAY))
    joining.join(db, first, bo, third, MONDAY)


def _give(db: Connection, number: str, address: str, confirmed_at: datetime | None) -> sa.Update:
    row = {"conversation_id": desk.conversation_of(db, number), "address": address, "told_seq": 0}
    hashed = {"mailbox_hash": addresses.mailbox_hash(address), "token_hash": str(uuid4())}
    times = {"given_at": MONDAY, "confirmed_at": confirmed_at}
    added = db.execute(visitor_address.insert().values(row | hashed | times))
    (row_id,) = added.inserted_primary_key or (0,)
    return visitor_address.update().where(visitor_address.c.id == row_id)


def test_only_by_who_has_the_one_and_may_take_the_other(db: Connection) -> None:
    bo, first, _, second = two(db)
    bea, lena = hired(db, "bea"), hired(db, "lena", "lead")
    _, guns = asked(db, function="bidrag-kultur-fritid")
    for number, who, other, refused in (
        (first, bea, second, NoSuchEnquiry),
        (first, bo, guns, NoSuchEnquiry),
        (second, bo, first, NotYours),  # no one has it
    ):
        with pytest.raises(refused):
            joining.join(db, number, who, other, MONDAY)
    desk.claim(db, second, bea, MONDAY)
    with pytest.raises(NoSuchEnquiry):
        joining.join(db, first, bo, second, MONDAY)
    assert joining.candidates(db, desk.numbered(db, first), bo) == []
    joining.join(db, first, lena, second, MONDAY)
    assert desk.numbered(db, second).agent_id == bo.id
    with pytest.raises(NotYours):
        joining.join(db, first, lena, second, MONDAY)


def test_who_may_read_the_one_reads_what_goes_on_in_it_and_no_one_else(db: Connection) -> None:
    bo, first, _, second = joined(db)
    bea, gun = hired(db, "bea"), staff(db, "gun")

    def readers() -> set[str]:
        return {who.login for who in (bo, bea, gun) if _reads(db, second, who)}

    assert readers() == {"bo"}
    handing_on.transfer(db, first, bo, "bidrag-kultur-fritid", "", MONDAY, login="gun")
    assert readers() == {"bo", "gun"}  # Bo had it when it was closed


def _reads(db: Connection, number: str, who: Agent) -> bool:
    found = number in [one.number for one in search(db, who, "dörren")]
    try:
        desk.enquiry_for_agent(db, number, who)
    except NoSuchEnquiry:
        assert not found
        return False
    assert found
    return True
