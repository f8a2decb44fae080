"""The ledger finds nothing in a database where all went well, and names each planted fault."""

from datetime import timedelta

import pytest
from sqlalchemy import Connection

from conversations.content import Text
from conversations.messages import add
from conversations.receive import Started
from db.schema import agent, conversation, enquiry, message
from servicecenter import agents, desk, handing_on
from servicecenter.contact_paths import DUTY
from servicecenter.ledger import TURN_LIMIT, faults
from tests.cast import MONDAY
from tests.servicecenter.stage import begin, hand_over, open_and_claim, open_one, say, staff

LATER = MONDAY + timedelta(hours=1)
NAMED = "55555555-5555-4555-8555-555555555555"


def _answered_by_bot(db: Connection) -> Started:
    visitor = begin(db)
    add(db, visitor.id, "bot", Text(text="Så här."), MONDAY)
    here = message.c.conversation_id == visitor.id
    db.execute(message.update().where(here, message.c.turn == "pending").values(turn="done"))
    return visitor


def _set_state(db: Connection, conversation_id: str, state: str) -> None:
    here = conversation.c.id == conversation_id
    db.execute(conversation.update().where(here).values(state=state))


def test_an_empty_database_has_no_faults(db: Connection) -> None:
    assert faults(db, LATER) == []


def test_a_day_on_which_all_went_well_has_no_faults(db: Connection) -> None:
    bo = staff(db, "bo")
    _answered_by_bot(db)
    open_one(db)
    open_and_claim(db, bo)
    for end in (desk.release, desk.return_to_bot):
        end(db, open_and_claim(db, bo), bo, MONDAY)
    moved, closed, replied = (open_and_claim(db, bo) for _ in range(3))
    handing_on.transfer(db, moved, bo, "samverkan", "", MONDAY)
    desk.close(db, closed, bo, "answered", MONDAY)
    desk.reply(db, replied, bo, NAMED, "Hej", MONDAY, seen=99)

    assert faults(db, LATER) == []


def test_an_enquiry_may_follow_on_a_closed_one(db: Connection) -> None:
    bo, visitor = staff(db, "bo"), begin(db)
    first = hand_over(db, visitor).number
    desk.claim(db, first, bo, MONDAY)
    desk.close(db, first, bo, "answered", MONDAY)
    say(db, visitor, "En sak till")
    hand_over(db, visitor)

    assert faults(db, LATER) == []


def test_a_question_that_waits_for_the_bot_too_long_is_named(db: Connection) -> None:
    visitor = begin(db)
    named = f"message 2 of conversation {visitor.id} waits for the bot since long"

    assert faults(db, MONDAY + TURN_LIMIT) == []
    assert faults(db, MONDAY + TURN_LIMIT + timedelta(seconds=1)) == [named]


@pytest.mark.parametrize("state", ["waiting", "person"])
def test_a_conversation_that_waits_for_a_person_without_an_enquiry_is_named(
    db: Connection, state: str
) -> None:
    visitor = _answered_by_bot(db)
    _set_state(db, visitor.id, state)
    assert faults(db, LATER) == [
        f"conversation {visitor.id} is {state} but no enquiry of it is open"
    ]


def test_a_conversation_that_waits_on_an_enquiry_that_is_closed_is_named(db: Connection) -> None:
    bo = staff(db, "bo")
    number = open_and_claim(db, bo)
    desk.close(db, number, bo, "answered", MONDAY)
    waiting = desk.conversation_of(db, number)
    _set_state(db, waiting, "waiting")
    assert faults(db, LATER) == [f"conversation {waiting} is waiting but no enquiry of it is open"]


@pytest.mark.parametrize("state", ["bot", "closed", "person"])
def test_an_enquiry_that_no_one_has_must_be_waited_for(db: Connection, state: str) -> None:
    visitor = _answered_by_bot(db)
    number = hand_over(db, visitor).number
    _set_state(db, visitor.id, state)
    assert faults(db, LATER) == [f"enquiry {number} is open but its conversation is {state}"]


@pytest.mark.parametrize("state", ["bot", "closed", "waiting"])
def test_an_enquiry_that_someone_has_must_be_with_that_person(db: Connection, state: str) -> None:
    visitor = _answered_by_bot(db)
    number = hand_over(db, visitor).number
    desk.claim(db, number, staff(db, "bo"), MONDAY)
    _set_state(db, visitor.id, state)
    assert faults(db, LATER) == [f"enquiry {number} is open but its conversation is {state}"]


def test_a_conversation_with_two_open_enquiries_is_named(db: Connection) -> None:
    visitor, other = begin(db), begin(db)
    hand_over(db, visitor)
    number = hand_over(db, other).number
    moved = enquiry.update().where(enquiry.c.number == number)
    db.execute(moved.values(conversation_id=visitor.id))

    assert f"conversation {visitor.id} has several open enquiries" in faults(db, LATER)


def test_an_enquiry_of_someone_who_is_removed_is_named(db: Connection) -> None:
    number = open_and_claim(db, staff(db, "bo"))
    db.execute(agent.update().where(agent.c.login == "bo").values(active=False))
    assert faults(db, LATER) == [f"enquiry {number} is claimed by bo, who is removed"]


def test_a_closed_enquiry_of_someone_who_is_removed_is_no_fault(db: Connection) -> None:
    bo = staff(db, "bo")
    desk.close(db, open_and_claim(db, bo), bo, "answered", MONDAY)
    agents.shut_out(db, "bo")
    assert faults(db, LATER) == []


def test_a_question_that_the_bot_marked_done_without_a_word_is_named(db: Connection) -> None:
    visitor = _answered_by_bot(db)
    say(db, visitor, "Och på söndagar?")
    here = message.c.conversation_id == visitor.id
    db.execute(message.update().where(here, message.c.turn == "pending").values(turn="done"))
    assert faults(db, LATER) == [
        f"conversation {visitor.id} ends with a question that no one answers"
    ]


def test_an_enquiry_of_a_function_that_does_not_exist_is_named(db: Connection) -> None:
    number = open_one(db)
    _let_go_of_functions(db)
    db.execute(enquiry.update().where(enquiry.c.number == number).values(function_id="disbanded"))
    assert faults(db, LATER) == [f"enquiry {number} belongs to 'disbanded', which does not exist"]


def _let_go_of_functions(db: Connection) -> None:
    """What the schema forbids is planted all the same; the test's transaction is undone."""
    if db.dialect.name == "sqlite":
        db.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    else:
        name = "fk_enquiry_function_id"
        db.exec_driver_sql(f"ALTER TABLE enquiry DROP CONSTRAINT {name}")


def test_each_of_several_faults_is_named(db: Connection) -> None:
    stuck, lost = begin(db), _answered_by_bot(db)
    _set_state(db, lost.id, "waiting")
    number = open_one(db, DUTY)
    _set_state(db, desk.conversation_of(db, number), "closed")

    assert {fault.split()[0] for fault in faults(db, LATER)} == {
        "message",
        "conversation",
        "enquiry",
    }
    assert any(stuck.id in fault for fault in faults(db, LATER))
