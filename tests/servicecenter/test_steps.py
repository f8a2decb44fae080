"""What no one answers goes its fixed way, in working hours: each step once, to the right role."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection, Engine

from db.outside import outbox
from servicecenter import desk, enquiries, following, handing_on
from servicecenter.contact_paths import DUTY
from servicecenter.desk import NoSuchEnquiry
from servicecenter.ledger import faults, overlooked
from tests.cast import MONDAY
from tests.servicecenter.followed import (
    AFTER,
    DEADLINE,
    HALF,
    MOMENT,
    PAGE,
    THREE_QUARTERS,
    answer,
    at,
    confirm_mailbox,
    done,
    look,
    row,
)
from tests.servicecenter.stage import (
    begin,
    hand_over,
    hired,
    log_of,
    open_and_claim,
    open_one,
    queue_of,
    say,
    staff,
    state_of,
    told,
)


def test_what_no_one_takes_is_reminded_of_then_the_deputys_then_the_dutys_then_everyones(
    db: Connection,
) -> None:
    number = open_one(db, "foreningsstod")
    found = []
    for moment in (HALF, THREE_QUARTERS, DEADLINE, AFTER):
        look(db, moment - MOMENT)
        before = len(done(db, number))
        look(db, moment)
        found.append((before, done(db, number)[before:]))

    assert found == [
        (0, [("reminded", "foreningsstod")]),
        (1, [("escalated", "bidrag-kultur-fritid")]),
        (2, [("escalated", DUTY)]),
        (3, [("shown_to_all", DUTY)]),
    ]
    look(db, AFTER + timedelta(days=60))
    assert len(done(db, number)) == 4


def test_a_step_is_taken_once_however_often_one_looks(db: Connection) -> None:
    number = open_one(db)
    for _ in range(3):
        look(db, HALF)
    look(db, HALF - timedelta(days=300))  # the clock was put back
    look(db, HALF)
    assert done(db, number) == [("reminded", "fritidsbokningen")]


def test_after_downtime_only_the_last_step_that_is_due_is_taken(db: Connection) -> None:
    number = open_one(db, "foreningsstod")
    look(db, DEADLINE + timedelta(hours=1))
    assert done(db, number) == [("escalated", DUTY)]


def test_the_visitor_is_told_who_has_it_now_and_it_waits_in_their_queue(db: Connection) -> None:
    gun = staff(db, "gun")
    number = open_one(db, "foreningsstod")
    with pytest.raises(NoSuchEnquiry):
        desk.enquiry_for_agent(db, number, gun)

    look(db, THREE_QUARTERS)

    assert desk.enquiry_for_agent(db, number, gun).step == 2
    assert told(db, number)[-1].startswith("Din fråga har gått vidare till Bidrag")


def test_who_has_taken_it_keeps_it_until_the_deadline_and_not_longer(db: Connection) -> None:
    number = open_and_claim(db, staff(db, "bo"))
    look(db, HALF)
    look(db, THREE_QUARTERS)
    assert done(db, number) == [("reminded", "fritidsbokningen")] * 2
    assert row(db, number).agent_id == staff(db, "bo").id

    look(db, DEADLINE)

    assert (row(db, number).agent_id, row(db, number).function_id) == (None, DUTY)
    assert (state_of(db, number), done(db, number)[-1]) == ("waiting", ("escalated", DUTY))


def test_who_answers_stops_the_steps(db: Connection) -> None:
    bo = staff(db, "bo")
    number = open_and_claim(db, bo)
    answer(db, number, bo, HALF - MOMENT)
    look(db, DEADLINE + timedelta(days=20))
    assert (done(db, number), row(db, number).next_step_at) == ([], None)


def test_who_writes_again_gets_a_new_deadline_and_is_followed_up_anew(db: Connection) -> None:
    bo, visitor = staff(db, "bo"), begin(db)
    number = hand_over(db, visitor).number
    desk.claim(db, number, bo, MONDAY)
    answer(db, number, bo, HALF)
    again = at("11-30 10:00")
    look(db, again)
    say(db, visitor, "Fortfarande låst", again)

    look(db, again + MOMENT)

    assert row(db, number).deadline == at("12-02 12:00")
    look(db, at("12-02 11:59"))
    assert [what for what, _ in done(db, number)] == ["asked_again", "reminded"]
    look(db, at("12-02 12:00"))
    assert done(db, number)[-1] == ("escalated", DUTY)


def test_what_is_shown_to_all_can_be_taken_by_anyone_who_answers_questions(
    db: Connection,
) -> None:
    gun, eva = staff(db, "gun"), staff(db, "eva")
    number = open_one(db)
    look(db, DEADLINE)
    with pytest.raises(NoSuchEnquiry):
        desk.claim(db, number, gun, DEADLINE)
    look(db, AFTER)
    with pytest.raises(NoSuchEnquiry):
        desk.claim(db, number, eva, AFTER)

    assert [one.number for one in queue_of(db, gun)] == [number]
    desk.claim(db, number, gun, AFTER)

    assert queue_of(db, staff(db, "bo")) == []
    assert row(db, number).deadline > AFTER
    look(db, row(db, number).deadline)
    assert done(db, number)[-1] == ("escalated", DUTY)


def test_what_is_handed_on_the_moment_after_its_deadline_is_escalated_all_the_same(
    db: Connection,
) -> None:
    bo = staff(db, "bo")
    number = open_and_claim(db, bo)
    look(db, THREE_QUARTERS)
    handing_on.transfer(db, number, bo, "foreningsstod", "", DEADLINE + MOMENT)
    look(db, DEADLINE + MOMENT)
    assert done(db, number)[-1] == ("escalated", DUTY)


def test_what_the_visitor_adds_while_no_one_has_it_does_not_begin_anew(db: Connection) -> None:
    visitor = begin(db)
    number = hand_over(db, visitor).number
    look(db, DEADLINE)
    say(db, visitor, "Hallå?", DEADLINE + MOMENT)
    look(db, AFTER)
    say(db, visitor, "Hallå?", AFTER + MOMENT)
    look(db, AFTER + timedelta(days=1))

    assert [what for what, _ in done(db, number)] == ["escalated", "shown_to_all"]
    assert overlooked(db, AFTER + timedelta(days=1)) == []


def test_who_is_handed_it_in_person_is_who_is_reminded(db: Connection) -> None:
    bo, gun = staff(db, "bo"), staff(db, "gun")
    number = open_and_claim(db, bo)
    [of] = gun.functions
    handing_on.transfer(db, number, bo, of, "", MONDAY, login="gun")

    look(db, THREE_QUARTERS)

    assert (row(db, number).agent_id, done(db, number)[0]) == (gun.id, ("reminded", of))
    assert faults(db, THREE_QUARTERS) == []


def test_who_gets_it_by_hand_has_the_time_that_is_left(db: Connection) -> None:
    bo = staff(db, "bo")
    number = open_and_claim(db, bo)
    handing_on.transfer(db, number, bo, "foreningsstod", "", THREE_QUARTERS - MOMENT)

    look(db, THREE_QUARTERS)
    assert done(db, number) == []
    look(db, DEADLINE)
    assert done(db, number) == [("escalated", DUTY)]


def test_what_is_put_back_after_an_answer_is_followed_up(db: Connection) -> None:
    bo = staff(db, "bo")
    number = open_and_claim(db, bo)
    answer(db, number, bo, MONDAY)
    look(db, HALF)
    desk.release(db, number, bo, AFTER)

    look(db, AFTER + timedelta(days=30))

    assert ("escalated", DUTY) in done(db, number)


def test_a_function_without_hours_is_followed_up_in_those_of_the_duty_role(
    db: Connection,
) -> None:
    db.execute(sa.text("DELETE FROM opening_hours WHERE function_id = 'samverkan'"))
    number = open_one(db, "samverkan")
    assert MONDAY < row(db, number).next_step_at < row(db, number).deadline


def test_a_letter_goes_to_a_confirmed_mailbox_without_the_visitors_words(db: Connection) -> None:
    confirm_mailbox(db, "fritidsbokningen")
    number, other = open_one(db), open_one(db, "bidrag-kultur-fritid")  # not confirmed
    look(db, HALF, PAGE)

    [letter] = db.execute(sa.select(outbox)).all()

    assert letter.recipient == "fritid@huddinge.se"
    assert number in letter.payload["subject"]
    assert f"{PAGE}/desk/{number}" in letter.payload["text"]
    assert "Dörren" not in letter.payload["text"]
    assert log_of(db, number)[-1][2]["mail"] == letter.key
    assert "mail" not in log_of(db, other)[-1][2]


def test_without_mail_the_log_still_tells(db: Connection) -> None:
    confirm_mailbox(db, "fritidsbokningen")
    number = open_one(db)
    look(db, HALF)
    assert done(db, number) == [("reminded", "fritidsbokningen")]
    assert db.execute(sa.select(outbox)).all() == []


def test_a_fault_while_a_step_is_taken_leaves_nothing_of_it(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    writing = engine.execution_options(sqlite_begin="BEGIN IMMEDIATE")
    with writing.begin() as db:
        number = open_one(db)
        before = row(db, number)
    with monkeypatch.context() as patched:
        patched.setattr(following, "note", _dies)
        with pytest.raises(KeyboardInterrupt), writing.begin() as db:
            following.take_due(db, PAGE, HALF)

    with writing.begin() as db:
        assert (row(db, number), done(db, number)) == (before, [])
        look(db, HALF)
        assert done(db, number) == [("reminded", "fritidsbokningen")]


def _dies(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_an_enquiry_is_opened_with_its_next_step(db: Connection) -> None:
    hired(db, "bea")
    number = open_one(db)
    assert row(db, number).next_step_at == HALF
    assert enquiries.status_in_words(db, desk.conversation_of(db, number))
