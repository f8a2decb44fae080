"""Two questions of the same association are one, and neither of those who asked is lost."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from db.desk import joined as joined_rows
from db.schema import conversation, enquiry
from servicecenter import desk, erasing, handing_on, joining, ledger, withdrawing
from servicecenter.reopening import WITHIN
from tests.cast import MONDAY
from tests.servicecenter.stage import log_of, queue_of, staff, state_of, told
from tests.servicecenter.together import LATER, answers, asked, heard, joined, two, writes

A_SECOND = timedelta(seconds=1)


def test_it_is_closed_and_leads_to_the_one_that_goes_on(db: Connection) -> None:
    bo, first, _, second = joined(db)
    gone = desk.enquiry_for_agent(db, second, bo)
    assert (gone.outcome, gone.joined_to, state_of(db, second)) == ("joined", first, "closed")
    assert [one.number for one in queue_of(db, bo)] == [first]
    assert log_of(db, second)[-1] == ("bo", "joined", {"to": first})
    assert log_of(db, first)[-1] == ("bo", "took_in", {"to": second})
    assert ledger.faults(db, MONDAY) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [("sv", "fortsätter under nummer"), ("fi", "jatkuu numerolla"), ("en", "goes on under number")],
)
def test_its_visitor_is_told_in_their_language(db: Connection, language: str, words: str) -> None:
    bo, first, visitor, second = two(db)
    here = conversation.update().where(conversation.c.id == visitor.id)
    db.execute(here.values(language=language))
    before = told(db, first)
    joining.join(db, first, bo, second, MONDAY)
    last = told(db, second)[-1]
    assert words in last
    assert first in last
    assert second in last
    assert told(db, first) == before


def test_answers_go_to_both_once(db: Connection) -> None:
    bo, first, _, second = joined(db)
    name = answers(db, first, bo)
    desk.reply(db, first, bo, name, "Ring vakten", LATER, seen=99)
    assert heard(db, first) == heard(db, second) == ["Ring vakten"]


def test_what_its_visitor_writes_reaches_the_one_who_has_the_other(db: Connection) -> None:
    bo, first, visitor, second = joined(db)
    writes(db, visitor)  # though Bo has no page of the desk open
    one = desk.enquiry_for_agent(db, second, bo)
    assert (one.agent_id, one.closed_at, one.joined_to, one.unanswered) == (bo.id, None, None, True)
    assert second in [one.number for one in queue_of(db, bo, "unanswered", LATER)]
    assert told(db, second)[-1].startswith("Bo på Fritidsbokningen har fått din fråga")
    assert log_of(db, second)[-1] == ("visitor", "reopened", {"agent": "bo"})
    answers(db, first, bo)
    assert heard(db, second) == []  # it is a question by itself again
    assert ledger.faults(db, LATER) == []


@pytest.mark.parametrize("words", ["Tack!", "Hej då"])
def test_while_the_other_is_open_nothing_that_is_written_goes_to_the_bot(
    db: Connection, words: str
) -> None:
    _, _, visitor, second = joined(db)
    writes(db, visitor, words)
    assert state_of(db, second) == "person"


def test_it_follows_the_other_to_where_that_one_is(db: Connection) -> None:
    bo, first, visitor, second = joined(db)
    gun = staff(db, "gun")
    handing_on.transfer(db, first, bo, "bidrag-kultur-fritid", "", MONDAY)
    assert told(db, second)[-1].startswith("Din fråga har gått vidare till Bidrag")
    writes(db, visitor)
    one = desk.enquiry_for_agent(db, second, gun)
    assert (one.function_id, one.agent_id) == ("bidrag-kultur-fritid", None)
    assert state_of(db, second) == "waiting"
    assert ledger.faults(db, LATER) == []


def test_after_the_end_it_opens_as_the_other_would(db: Connection) -> None:
    bo, first, visitor, second = joined(db)
    answers(db, first, bo)
    desk.close(db, first, bo, "answered", MONDAY)
    assert told(db, second)[-1].startswith("Bo har avslutat din fråga")
    with db.begin_nested() as now:
        writes(db, visitor, "Tack!")
        assert state_of(db, second) == "bot"
        now.rollback()
    with db.begin_nested() as now:
        writes(db, visitor, now=MONDAY + WITHIN)
        assert state_of(db, second) == "bot"
        now.rollback()
    writes(db, visitor, now=MONDAY + WITHIN - A_SECOND)
    assert state_of(db, second) == "waiting"  # Bo is not at the desk


@pytest.mark.parametrize("how", ["withdrawn", "erased"])
def test_who_waits_gets_their_question_back_when_the_other_is_taken_back(
    db: Connection, how: str
) -> None:
    bo, (asker, first), (_, second) = staff(db, "bo"), asked(db), asked(db)
    desk.claim(db, first, bo, MONDAY)
    joining.join(db, first, bo, second, MONDAY)
    if how == "withdrawn":
        withdrawing.withdraw(db, asker.id, asker.secret, first, MONDAY)
    else:
        erasing.erase(db, asker.id, asker.secret, MONDAY)
    one = desk.numbered(db, second)
    assert (one.closed_at, one.joined_to) == (None, None)
    assert log_of(db, second)[-1][:2] == ("system", "reopened")
    assert ledger.faults(db, MONDAY) == []


def test_its_visitor_can_take_it_back_and_the_other_goes_on(db: Connection) -> None:
    bo, first, visitor, second = joined(db)
    assert withdrawing.withdraw(db, visitor.id, visitor.secret, second, MONDAY)
    assert not withdrawing.withdraw(db, visitor.id, visitor.secret, second, MONDAY)
    answers(db, first, bo)
    assert (desk.numbered(db, second).outcome, heard(db, second)) == ("withdrawn", [])
    assert ledger.faults(db, MONDAY) == []


def test_nothing_is_written_where_its_visitor_has_erased_all(db: Connection) -> None:
    bo, first, visitor, second = joined(db)
    erasing.erase(db, visitor.id, visitor.secret, MONDAY)
    answers(db, first, bo)
    assert heard(db, second) == []


def test_what_has_been_joined_goes_along_when_that_one_is_joined(db: Connection) -> None:
    bo, first, _, second = joined(db)
    _, third = asked(db)
    desk.claim(db, third, bo, MONDAY)
    joining.join(db, third, bo, first, MONDAY)
    assert desk.numbered(db, second).joined_to == third
    assert third in told(db, second)[-1]
    answers(db, third, bo)
    assert heard(db, first) == heard(db, second) == ["Ring vakten"]
    assert ledger.faults(db, LATER) == []


def test_the_ledger_names_what_goes_on_where_no_one_answers(db: Connection) -> None:
    _, first, _, second = joined(db)
    taken_back = {"outcome": "withdrawn", "closed_at": MONDAY}
    db.execute(sa.update(enquiry).where(enquiry.c.number == first).values(taken_back))
    of_it = conversation.c.id == desk.conversation_of(db, first)
    db.execute(conversation.update().where(of_it).values(state="closed"))
    wrong = f"enquiry {second} is joined to one in which no one answers its visitor"
    assert ledger.faults(db, MONDAY) == [wrong]
    db.execute(joined_rows.delete())
    assert ledger.faults(db, MONDAY) == [wrong]


def test_the_ledger_names_what_is_open_and_goes_on_in_another(db: Connection) -> None:
    _, _, _, second = joined(db)
    db.execute(sa.update(enquiry).where(enquiry.c.number == second).values(outcome="answered"))
    assert ledger.faults(db, MONDAY) == [
        f"enquiry {second} goes on in another one, and is not closed as joined"
    ]
