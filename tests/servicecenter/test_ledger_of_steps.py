"""The ledger names each open enquiry that could be forgotten, each letter that was lost, and each
end that has no reason: the faults are planted by hand, since the code makes none of them."""

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from db.schema import enquiry_log
from outbox import mail, rows
from servicecenter import desk, following, ledger, putting_off
from servicecenter.contact_paths import DUTY
from servicecenter.ledger import faults
from servicecenter.ledger_of_steps import ANSWERED_LIMIT
from tests.cast import MONDAY
from tests.servicecenter.followed import (
    AFTER,
    DEADLINE,
    HALF,
    PAGE,
    THREE_QUARTERS,
    answer,
    confirm_mailbox,
    done,
    look,
    row,
)
from tests.servicecenter.stage import begin, hand_over, open_and_claim, open_one, say, staff

LATER = MONDAY + timedelta(hours=1)


def plant(db: Connection, fault: str, **named: object) -> None:
    db.execute(sa.text(fault), named)


def stored(moment: datetime) -> str:
    """As both databases hold it."""
    return f"{moment.astimezone(MONDAY.tzinfo).replace(tzinfo=None):%Y-%m-%d %H:%M:%S.%f}"


def test_a_year_of_silence_is_no_fault_when_all_are_told(db: Connection) -> None:
    bo = staff(db, "bo")
    open_one(db), open_and_claim(db, bo)
    for moment in (HALF, DEADLINE, AFTER):
        look(db, moment)
        assert (faults(db, moment), ledger.overlooked(db, moment)) == ([], [])


def test_what_is_past_its_deadline_without_having_been_escalated_is_named(db: Connection) -> None:
    number = open_one(db)
    late = DEADLINE + timedelta(minutes=6)
    assert ledger.overlooked(db, DEADLINE + timedelta(minutes=5)) == []
    assert ledger.overlooked(db, late) == [number]
    assert faults(db, late) == [f"enquiry {number} is past its deadline, and no one was told"]
    look(db, late)
    assert (ledger.overlooked(db, late), faults(db, late)) == ([], [])


def test_what_was_asked_again_long_ago_and_has_not_been_followed_up_is_named(
    db: Connection,
) -> None:
    bo, visitor = staff(db, "bo"), begin(db)
    number = hand_over(db, visitor).number
    desk.claim(db, number, bo, MONDAY)
    answer(db, number, bo, MONDAY)
    look(db, DEADLINE)
    say(db, visitor, "Fortfarande låst", DEADLINE)
    assert ledger.overlooked(db, DEADLINE + timedelta(minutes=5)) == []
    assert ledger.overlooked(db, DEADLINE + timedelta(minutes=6)) == [number]


def test_what_is_owned_by_a_function_where_no_one_works_is_named(db: Connection) -> None:
    number = open_one(db, "samverkan")
    plant(db, "UPDATE agent SET active = false WHERE login = 'ada'")
    assert faults(db, LATER) == [f"enquiry {number} is owned by samverkan, where no one works"]


def test_what_has_no_deadline_is_named(db: Connection) -> None:
    number = open_one(db)
    plant(db, "UPDATE enquiry SET deadline = opened_at")
    assert f"enquiry {number} has no deadline" in faults(db, LATER)


def test_what_has_no_next_step_is_named(db: Connection) -> None:
    number = open_one(db)
    plant(db, "UPDATE enquiry SET next_step_at = NULL")
    assert faults(db, LATER) == [f"enquiry {number} has no next step"]
    look(db, LATER)
    assert (row(db, number).next_step_at, faults(db, LATER)) == (HALF, [])


def test_what_was_opened_in_the_future_is_named(db: Connection) -> None:
    number = open_one(db)
    named = f"enquiry {number} was opened in the future: a clock was wrong"
    assert named in faults(db, MONDAY - timedelta(days=1))


def test_what_was_answered_long_ago_and_is_still_open_is_named(db: Connection) -> None:
    bo = staff(db, "bo")
    number = open_and_claim(db, bo)
    answer(db, number, bo, MONDAY)
    look(db, DEADLINE)
    end = MONDAY + ANSWERED_LIMIT
    named = f"enquiry {number} was answered long ago and is still open"
    assert (faults(db, end), faults(db, end + timedelta(seconds=1))) == ([], [named])


@pytest.mark.parametrize("has", ["ada", None])
def test_what_one_has_taken_and_another_has_is_named(db: Connection, has: str | None) -> None:
    number = open_and_claim(db, staff(db, "bo"))
    agent_id = has and staff(db, has).id
    plant(db, "UPDATE enquiry SET agent_id = :it", it=agent_id)
    named = f"enquiry {number} has two owners: taken by bo, with {has or 'no one'}"
    assert named in faults(db, LATER)


def test_what_someone_has_whom_the_log_does_not_know_is_named(db: Connection) -> None:
    number = open_one(db)
    plant(db, "UPDATE enquiry SET agent_id = :bo", bo=staff(db, "bo").id)
    named = f"enquiry {number} has two owners: taken by no one, with bo"
    assert named in faults(db, LATER)


