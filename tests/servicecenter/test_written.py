"""What is added to a question of the plain form goes where that question goes on."""

from dataclasses import replace
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy import Connection

from conversations.content import Receipt
from db.schema import enquiry
from servicecenter import desk, enquiries, joining, ledger, written
from servicecenter.agents import Agent
from servicecenter.written import Written
from tests.cast import MONDAY
from tests.servicecenter.stage import queue_of, staff, state_of, told
from tests.servicecenter.together import KORPEN, LATER, asked

FORM = Written(uuid4(), "Dörren går inte upp", "sv", "sv", "Hej!", "", "", lambda *_: "")
MORE = replace(FORM, text="Det är hall B")


def _sends(db: Connection, form: Written) -> Receipt:
    return written.ask(db, form, "booking", "fritidsbokningen", LATER)


def _asked_and_taken(db: Connection) -> tuple[Agent, str]:
    bo, number = staff(db, "bo"), _sends(db, FORM).number
    desk.claim(db, number, bo, MONDAY)
    return bo, number


def test_words_added_to_one_that_was_joined_reach_who_has_the_other(db: Connection) -> None:
    bo, (_, first), second = staff(db, "bo"), asked(db), _sends(db, FORM).number
    known = {"organisation_number": KORPEN}
    enquiries.keep_details(db, desk.conversation_of(db, second), known, MONDAY)
    desk.claim(db, first, bo, MONDAY)
    joining.join(db, first, bo, second, MONDAY)

    receipt = _sends(db, MORE)

    one = desk.enquiry_for_agent(db, second, bo)
    assert (one.agent_id, one.closed_at, one.joined_to, one.unanswered) == (bo.id, None, None, True)
    assert {each.number for each in queue_of(db, bo, "unanswered", LATER)} == {first, second}
    assert db.scalar(sa.select(sa.func.count()).select_from(enquiry)) == 2
    assert (receipt.number, receipt.answer_by) == (second, one.deadline)
    assert ledger.faults(db, LATER) == []


def test_words_added_after_the_end_open_the_same_question_again(db: Connection) -> None:
    bo, number = _asked_and_taken(db)
    desk.close(db, number, bo, "answered", MONDAY)

    receipts = [_sends(db, MORE), _sends(db, MORE)]

    assert [one.number for one in receipts] == [number, number]
    assert state_of(db, number) == "waiting"
    assert len([words for words in told(db, number) if "är öppen igen" in words]) == 1
    assert receipts[0].answer_by == desk.numbered(db, number).deadline


def test_the_same_words_after_the_end_change_nothing(db: Connection) -> None:
    bo, number = _asked_and_taken(db)
    desk.close(db, number, bo, "answered", MONDAY)
    assert _sends(db, FORM).number == number
    assert state_of(db, number) == "closed"
