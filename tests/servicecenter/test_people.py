"""Whoever's rights change is out everywhere, and nothing that they had is overlooked."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection, Engine

from db.schema import agent, enquiry
from servicecenter import agents, desk, handing_on, people, queues
from servicecenter.agents import Agent, NotALogin, RightsChanged
from servicecenter.ledger import faults
from servicecenter.people import LastAdministrator, NoSuchPerson, TooWeak, WrongPerson
from servicecenter.sessions import (
    TRIES,
    TRIES_WITHIN,
    WrongLogin,
    agent_of_session,
    begin,
    known,
    log_in,
    may_try,
)
from tests.cast import MONDAY, PASSWORD
from tests.servicecenter.stage import hired, open_and_claim, open_one, queue_of, staff, state_of

BOOKING, GRANTS = "fritidsbokningen", "bidrag-kultur-fritid"


def _change(db: Connection, login: str, role: agents.Role, *functions: str) -> None:
    people.change(db, "ada", login, login.title(), role, list(functions), MONDAY)


@pytest.mark.parametrize(
    ("role", "functions"), [("lead", [BOOKING]), ("agent", [BOOKING, GRANTS]), ("editor", [])]
)
def test_changed_rights_end_all_sessions_of_that_person_alone(
    db: Connection, role: agents.Role, functions: list[str]
) -> None:
    tokens, gun = [log_in(db, "bo", PASSWORD, MONDAY) for _ in range(2)], staff(db, "gun")
    other = log_in(db, "gun", PASSWORD, MONDAY)

    _change(db, "bo", role, *functions)

    assert [agent_of_session(db, token, MONDAY) for token in tokens] == [None, None]
    assert agent_of_session(db, other, MONDAY) == gun
    again = agent_of_session(db, log_in(db, "bo", PASSWORD, MONDAY), MONDAY)
    assert again == staff(db, "bo")
    assert (again.role, again.functions) == (role, set(functions))


def test_who_loses_a_function_loses_what_they_had_of_it_and_keeps_the_rest(
    db: Connection,
) -> None:
    both = hired(db, "bea", functions=[BOOKING, GRANTS])
    booking, grants = open_one(db, BOOKING), open_one(db, GRANTS)
    for number in (booking, grants):
        desk.claim(db, number, both, MONDAY)

    _change(db, "bea", "agent", GRANTS)

    bea = staff(db, "bea")
    assert desk.enquiry_for_agent(db, grants, bea).agent_id == bea.id
    with pytest.raises(desk.NoSuchEnquiry):
        desk.enquiry_for_agent(db, booking, bea)
    assert (state_of(db, booking), state_of(db, grants)) == ("waiting", "person")
    assert [one.number for one in queue_of(db, staff(db, "bo"))] == [booking]
    assert faults(db, MONDAY) == []


def test_an_agent_who_becomes_an_editor_gives_back_all(db: Connection) -> None:
    number = open_and_claim(db, staff(db, "bo"))
    _change(db, "bo", "editor", BOOKING)
    assert state_of(db, number) == "waiting"
    assert faults(db, MONDAY) == []


def test_what_is_done_with_rights_that_are_others_by_now_is_refused(db: Connection) -> None:
    before, number = staff(db, "bo"), open_one(db)
    _change(db, "bo", "agent", GRANTS)
    for act in (desk.claim, desk.release):
        with pytest.raises(RightsChanged), db.begin_nested():
            act(db, number, before, MONDAY)
    assert state_of(db, number) == "waiting"


def test_of_claims_and_a_removal_at_once_none_leaves_an_enquiry_with_someone_gone(
    engine: Engine,
) -> None:
    writing = engine.execution_options(sqlite_begin="BEGIN IMMEDIATE")
    with writing.begin() as db:
        numbers = [open_one(db) for _ in range(30)]
        bo = staff(db, "bo")
    together = threading.Barrier(2)

    def claims() -> None:
        together.wait()
        for number in numbers:
            try:
                with writing.begin() as db:
                    desk.claim(db, number, bo, MONDAY)
            except RightsChanged:
                return

    def removes() -> None:
        together.wait()
        with writing.begin() as db:
            people.remove(db, "ada", "bo", MONDAY)

    with ThreadPoolExecutor(2) as threads:
        for done in [threads.submit(claims), threads.submit(removes)]:
            done.result()
    with writing.begin() as db:
        assert db.scalars(sa.select(enquiry.c.agent_id)).all() == [None] * len(numbers)
        assert faults(db, MONDAY) == []


def test_the_last_administrator_cannot_be_removed_or_made_another(db: Connection) -> None:
    for act in (
        lambda: people.remove(db, "ada", "ada", MONDAY),
        lambda: _change(db, "ada", "agent", BOOKING),
    ):
        with pytest.raises(LastAdministrator), db.begin_nested():
            act()
    hired(db, "alva", "admin", [])
    people.remove(db, "alva", "ada", MONDAY)
    with pytest.raises(LastAdministrator):
        people.remove(db, "alva", "alva", MONDAY)


def test_of_two_administrators_who_remove_each_other_at_once_one_is_left(engine: Engine) -> None:
    writing = engine.execution_options(sqlite_begin="BEGIN IMMEDIATE")
    with writing.begin() as db:
        hired(db, "alva", "admin", [])
    together = threading.Barrier(2)

    def removes(by: str, login: str) -> str:
        together.wait()
        try:
            with writing.begin() as db:
                people.remove(db, by, login, MONDAY)
        except LastAdministrator:
            return "refused"
        return "removed"

    with ThreadPoolExecutor(2) as threads:
        told = sorted(threads.map(removes, ("ada", "alva"), ("alva", "ada")))
    assert told == ["refused", "removed"]
    with writing.begin() as db:
        left = sa.select(agent.c.login).where(agent.c.role == "admin", agent.c.active)
        assert len(db.scalars(left).all()) == 1


def test_many_tries_at_once_are_counted_one_by_one(engine: Engine) -> None:
    writing = engine.execution_options(sqlite_begin="BEGIN IMMEDIATE")
    together = threading.Barrier(20)

    def tries(_: int) -> bool:
        together.wait()
        with writing.begin() as db:
            return may_try(db, "bo", MONDAY)

    with ThreadPoolExecutor(20) as threads:
        allowed = list(threads.map(tries, range(20)))
    assert allowed.count(True) == TRIES
    with writing.begin() as db:
        assert may_try(db, "gun", MONDAY)
        assert not may_try(db, "bo", MONDAY + TRIES_WITHIN / 2)
        assert may_try(db, "bo", MONDAY + TRIES_WITHIN)


def test_a_password_that_was_changed_while_it_was_checked_opens_nothing(db: Connection) -> None:
    proven = known(db, "bo")
    proven.prove(PASSWORD)
    people.new_password(db, "ada", "bo", MONDAY)
    with pytest.raises(WrongLogin):
        begin(db, proven, MONDAY)


def test_who_was_removed_can_be_let_in_again(db: Connection) -> None:
    people.remove(db, "ada", "bo", MONDAY)
    assert not people.person(db, "bo").active
    password = people.new_password(db, "ada", "bo", MONDAY)
    assert agent_of_session(db, log_in(db, "bo", password, MONDAY), MONDAY) == staff(db, "bo")


@pytest.mark.parametrize(
    "login", ["system", "bot", "visitor", "command", "Bo", "", "a", "b o", "å"]
)
def test_a_login_is_none_that_the_logs_use_for_others(db: Connection, login: str) -> None:
    with pytest.raises(NotALogin):
        people.add(db, "ada", login, "Namn", "agent", [], MONDAY)


@pytest.mark.parametrize(
    ("name", "role", "functions"),
    [(" ", "agent", []), ("x" * 65, "agent", []), ("Nils", "boss", []), ("Nils", "agent", ["x"])],
)
def test_a_person_who_is_none_is_refused(
    db: Connection, name: str, role: str, functions: list[str]
) -> None:
    with pytest.raises(WrongPerson):
        people.add(db, "ada", "nils", name, role, functions, MONDAY)
    assert not agents.exists(db, "nils")


def test_who_is_not_there_cannot_be_changed(db: Connection) -> None:
    for act in (people.remove, people.new_password):
        with pytest.raises(NoSuchPerson):
            act(db, "ada", "nobody", MONDAY)
    with pytest.raises(NoSuchPerson):
        _change(db, "nobody", "agent")


def test_a_password_of_ones_own_is_long_enough(db: Connection) -> None:
    for weak in ("", "elva-tecken"):
        with pytest.raises(TooWeak):
            people.change_own_password(db, "bo", weak, MONDAY)


def _lead(db: Connection) -> Agent:
    return hired(db, "lena", "lead", [BOOKING])


def test_a_lead_sees_what_colleagues_of_their_functions_have_and_no_other(db: Connection) -> None:
    lena = _lead(db)
    theirs, others = open_and_claim(db, staff(db, "bo")), open_one(db, GRANTS)
    desk.claim(db, others, staff(db, "gun"), MONDAY)

    assert [one.number for one in queue_of(db, lena)] == [theirs]
    assert desk.enquiry_for_agent(db, theirs, lena).agent_name == "Bo"
    with pytest.raises(desk.NoSuchEnquiry):
        desk.enquiry_for_agent(db, others, lena)
    assert queues.queue(db, lena, MONDAY).to_answer == []


def test_a_lead_puts_back_or_takes_over_but_does_not_speak_for_a_colleague(
    db: Connection,
) -> None:
    lena, bo = _lead(db), staff(db, "bo")
    first, second = open_and_claim(db, bo), open_and_claim(db, bo)
    name = "77777777-7777-4777-8777-777777777777"
    with pytest.raises(desk.NotYours):
        desk.reply(db, first, lena, name, "Hej", MONDAY, seen=99)
    with pytest.raises(desk.NotYours):
        desk.close(db, first, lena, "answered", MONDAY)
    with pytest.raises(desk.AlreadyClaimed):
        desk.claim(db, first, lena, MONDAY)

    desk.release(db, first, lena, MONDAY)
    handing_on.transfer(db, second, lena, BOOKING, "", MONDAY, login="lena", why="away")

    assert state_of(db, first) == "waiting"
    assert desk.enquiry_for_agent(db, second, lena).agent_id == lena.id
    with pytest.raises(desk.NoSuchEnquiry):
        desk.enquiry_for_agent(db, second, bo)
    assert faults(db, MONDAY) == []
