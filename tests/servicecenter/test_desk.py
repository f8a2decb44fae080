"""What an agent does with an enquiry of theirs, and what the visitor is told of it."""

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from conversations import messages
from conversations.content import Text
from db.schema import conversation, enquiry
from servicecenter import desk, handing_on
from servicecenter.desk import AlreadyClaimed, NoSuchEnquiry
from servicecenter.handing_on import UnknownFunction
from tests.cast import MONDAY
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

NAMED = "22222222-2222-4222-8222-222222222222"


def _row(db: Connection, number: str) -> sa.Row[tuple[object, ...]]:
    return db.execute(sa.select(enquiry).where(enquiry.c.number == number)).one()


def _replies(db: Connection, number: str) -> list[tuple[str | None, str]]:
    said = messages.after(db, desk.conversation_of(db, number), 0)
    return [
        (one.agent_name, one.content.text)
        for one in said
        if one.sender == "agent" and isinstance(one.content, Text)
    ]


def test_who_claims_has_the_enquiry_and_the_visitor_is_told_their_name(db: Connection) -> None:
    number, bo = open_one(db), staff(db, "bo")

    mine = desk.claim(db, number, bo, MONDAY)

    assert (mine.agent_id, mine.agent_name) == (bo.id, "Bo")
    assert state_of(db, number) == "person"
    assert told(db, number)[-1] == "Bo på Fritidsbokningen har tagit din fråga."
    assert log_of(db, number)[-1] == ("bo", "claimed", {})


def test_a_form_that_was_open_ends_when_a_person_takes_the_question(db: Connection) -> None:
    number = open_one(db)
    here = conversation.c.id == desk.conversation_of(db, number)
    db.execute(conversation.update().where(here).values(dialogue={"loop": "handover_form"}))

    desk.claim(db, number, staff(db, "bo"), MONDAY)

    assert db.scalars(sa.select(conversation.c.dialogue).where(here)).one() == {}


def test_an_administrator_may_claim_for_any_function(db: Connection) -> None:
    number = open_one(db, "bidrag-socialt")
    assert desk.claim(db, number, staff(db, "ada"), MONDAY).agent_name == "Ada"


def test_claiming_what_is_ones_own_already_is_told(db: Connection) -> None:
    bo = staff(db, "bo")
    number = open_and_claim(db, bo)
    with pytest.raises(AlreadyClaimed) as error:
        desk.claim(db, number, bo, MONDAY)
    assert error.value.by == "Bo"


def test_a_reply_reaches_the_visitor_under_the_agents_name(db: Connection) -> None:
    bo = staff(db, "bo")
    number = open_and_claim(db, bo)

    seq = desk.reply(db, number, bo, NAMED, "Jag öppnar på distans.", MONDAY, seen=99)

    assert _replies(db, number) == [("Bo", "Jag öppnar på distans.")]
    assert messages.after(db, desk.conversation_of(db, number), seq - 1)[0].client_id == NAMED
    assert log_of(db, number)[-1] == ("bo", "replied", {})


def test_a_reply_sent_again_under_the_same_name_is_the_same_reply(db: Connection) -> None:
    bo = staff(db, "bo")
    number = open_and_claim(db, bo)
    first = desk.reply(db, number, bo, NAMED, "Jag öppnar på distans.", MONDAY, seen=99)
    logged = log_of(db, number)

    assert desk.reply(db, number, bo, NAMED, "Jag öppnar på distans.", MONDAY, seen=99) == first

    assert len(_replies(db, number)) == 1
    assert log_of(db, number) == logged


def test_the_same_words_under_another_name_are_another_reply(db: Connection) -> None:
    bo = staff(db, "bo")
    number = open_and_claim(db, bo)
    for name in (NAMED, NAMED.replace("2", "3")):
        desk.reply(db, number, bo, name, "Ja.", MONDAY, seen=99)
    assert _replies(db, number) == [("Bo", "Ja."), ("Bo", "Ja.")]


