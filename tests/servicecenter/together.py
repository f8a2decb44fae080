"""What the tests of joined questions begin with: two of one association."""

from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import Connection

from conversations import messages
from conversations.content import Text
from conversations.receive import Started, receive
from servicecenter import (
    desk,
    enquiries,
    joining,
    reopening,
)
from servicecenter.agents import Agent
from tests.cast import MONDAY
from tests.servicecenter.stage import (
    begin,
    hand_over,
    staff,
)

KORPEN, OTHER = "802000-1234", "802000-9999"
LATER = MONDAY + timedelta(minutes=5)


def asked(
    db: Connection, of: str = KORPEN, function: str = "fritidsbokningen", now: datetime = MONDAY
) -> tuple[Started, str]:
    visitor = begin(db, now)
    number = hand_over(db, visitor, function, now).number
    enquiries.keep_details(db, visitor.id, {"organisation_number": of}, now)
    return visitor, number


def two(db: Connection) -> tuple[Agent, str, Started, str]:
    """Bo has the first; the second waits with his function."""
    bo, (_, first), (visitor, second) = staff(db, "bo"), asked(db), asked(db)
    desk.claim(db, first, bo, MONDAY)
    return bo, first, visitor, second


def joined(db: Connection) -> tuple[Agent, str, Started, str]:
    bo, first, visitor, second = two(db)
    joining.join(db, first, bo, second, MONDAY)
    return bo, first, visitor, second


def writes(db: Connection, visitor: Started, words: str = "Och nu?", now: datetime = LATER) -> None:
    said = Text(text=words)
    receive(db, visitor.id, visitor.secret, str(uuid4()), said, now, reopening)


def answers(db: Connection, number: str, who: Agent, words: str = "Ring vakten") -> str:
    name = str(uuid4())
    desk.reply(db, number, who, name, words, LATER, seen=99)
    return name


def heard(db: Connection, number: str) -> list[str]:
    """What agents have said to its visitor."""
    said = messages.after(db, desk.conversation_of(db, number), 0)
    return [
        one.content.text for one in said if one.sender == "agent" and isinstance(one.content, Text)
    ]