def test_a_message_after_the_close_that_no_one_has_is_named(db: Connection) -> None:
    bo = staff(db, "bo")
    number = open_and_claim(db, bo)
    desk.close(db, number, bo, "answered", MONDAY)
    of = desk.conversation_of(db, number)
    plant(
        db,
        "INSERT INTO message (conversation_id, seq, sender, content, at) "
        'VALUES (:of, 99, \'visitor\', \'{"kind": "text", "text": "Hallå"}\', :at)',
        of=of,
        at=stored(LATER),
    )
    assert faults(db, LATER) == [f"conversation {of} ends with a question that no one answers"]


@pytest.mark.parametrize("letters", ["gone", "sent", "dropped"])
def test_a_letter_that_the_log_tells_of_and_the_outbox_has_lost_is_named(
    db: Connection, letters: str
) -> None:
    confirm_mailbox(db, "fritidsbokningen")
    number = open_one(db)
    look(db, HALF, PAGE)
    if letters == "gone":
        plant(db, "DELETE FROM outbox")
    elif letters == "dropped":
        plant(db, "UPDATE outbox SET failed_at = created_at, error = 'no'")
        [given_up] = rows.given_up(db, mail.CHANNEL)
        assert rows.drop(db, given_up.id)
    else:
        plant(db, "UPDATE outbox SET sent_at = created_at, recipient = '', payload = '{}'")
    lost = f"enquiry {number}: a letter was to be sent (reminded), and the outbox has lost it"
    assert faults(db, HALF) == ([lost] if letters == "gone" else [])


@pytest.mark.parametrize("outcome", ["", "därför"])
def test_what_is_closed_without_a_reason_is_named(db: Connection, outcome: str) -> None:
    bo = staff(db, "bo")
    number = open_and_claim(db, bo)
    desk.close(db, number, bo, "answered", MONDAY)
    plant(db, "UPDATE enquiry SET outcome = :it", it=outcome)
    assert faults(db, LATER) == [f"enquiry {number} is closed without a reason"]


def test_what_is_marked_as_escalated_without_a_line_in_the_log_is_named(db: Connection) -> None:
    number = open_one(db, DUTY)
    plant(db, "UPDATE enquiry SET step = 3")
    assert faults(db, LATER) == [
        f"enquiry {number} is marked as with the duty role, and its log knows nothing of it"
    ]


def test_a_step_that_was_due_and_has_not_been_taken_is_named(db: Connection) -> None:
    number = open_one(db)
    late = HALF + timedelta(minutes=6)
    named = f"enquiry {number} has a step that was due and has not been taken"
    assert (faults(db, HALF), faults(db, late)) == ([], [named])
    look(db, late)
    assert faults(db, late) == []


def test_a_step_of_what_is_paused_is_not_due(db: Connection) -> None:
    bo = staff(db, "bo")
    number = open_and_claim(db, bo)
    putting_off.put_off(db, number, bo, THREE_QUARTERS, MONDAY)
    assert faults(db, THREE_QUARTERS - timedelta(minutes=1)) == []
    [named] = faults(db, THREE_QUARTERS + timedelta(minutes=6))
    assert named == f"enquiry {number} has a step that was due and has not been taken"


def test_what_is_paused_although_no_one_has_it_is_named(db: Connection) -> None:
    number = open_one(db)
    plant(db, "INSERT INTO hold (enquiry_id, until, seq) SELECT id, deadline, 99 FROM enquiry")
    assert faults(db, LATER) == [f"enquiry {number} is paused, and no one has it"]


@pytest.mark.parametrize(("moment", "what"), [(HALF, "reminded"), (DEADLINE, "escalated")])
def test_a_step_that_was_taken_twice_is_named(db: Connection, moment: datetime, what: str) -> None:
    number = open_one(db)
    look(db, moment)
    plant(
        db,
        "INSERT INTO enquiry_log (enquiry_id, at, who, what, details) "
        "SELECT enquiry_id, at, who, what, details FROM enquiry_log WHERE who = 'system'",
    )
    assert faults(db, moment) == [f"enquiry {number} was {what} twice"]


def test_what_is_late_a_second_time_is_escalated_again_and_that_is_no_fault(
    db: Connection,
) -> None:
    number = open_one(db)
    look(db, DEADLINE)
    desk.claim(db, number, staff(db, "ada"), DEADLINE)
    again = row(db, number).deadline
    look(db, again)
    assert [what for what, _ in done(db, number)] == ["escalated"] * 2
    assert faults(db, again) == []


def test_what_went_to_another_than_the_duty_role_at_its_deadline_is_named(db: Connection) -> None:
    number = open_one(db)
    look(db, DEADLINE)
    details = {"from": "fritidsbokningen", "to": "samverkan", "step": 3, "since": "x"}
    escalated = enquiry_log.update().where(enquiry_log.c.what == "escalated")
    db.execute(escalated.values(details=details))
    named = f"enquiry {number} was to go to the duty role, and went to samverkan"
    assert named in faults(db, DEADLINE)


def test_the_steps_of_all_that_waits_are_taken_some_at_a_time(
    db: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "AT_ONCE", 2)
    numbers = [open_one(db) for _ in range(5)]
    assert len(following.take_due(db, None, HALF)) == 2
    look(db, HALF)
    assert {row(db, number).step for number in numbers} == {1}
