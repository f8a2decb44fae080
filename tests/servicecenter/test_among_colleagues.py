"""Notes and advice: who may write and read them, and that no visitor ever does."""

from uuid import uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from conversations import messages
from db.desk import consultation
from servicecenter import among_colleagues, desk, handing_on
from servicecenter.agents import Agent
from servicecenter.among_colleagues import InternalNote
from servicecenter.desk import NoSuchEnquiry, NotYours
from servicecenter.handing_on import UnknownFunction
from tests.cast import MONDAY
from tests.servicecenter.stage import (
    hired,
    log_of,
    open_and_claim,
    open_one,
    queue_of,
    staff,
)

GUNS = "bidrag-kultur-fritid"


def _write(db: Connection, number: str, who: Agent, words: str = "Ring dem") -> None:
    among_colleagues.write(db, number, who, str(uuid4()), words, MONDAY)


def _consult(db: Connection, number: str, who: Agent, function: str = GUNS) -> None:
    among_colleagues.consult(db, number, who, function, str(uuid4()), "Vet ni?", MONDAY)


def _notes(db: Connection, number: str) -> list[InternalNote]:
    return among_colleagues.notes(db, desk.numbered(db, number).id)


def _may_see(db: Connection, number: str, who: Agent) -> bool:
    try:
        desk.enquiry_for_agent(db, number, who)
    except NoSuchEnquiry:
        return False
    return True


def test_a_note_is_no_message_of_the_conversation(db: Connection) -> None:
    bo = staff(db, "bo")
    number = open_and_claim(db, bo)
    before = messages.after(db, desk.conversation_of(db, number), 0)

    _write(db, number, bo, "Ordföranden är sjuk")

    assert messages.after(db, desk.conversation_of(db, number), 0) == before
    assert [(one.by, one.asked, one.text) for one in _notes(db, number)] == [
        ("Bo", None, "Ordföranden är sjuk")
    ]


def test_the_log_tells_that_a_note_was_written_and_not_its_words(db: Connection) -> None:
    bo = staff(db, "bo")
    number = open_and_claim(db, bo)
    _write(db, number, bo)
    assert log_of(db, number)[-1] == ("bo", "noted", {})


def test_the_same_note_sent_again_is_written_once(db: Connection) -> None:
    bo, name = staff(db, "bo"), str(uuid4())
    number = open_and_claim(db, bo)
    for _ in range(2):
        among_colleagues.write(db, number, bo, name, "Ring dem", MONDAY)
    assert len(_notes(db, number)) == 1
    assert [what for _, what, _ in log_of(db, number)].count("noted") == 1


def test_who_may_read_what_waits_may_leave_a_note_for_who_takes_it(db: Connection) -> None:
    number = open_one(db)
    _write(db, number, staff(db, "bo"))
    assert len(_notes(db, number)) == 1


@pytest.mark.parametrize("login", ["gun", "eva", "ada"])
def test_who_may_not_read_an_enquiry_writes_no_note_in_it(db: Connection, login: str) -> None:
    number = open_and_claim(db, staff(db, "bo"))
    with pytest.raises(NoSuchEnquiry):
        _write(db, number, staff(db, login))
    assert _notes(db, number) == []


def test_no_note_comes_after_the_end(db: Connection) -> None:
    bo = staff(db, "bo")
    number = open_and_claim(db, bo)
    desk.close(db, number, bo, "answered", MONDAY)
    with pytest.raises(NotYours):
        _write(db, number, bo)


def test_who_is_asked_for_advice_reads_the_enquiry_and_finds_it_in_their_queue(
    db: Connection,
) -> None:
    bo, gun = staff(db, "bo"), staff(db, "gun")
    number = open_and_claim(db, bo)
    assert not _may_see(db, number, gun)

    _consult(db, number, bo)

    assert _may_see(db, number, gun)
    assert [one.number for one in queue_of(db, gun, "consulted")] == [number]
    assert not _may_see(db, number, hired(db, "siv", functions=["samverkan"]))


def test_who_is_asked_for_advice_writes_to_colleagues_and_does_nothing_else(
    db: Connection,
) -> None:
    bo, gun = staff(db, "bo"), staff(db, "gun")
    number = open_and_claim(db, bo)
    _consult(db, number, bo)

    with pytest.raises(NotYours):
        desk.reply(db, number, gun, str(uuid4()), "Hej", MONDAY, seen=99)
    with pytest.raises(NotYours):
        handing_on.transfer(db, number, gun, GUNS, "", MONDAY)
    with pytest.raises(NotYours):
        desk.close(db, number, gun, "answered", MONDAY)
    with pytest.raises(NotYours):
        _consult(db, number, gun, "samverkan")
    with pytest.raises(NoSuchEnquiry):
        desk.claim(db, number, gun, MONDAY)
    assert desk.numbered(db, number).agent_id == bo.id


def test_advice_is_given_by_a_note_and_ends_the_right_to_read(db: Connection) -> None:
    bo, gun = staff(db, "bo"), staff(db, "gun")
    number = open_and_claim(db, bo)
    _consult(db, number, bo)

    _write(db, number, gun, "Ja, de får bidrag.")

    assert not _may_see(db, number, gun)
    assert queue_of(db, gun, "consulted") == []
    assert [(one.by, one.text) for one in _notes(db, number)][-1] == ("Gun", "Ja, de får bidrag.")
    assert [what for _, what, _ in log_of(db, number)][-3:] == ["consulted", "noted", "advised"]


def test_the_owners_own_note_does_not_answer_for_those_who_were_asked(db: Connection) -> None:
    both = hired(db, "bea", functions=["fritidsbokningen", GUNS])
    number = open_and_claim(db, both)
    _consult(db, number, both)
    _write(db, number, both)
    assert _may_see(db, number, staff(db, "gun"))


def test_a_function_is_asked_once_until_it_has_answered(db: Connection) -> None:
    bo, gun = staff(db, "bo"), staff(db, "gun")
    number = open_and_claim(db, bo)
    _consult(db, number, bo)
    _consult(db, number, bo)
    assert db.scalar(sa.select(sa.func.count()).select_from(consultation)) == 1
    _write(db, number, gun)
    _consult(db, number, bo)
    assert _may_see(db, number, gun)


def test_who_was_asked_reads_no_more_once_it_has_ended(db: Connection) -> None:
    bo, gun = staff(db, "bo"), staff(db, "gun")
    number = open_and_claim(db, bo)
    _consult(db, number, bo)
    desk.close(db, number, bo, "answered", MONDAY)
    assert not _may_see(db, number, gun)


@pytest.mark.parametrize("function", ["finns-inte", "fritidsbokningen"])
def test_advice_is_asked_of_another_function_that_there_is(db: Connection, function: str) -> None:
    bo = staff(db, "bo")
    number = open_and_claim(db, bo)
    with pytest.raises(UnknownFunction):
        _consult(db, number, bo, function)
    assert _notes(db, number) == []


def test_only_the_owner_asks_for_advice(db: Connection) -> None:
    bo = staff(db, "bo")
    number = open_one(db)
    with pytest.raises(NotYours):
        _consult(db, number, bo)
