"""What the asker writes after the end reaches who answered, if they are here, else the queue."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from conversations.content import Text
from conversations.gist import is_thanks
from conversations.receive import Started, receive
from db.schema import enquiry, session
from servicecenter import absences, agents, desk, ledger, presence, reopening
from servicecenter.agents import Agent
from servicecenter.reopening import WITHIN
from tests.cast import MONDAY
from tests.servicecenter.stage import (
    begin,
    comes,
    hand_over,
    log_of,
    open_one,
    queue_of,
    staff,
    state_of,
    told,
)

A_SECOND = timedelta(seconds=1)
LATER = MONDAY + timedelta(minutes=5)


def _closed(db: Connection, outcome: str = "answered") -> tuple[Started, str, Agent]:
    """By Bo, who is at the desk."""
    bo, visitor = staff(db, "bo"), begin(db)
    number = hand_over(db, visitor).number
    desk.claim(db, number, bo, MONDAY)
    desk.close(db, number, bo, outcome, MONDAY)
    comes(db, bo, LATER)
    return visitor, number, bo


def _writes(
    db: Connection,
    visitor: Started,
    words: str = "Men vilken dörr?",
    now: datetime = LATER,
    choice: str | None = None,
) -> None:
    said = Text(text=words, choice=choice)
    receive(db, visitor.id, visitor.secret, str(uuid4()), said, now, reopening)


def _is_open(db: Connection, number: str) -> bool:
    return desk.numbered(db, number).closed_at is None


def test_it_is_with_the_same_agent_again_who_is_told_by_the_queue(db: Connection) -> None:
    visitor, number, bo = _closed(db)

    _writes(db, visitor)

    one = desk.enquiry_for_agent(db, number, bo)
    assert (one.agent_id, one.closed_at, one.outcome, one.unanswered) == (bo.id, None, None, True)
    assert state_of(db, number) == "person"
    assert [one.number for one in queue_of(db, bo, "unanswered", LATER)] == [number]
    assert told(db, number)[-1].startswith(f"Bo på Fritidsbokningen har fått din fråga {number}")
    assert log_of(db, number)[-1] == ("visitor", "reopened", {"agent": "bo"})
    assert ledger.faults(db, LATER) == []


def test_it_waits_in_the_queue_when_the_agent_is_not_at_the_desk(db: Connection) -> None:
    visitor, number, _ = _closed(db)
    now = LATER + presence.GONE_AFTER

    _writes(db, visitor, now=now)

    one = desk.numbered(db, number)
    assert (one.agent_id, one.closed_at) == (None, None)
    assert state_of(db, number) == "waiting"
    assert told(db, number)[-1].startswith(f"Fråga {number} är öppen igen. Den väntar hos")
    assert log_of(db, number)[-1] == ("visitor", "reopened", {})
    assert ledger.faults(db, now) == []


def test_it_has_a_new_deadline(db: Connection) -> None:
    visitor, number, _ = _closed(db)
    now = MONDAY + timedelta(days=3)
    before = desk.numbered(db, number).deadline
    assert before < now
    _writes(db, visitor, now=now)
    assert desk.numbered(db, number).deadline > now
    assert ledger.faults(db, now) == []


@pytest.mark.parametrize("why", ["logged out", "away", "moved", "shut out"])
def test_who_cannot_answer_any_more_does_not_get_it(db: Connection, why: str) -> None:
    visitor, number, bo = _closed(db)
    if why == "logged out":
        db.execute(session.delete().where(session.c.agent_id == bo.id))
    elif why == "away":
        absences.enter(db, MONDAY, MONDAY + timedelta(days=1), MONDAY, agent_id=bo.id)
    elif why == "moved":
        db.execute(
            enquiry.update().where(enquiry.c.number == number).values(function_id="samverkan")
        )
    else:
        agents.shut_out(db, "bo")
        comes(db, bo, LATER)
    _writes(db, visitor)
    assert desk.numbered(db, number).agent_id is None
    assert _is_open(db, number)


@pytest.mark.parametrize("outcome", desk.OUTCOMES)
def test_however_it_ended(db: Connection, outcome: str) -> None:
    visitor, number, _ = _closed(db, outcome)
    _writes(db, visitor)
    assert _is_open(db, number)


@pytest.mark.parametrize(
    "words", ["Tack!", "Tack så mycket för hjälpen", "Kiitos!", "👍", "Hej då"]
)
def test_thanks_open_nothing(db: Connection, words: str) -> None:
    visitor, number, _ = _closed(db)
    _writes(db, visitor, words)
    assert not _is_open(db, number)
    assert state_of(db, number) == "bot"


@pytest.mark.parametrize(
    "words", ["Tack men det stämmer inte", "Hej, det är låst igen", "Okej, och sen?", "Nej"]
)
def test_whatever_else_is_said_is_no_thanks(words: str) -> None:
    assert not is_thanks(words)


def test_what_comes_later_than_a_week_is_a_new_question(db: Connection) -> None:
    visitor, number, _ = _closed(db)
    _writes(db, visitor, now=MONDAY + WITHIN)
    assert not _is_open(db, number)

    visitor, number, _ = _closed(db)
    _writes(db, visitor, now=MONDAY + WITHIN - A_SECOND)
    assert _is_open(db, number)


def test_what_the_asker_has_taken_back_stays_closed(db: Connection) -> None:
    visitor, number, _ = _closed(db)
    db.execute(enquiry.update().where(enquiry.c.number == number).values(outcome="withdrawn"))
    _writes(db, visitor)
    assert not _is_open(db, number)


def test_the_same_message_again_is_stored_once(db: Connection) -> None:
    visitor, number, _ = _closed(db)
    name, said = str(uuid4()), Text(text="Men vilken dörr?")
    first, again = (
        receive(db, visitor.id, visitor.secret, name, said, LATER, reopening) for _ in range(2)
    )
    assert (first.seq, again.is_new) == (again.seq, False)
    assert [what for _, what, _ in log_of(db, number)].count("reopened") == 1


def test_here_is_who_has_said_so_lately_and_is_logged_in(db: Connection) -> None:
    bo, gun = staff(db, "bo"), staff(db, "gun")
    comes(db, bo, MONDAY)
    presence.tell_here(db, gun.id, MONDAY)  # whose session has ended
    gone = MONDAY + presence.GONE_AFTER
    assert presence.here(db, gone - A_SECOND) == {bo.id}
    assert presence.here(db, gone) == frozenset()
    presence.tell_here(db, bo.id, gone)
    assert presence.here(db, gone) == {bo.id}


def test_only_the_last_enquiry_of_a_conversation_is_opened(db: Connection) -> None:
    visitor, first, bo = _closed(db)
    again = sa.update(enquiry).where(enquiry.c.number == first)
    db.execute(again.values(closed_at=MONDAY - timedelta(hours=1)))
    second = hand_over(db, visitor).number
    desk.claim(db, second, bo, MONDAY)
    desk.close(db, second, bo, "answered", MONDAY)
    open_one(db)
    _writes(db, visitor)
    assert (_is_open(db, first), _is_open(db, second)) == (False, True)
