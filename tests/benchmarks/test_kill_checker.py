"""The check after the killing finds every fault that it is there to find."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from benchmarks.kill_checker import violations
from benchmarks.visitors import Acknowledged
from conversations import messages
from conversations.content import Answer, HandOver, ShownArticle, Text, Trace, Traced
from conversations.pending import first_pending
from conversations.rasa import BotTurn
from conversations.receive import receive, start
from conversations.turns import finish
from db.schema import conversation, enquiry, message
from servicecenter import enquiries
from tests.cast import MONDAY


def answer(article: str = "bidrag") -> Answer:
    return Answer(
        article=ShownArticle(
            id=article,
            title="Bidrag",
            lead="Sök före den 1 mars.",
            rest="",
            source="https://example.se",
            reviewed_on=date(2026, 11, 1),
            confirmed=True,
            function="Bidrag",
            language="sv",
        )
    )


def turn(decision: str | None, *spoken: Answer | HandOver | Text) -> BotTurn:
    articles: list[dict[str, float | str]] = [{"id": "bidrag"}]
    trace = Trace.model_validate({"decision": decision, "articles": articles})
    return BotTurn([Traced(trace=trace), *spoken], {}, None, 0.0, [], [])


ANSWERED = turn("answer", answer())
SMALL_TALK = turn(None, Text(text="Hej!"))
HANDED_OVER = turn(
    "hand_over",
    HandOver(function="servicecenter", topic="grants", reason="no_answer"),
    Text(text="Vilken förening gäller det?"),
)


class Chat:
    """One conversation, and what its visitor was promised."""

    def __init__(self, db: Connection) -> None:
        self.db = db
        self.now = MONDAY
        self.begun = start(db, "Hej!", self.now)
        self.acknowledged: list[Acknowledged] = []

    def say(self, text: str) -> Acknowledged:
        self.now += timedelta(seconds=1)
        name = f"name-{len(self.acknowledged)}"
        said = Text(text=text)
        stored = receive(self.db, self.begun.id, self.begun.secret, name, said, self.now)
        self.acknowledged.append(Acknowledged(self.begun.id, name, stored.seq, text))
        return self.acknowledged[-1]

    def reply(self, turn: BotTurn | None) -> None:
        """The bot's turn for the message that waits longest; None when the bot fails."""
        self.now += timedelta(seconds=1)
        pending = first_pending(self.db, self.begun.id)
        assert pending is not None
        finish(self.db, pending, turn, enquiries, self.now)

    def slip_in(
        self,
        content: Answer | Text,
        sender: str = "bot",
        client_id: str | None = None,
        turn: str | None = None,
    ) -> None:
        """A message that the service would not store."""
        self.now += timedelta(seconds=1)
        messages.add(
            self.db, self.begun.id, sender, content, self.now, client_id=client_id, turn=turn
        )

    def change(self, seq: int, **values: object) -> None:
        where = (message.c.conversation_id == self.begun.id) & (message.c.seq == seq)
        self.db.execute(message.update().where(where).values(**values))

    def drop(self, seq: int) -> None:
        where = (message.c.conversation_id == self.begun.id) & (message.c.seq == seq)
        self.db.execute(message.delete().where(where))

    def found(self) -> str:
        prefix = f"conversation {self.begun.id}"
        found = violations(self.db, self.acknowledged)
        return "\n".join(fault.removeprefix(prefix).lstrip(": ") for fault in found)


@pytest.fixture
def chat(db: Connection) -> Chat:
    """A greeting and an answer, at numbers 2 to 5, and nothing wrong."""
    chat = Chat(db)
    for text, reply in (("hej", SMALL_TALK), ("när söker vi bidrag?", ANSWERED)):
        chat.say(text)
        chat.reply(reply)
    return chat


def test_nothing_is_found_where_all_is_well(chat: Chat) -> None:
    chat.say("ett")
    chat.say("två, utan att vänta")
    chat.reply(ANSWERED)
    chat.reply(HANDED_OVER)
    chat.say("vi väntar på en människa")

    assert chat.found() == ""


