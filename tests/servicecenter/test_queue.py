"""The queue shows each agent what waits for them, the most urgent first."""

from datetime import timedelta

from sqlalchemy import Connection

from db.schema import message
from servicecenter import desk, handing_on
from servicecenter.agents import Agent
from tests.cast import MONDAY
from tests.servicecenter.stage import (
    begin,
    hand_over,
    hired,
    open_and_claim,
    open_one,
    queue_of,
    say,
    staff,
)


def _numbers(db: Connection, who: Agent) -> list[str]:
    return [one.number for one in queue_of(db, who)]


def test_an_agent_sees_what_waits_with_their_functions(db: Connection) -> None:
    booking, _ = open_one(db, "fritidsbokningen"), open_one(db, "samverkan")
    assert _numbers(db, staff(db, "bo")) == [booking]


def test_an_agent_of_two_functions_sees_what_waits_with_both(db: Connection) -> None:
    both = hired(db, "bea", functions=("fritidsbokningen", "samverkan"))
    numbers = {open_one(db, "fritidsbokningen"), open_one(db, "samverkan")}
    assert set(_numbers(db, both)) == numbers


def test_an_agent_of_no_function_sees_nothing(db: Connection) -> None:
    open_one(db)
    assert _numbers(db, hired(db, "nils", functions=())) == []


def test_an_editor_sees_no_questions(db: Connection) -> None:
    open_one(db)
    assert _numbers(db, staff(db, "eva")) == []


def test_an_administrator_sees_what_waits_with_any_function(db: Connection) -> None:
    numbers = {open_one(db, "fritidsbokningen"), open_one(db, "bidrag-socialt")}
    assert set(_numbers(db, staff(db, "ada"))) == numbers


def test_what_is_claimed_is_seen_by_its_owner_alone(db: Connection) -> None:
    bo, bea, ada = staff(db, "bo"), hired(db, "bea"), staff(db, "ada")
    number = open_and_claim(db, bo)
    assert [_numbers(db, who) for who in (bo, bea, ada)] == [[number], [], []]


def test_what_is_closed_is_seen_by_no_one(db: Connection) -> None:
    bo = staff(db, "bo")
    number = open_and_claim(db, bo)
    desk.close(db, number, bo, "answered", MONDAY)
    assert _numbers(db, bo) == []


def test_the_earliest_deadline_stands_first(db: Connection) -> None:
    ada = staff(db, "ada")
    later = open_one(db, now=MONDAY + timedelta(hours=2))
    slow = open_one(db, "samverkan")  # has 24 working hours to answer, the others 16
    first = open_one(db)
    assert _numbers(db, ada) == [first, later, slow]


def test_the_queue_shows_the_question_that_led_to_the_handover(db: Connection) -> None:
    visitor = begin(db)
    say(db, visitor, "Jag vill prata med en människa")
    hand_over(db, visitor)
    say(db, visitor, "Hallå?", MONDAY + timedelta(minutes=1))

    [one] = queue_of(db, staff(db, "bo"))

    assert one.question == "Jag vill prata med en människa"
    assert (one.topic, one.reason) == ("booking", "no_answer")


def test_whether_an_enquiry_is_unanswered_follows_from_who_spoke_last(db: Connection) -> None:
    bo, visitor = staff(db, "bo"), begin(db)
    number = hand_over(db, visitor).number

    def unanswered() -> bool:
        return queue_of(db, bo)[0].unanswered

    assert unanswered()
    desk.claim(db, number, bo, MONDAY)  # what the system says is no answer
    assert unanswered()
    desk.reply(db, number, bo, "44444444-4444-4444-8444-444444444444", "Nu?", MONDAY, seen=99)
    assert not unanswered()
    say(db, visitor, "Nej, fortfarande låst")
    assert unanswered()


def test_of_what_was_written_the_matter_itself_is_shown(db: Connection) -> None:
    visitor = begin(db)
    looked_for = message.c.conversation_id == visitor.id, message.c.sender == "visitor"
    db.execute(message.update().where(*looked_for).values(trace={"probability": 0.3}))
    say(db, visitor, "Jag vill prata med en människa")
    hand_over(db, visitor)

    [one] = queue_of(db, staff(db, "bo"))

    assert one.question == "Dörren går inte upp"


def test_who_takes_over_reads_the_note_of_who_handed_it_on(db: Connection) -> None:
    bo, gun = staff(db, "bo"), staff(db, "gun")
    number = open_and_claim(db, bo)
    assert queue_of(db, bo)[0].note == ""

    handing_on.transfer(db, number, bo, "bidrag-kultur-fritid", "ring inte före tio", MONDAY)

    assert queue_of(db, gun)[0].note == "ring inte före tio"