def test_what_is_released_waits_for_anyone_of_its_function(db: Connection) -> None:
    bo, bea = staff(db, "bo"), hired(db, "bea")
    number = open_and_claim(db, bo)

    desk.release(db, number, bo, MONDAY)

    assert state_of(db, number) == "waiting"
    assert told(db, number)[-1] == "Din fråga väntar hos Fritidsbokningen igen."
    assert log_of(db, number)[-1] == ("bo", "released", {})
    assert desk.claim(db, number, bea, MONDAY).agent_id == bea.id


def test_what_is_transferred_waits_with_the_other_function_and_no_longer_with_this(
    db: Connection,
) -> None:
    bo, gun = staff(db, "bo"), staff(db, "gun")
    number = open_and_claim(db, bo)

    handing_on.transfer(db, number, bo, "bidrag-kultur-fritid", "gäller ett bidrag", MONDAY)

    assert state_of(db, number) == "waiting"
    assert queue_of(db, bo) == []
    assert [one.number for one in queue_of(db, gun)] == [number]
    assert told(db, number)[-1] == (
        "Din fråga har gått vidare till Bidrag, kultur- och fritidsförvaltningen."
    )


def test_the_note_of_a_transfer_is_for_colleagues_and_not_for_the_visitor(db: Connection) -> None:
    bo = staff(db, "bo")
    number = open_and_claim(db, bo)

    handing_on.transfer(db, number, bo, "bidrag-kultur-fritid", "ring inte före tio", MONDAY)

    moved = {
        "from": "fritidsbokningen",
        "to": "bidrag-kultur-fritid",
        "why": "other",
        "note": "ring inte före tio",
    }
    assert log_of(db, number)[-1] == ("bo", "transferred", moved)
    assert not any("ring inte" in text for text in told(db, number))


def test_a_transfer_keeps_the_time_that_the_visitor_was_promised(db: Connection) -> None:
    bo = staff(db, "bo")
    number = open_and_claim(db, bo)
    promised = _row(db, number).deadline

    handing_on.transfer(db, number, bo, "samverkan", "", MONDAY)

    assert _row(db, number).deadline == promised


@pytest.mark.parametrize("target", ["disbanded", "fritidsbokningen"])
def test_a_transfer_to_no_other_function_changes_nothing(db: Connection, target: str) -> None:
    bo = staff(db, "bo")
    number = open_and_claim(db, bo)
    before = (_row(db, number), told(db, number), log_of(db, number))

    with pytest.raises(UnknownFunction):
        handing_on.transfer(db, number, bo, target, "", MONDAY)

    assert (_row(db, number), told(db, number), log_of(db, number)) == before
    assert state_of(db, number) == "person"


def test_what_is_given_back_to_the_bot_is_the_bots_to_answer_next(db: Connection) -> None:
    bo, visitor = staff(db, "bo"), begin(db)
    number = hand_over(db, visitor).number
    desk.claim(db, number, bo, MONDAY)

    desk.return_to_bot(db, number, bo, MONDAY)

    assert state_of(db, number) == "bot"
    assert _row(db, number).outcome == "answered"
    assert told(db, number)[-1] == "Bo har lämnat chatten. Nu svarar boten igen."
    assert log_of(db, number)[-1] == ("bo", "returned_to_bot", {})


@pytest.mark.parametrize("outcome", desk.OUTCOMES)
def test_a_close_keeps_how_it_ended(db: Connection, outcome: str) -> None:
    bo = staff(db, "bo")
    number = open_and_claim(db, bo)

    desk.close(db, number, bo, outcome, MONDAY)

    row = _row(db, number)
    assert (row.outcome, row.closed_at) == (outcome, MONDAY)
    assert state_of(db, number) == "closed"
    assert log_of(db, number)[-1] == ("bo", "closed", {"outcome": outcome})
    assert told(db, number)[-1].startswith("Bo har avslutat din fråga.")


def test_the_visitor_who_writes_after_a_close_is_with_the_bot_again(db: Connection) -> None:
    bo, visitor = staff(db, "bo"), begin(db)
    number = hand_over(db, visitor).number
    desk.claim(db, number, bo, MONDAY)
    desk.close(db, number, bo, "answered", MONDAY)

    say(db, visitor, "En sak till")

    assert state_of(db, number) == "bot"
    with pytest.raises(NoSuchEnquiry):
        desk.claim(db, number, staff(db, "ada"), MONDAY)