def test_an_answer_for_each_of_two_matters_is_one_turn(chat: Chat) -> None:
    chat.say("Vad gäller för bidrag, och vad kostar en sal?")
    chat.reply(turn("answer", answer(), answer("sal")))
    assert chat.found() == ""


def test_a_message_that_waited_when_the_bot_failed_on_another_is_owned(chat: Chat) -> None:
    chat.say("ett")
    chat.say("två, utan att vänta")
    chat.reply(None)
    chat.reply(None)

    assert chat.found() == ""


def test_a_lost_message(chat: Chat) -> None:
    chat.drop(4)

    assert (
        "acknowledged message (4, 'name-1', 'när söker vi bidrag?') is stored 0 times"
        in chat.found()
    )
    assert "its messages have the numbers [1, 2, 3, 5], and 5 was the last" in chat.found()


def test_a_lost_conversation(chat: Chat) -> None:
    chat.db.execute(message.delete())
    chat.db.execute(conversation.delete())

    assert chat.found() == "is lost, with all its messages"


def test_a_number_that_is_left_out_at_the_end(chat: Chat) -> None:
    chat.db.execute(conversation.update().values(last_seq=6))

    assert (
        chat.found()
        == "its messages have the numbers [1, 2, 3, 4, 5], and 6 was the last to be given"
    )


def test_a_message_stored_under_another_number_than_promised(chat: Chat) -> None:
    chat.acknowledged[0] = replace(chat.acknowledged[0], seq=3)

    assert "acknowledged message (3, 'name-0', 'hej') is stored 0 times" in chat.found()
    assert "message (2, 'name-0', 'hej') is stored, but was not acknowledged so" in chat.found()


def test_a_message_stored_with_other_words(chat: Chat) -> None:
    chat.change(2, content=Text(text="hejdå").model_dump())

    assert "acknowledged message (2, 'name-0', 'hej') is stored 0 times" in chat.found()


def test_a_message_stored_twice(chat: Chat) -> None:
    chat.slip_in(
        Text(text="när söker vi bidrag?"), sender="visitor", client_id="other", turn="done"
    )

    assert "(6, 'other', 'när söker vi bidrag?') is stored, but was not ack" in chat.found()
    assert "message 6 has no answer and no open enquiry" in chat.found()


def test_a_second_set_of_replies(chat: Chat) -> None:
    chat.slip_in(answer())

    assert chat.found() == "message 6 begins a second answer, or one to nothing"


def test_a_second_set_of_replies_that_stands_where_another_answer_is_missing(chat: Chat) -> None:
    chat.say("tack")
    chat.slip_in(answer())
    chat.change(6, turn="done", trace={"decision": None})

    assert chat.found() == "message 7 is not what the bot decided on message 6"


def test_the_same_answer_twice_in_one_turn(chat: Chat) -> None:
    chat.say("ett")
    chat.reply(turn("answer", answer(), answer()))

    assert chat.found() == "message 7 is not what the bot decided on message 6"


def test_the_answer_to_another_question(chat: Chat) -> None:
    chat.change(5, content=answer("hyra").model_dump(mode="json"))

    assert chat.found() == "message 5 is not what the bot decided on message 4"


def test_a_turn_that_is_marked_done_without_an_answer(chat: Chat) -> None:
    chat.say("ett")
    chat.change(6, turn="done", trace={"decision": "answer"})

    assert chat.found() == "message 6 has no answer and no open enquiry"


def test_a_turn_that_still_waits(chat: Chat) -> None:
    chat.say("ett")

    assert chat.found() == "message 6 still waits for the bot"


def test_a_message_without_a_turn_that_no_one_owns(chat: Chat) -> None:
    chat.say("ett")
    chat.change(6, turn=None)

    assert chat.found() == "message 6 has no answer and no open enquiry"


def test_a_receipt_without_its_enquiry(chat: Chat) -> None:
    chat.say("ett")
    chat.reply(HANDED_OVER)
    number = chat.db.scalar(sa.select(enquiry.c.number))
    chat.db.execute(enquiry.update().values(number="2026-999999"))

    assert (
        chat.found() == f"its receipts tell of ['{number}'], and its enquiries are ['2026-999999']"
    )
