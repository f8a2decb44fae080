"""Handing an enquiry to a colleague in person: it is never without an owner, and never has two."""

import pytest
from sqlalchemy import Connection

from servicecenter import agents, desk, handing_on, ledger, putting_off
from servicecenter.agents import Agent
from servicecenter.desk import NoSuchEnquiry
from servicecenter.handing_on import Colleague, UnknownAgent
from tests.cast import MONDAY
from tests.servicecenter.stage import (
    hired,
    log_of,
    open_and_claim,
    queue_of,
    staff,
    state_of,
    told,
)
from tests.servicecenter.test_putting_off import TOMORROW

GUNS = "bidrag-kultur-fritid"


def _hand_to(
    db: Connection, number: str, who: Agent, login: str, function: str = GUNS, **more: str
) -> None:
    handing_on.transfer(db, number, who, function, "ring först", MONDAY, login=login, **more)


def test_who_is_given_it_has_it_and_who_gave_it_has_it_no_more(db: Connection) -> None:
    bo, gun = staff(db, "bo"), staff(db, "gun")
    number = open_and_claim(db, bo)

    _hand_to(db, number, bo, "gun")

    one = desk.enquiry_for_agent(db, number, gun)
    assert (one.agent_id, one.function_id, one.note) == (gun.id, GUNS, "ring först")
    assert state_of(db, number) == "person"
    assert told(db, number)[-1].startswith("Gun på Bidrag")
    with pytest.raises(NoSuchEnquiry):
        desk.enquiry_for_agent(db, number, bo)
    with pytest.raises(NoSuchEnquiry):
        desk.reply(db, number, bo, "55555555-5555-4555-8555-555555555555", "Hej", MONDAY, seen=99)
    assert queue_of(db, bo) == []
    assert [one.number for one in queue_of(db, gun, "mine")] == [number]
    assert ledger.faults(db, MONDAY) == []


def test_a_colleague_of_the_same_function_can_be_given_it(db: Connection) -> None:
    bo, bea = staff(db, "bo"), hired(db, "bea")
    number = open_and_claim(db, bo)
    _hand_to(db, number, bo, "bea", "fritidsbokningen")
    assert desk.enquiry_for_agent(db, number, bea).agent_id == bea.id


def test_the_log_tells_from_where_to_whom_and_why(db: Connection) -> None:
    bo = staff(db, "bo")
    number = open_and_claim(db, bo)
    _hand_to(db, number, bo, "gun", why="misrouted")
    assert log_of(db, number)[-1] == (
        "bo",
        "transferred",
        {
            "from": "fritidsbokningen",
            "to": GUNS,
            "why": "misrouted",
            "note": "ring först",
            "agent": "gun",
        },
    )


@pytest.mark.parametrize("login", ["finns-inte", "bo", "eva", "bea"])
def test_it_is_given_only_to_another_who_answers_for_the_function(
    db: Connection, login: str
) -> None:
    hired(db, "bea")
    bo = staff(db, "bo")
    number = open_and_claim(db, bo)
    with pytest.raises(UnknownAgent):
        _hand_to(db, number, bo, login)
    assert desk.numbered(db, number).agent_id == bo.id


def test_it_is_not_given_to_someone_who_has_left(db: Connection) -> None:
    bo = staff(db, "bo")
    number = open_and_claim(db, bo)
    agents.shut_out(db, "gun")
    with pytest.raises(UnknownAgent):
        _hand_to(db, number, bo, "gun")


def test_what_was_paused_is_not_paused_for_who_is_given_it(db: Connection) -> None:
    bo, gun = staff(db, "bo"), staff(db, "gun")
    number = open_and_claim(db, bo)
    putting_off.put_off(db, number, bo, TOMORROW, MONDAY)
    _hand_to(db, number, bo, "gun")
    assert [one.number for one in queue_of(db, gun, "mine")] == [number]


def test_only_those_who_answer_are_offered(db: Connection) -> None:
    hired(db, "red", role="editor", functions=[GUNS])
    found = handing_on.colleagues(db, [GUNS, "samverkan"], MONDAY)
    gun = Colleague("gun", "Gun")
    assert (found[GUNS], found["samverkan"]) == ([gun], [])
