"""What the system says follows the visitor's language; what they have chosen comes first."""

import pytest
from sqlalchemy import Connection

from conversations.content import Said, Text
from conversations.language import choose, language_of
from conversations.pending import first_pending
from conversations.rasa import BotTurn
from conversations.receive import Hint, Started, receive, start
from conversations.turns import finish
from servicecenter import enquiries
from tests.cast import MONDAY
from tests.conversations.fake_rasa import memory
from tests.conversations.talk import all_said, begin, put
from texts.catalogue import LANGUAGES, text

FINNISH = Text(text="Milloin avustusta pitää hakea?", language="fi")


def _says(db: Connection, to: Started, said: Text, name: str = "a") -> str:
    """The language of the conversation after it, as the bot's turn is told too."""
    received = receive(db, to.id, to.secret, name, said, MONDAY)
    language = language_of(db, to.id)
    assert received.pending is None or received.pending.language == language
    waits = first_pending(db, to.id)
    assert waits is None or waits.language == language
    return language


def test_the_system_goes_on_in_what_the_visitor_clearly_writes_in(db: Connection) -> None:
    chat = begin(db)
    assert _says(db, chat, FINNISH) == "fi"
    assert _says(db, chat, Text(text="ok"), "b") == "fi"
    assert _says(db, chat, Text(text="When can we apply?", language="en"), "c") == "en"


def test_what_has_been_chosen_stays_whatever_is_written(db: Connection) -> None:
    chat = begin(db)
    choose(db, chat.id, chat.secret, "sv")
    assert _says(db, chat, FINNISH) == "sv"


def test_what_was_chosen_before_the_conversation_began_stays_too(db: Connection) -> None:
    chat = start(db, "Hello!", MONDAY, "en", Hint(language_chosen=True))
    assert _says(db, chat, FINNISH) == "en"


def test_a_language_that_the_chat_does_not_have_changes_nothing(db: Connection) -> None:
    assert _says(db, begin(db), Text(text="Ile kosztuje sala?", language="pl")) == "sv"


def test_swedish_written_in_easy_swedish_does_not_make_it_harder(db: Connection) -> None:
    chat = start(db, "Hej!", MONDAY, "sv-x-lattlast")
    written = Text(text="När kan vi söka bidrag?", language="sv")
    assert _says(db, chat, written) == "sv-x-lattlast"


def test_a_detail_that_a_form_asks_for_tells_no_language(db: Connection) -> None:
    chat = begin(db)
    put(db, chat, dialogue=memory("handover_form"), state="waiting")
    assert _says(db, chat, Text(text="The Friends of Huddinge", language="en")) == "sv"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bot_says_its_own_words_in_the_language_of_the_conversation(
    db: Connection, language: str
) -> None:
    chat = begin(db)
    put(db, chat, language=language)
    _says(db, chat, Text(text="hej"))
    pending = first_pending(db, chat.id)
    assert pending is not None
    turn = BotTurn([Said(id="bot-greet")], {}, "greet", 0.9, [], [])

    finish(db, pending, turn, enquiries, MONDAY)

    said = all_said(db, chat)[-1].content
    assert said == Text(text=text(language, "bot-greet"), language=language)
