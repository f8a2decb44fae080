"""What the tests of the servicecenter begin with: an enquiry, and who meets it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import uuid4

import sqlalchemy as sa
from argon2 import PasswordHasher
from sqlalchemy import Connection

from conversations import messages
from conversations.content import HandOver, Notice, Receipt, Text
from conversations.receive import Started, receive, start
from db.schema import agent, agent_function, conversation, enquiry, enquiry_log, message, session
from servicecenter import desk, enquiries, presence, queues
from servicecenter.agents import Agent
from servicecenter.queues import Wanted
from servicecenter.reading import Enquiry
from tests.cast import MONDAY, PASSWORD

# As real as any other, and checked in no time.
HASHED = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


def begin(db: Connection, now: datetime = MONDAY) -> Started:
    """A conversation in which a question has been asked, and not answered yet."""
    begun = start(db, "Hej!", now)
    say(db, begun, "Dörren går inte upp", now)
    return begun


def say(db: Connection, to: Started, text: str, now: datetime = MONDAY) -> None:
    receive(db, to.id, to.secret, str(uuid4()), Text(text=text), now)


def hand_over(
    db: Connection, of: Started, function: str = "fritidsbokningen", now: datetime = MONDAY
) -> Receipt:
    """What the end of a bot's turn does when a person is to have the question."""
    asked = HandOver(function=function, topic="booking", reason="no_answer")
    receipt = enquiries.open_enquiry(db, of.id, asked, now)
    here = conversation.c.id == of.id
    db.execute(conversation.update().where(here).values(state="waiting"))
    db.execute(message.update().where(message.c.conversation_id == of.id).values(turn="done"))
    return receipt


def open_one(db: Connection, function: str = "fritidsbokningen", now: datetime = MONDAY) -> str:
    """A question that has been handed over; returns its number."""
    return hand_over(db, begin(db, now), function, now).number


def open_and_claim(db: Connection, who: Agent) -> str:
    number = open_one(db)
    desk.claim(db, number, who, MONDAY)
    return number


def staff(db: Connection, login: str) -> Agent:
    """Someone of the cast, without the time that checking a password takes."""
    row = db.execute(sa.select(agent).where(agent.c.login == login)).one()
    owned = sa.select(agent_function.c.function_id).where(agent_function.c.agent_id == row.id)
    return Agent(row.id, row.login, row.name, row.role, frozenset(db.scalars(owned)))


def hired(
    db: Connection,
    login: str,
    role: str = "agent",
    functions: Iterable[str] = ("fritidsbokningen",),
) -> Agent:
    """Someone new, with the password of the cast but without the time that hashing it takes."""
    added = db.execute(
        agent.insert().values(
            login=login, name=login.title(), role=role, password_hash=HASHED, active=True
        )
    )
    (agent_id,) = added.inserted_primary_key or (0,)
    for one in functions:
        db.execute(agent_function.insert().values(agent_id=agent_id, function_id=one))
    return Agent(agent_id, login, login.title(), role, frozenset(functions))


def comes(db: Connection, who: Agent, at: datetime) -> None:
    """A page of theirs says that they are at the desk."""
    logged_in = {"token_hash": str(uuid4()), "agent_id": who.id}
    db.execute(session.insert().values(logged_in | {"expires_at": at + timedelta(hours=8)}))
    presence.tell_here(db, who.id, at)


def queue_of(
    db: Connection, who: Agent, part: str = "all", now: datetime = MONDAY
) -> list[Enquiry]:
    """What the agent sees in one part of their queue."""
    return queues.queue(db, who, now, Wanted(part)).enquiries


def state_of(db: Connection, number: str) -> str:
    """The state of the conversation that an enquiry belongs to."""
    joined = sa.select(conversation.c.state).join(enquiry)
    state: str = db.scalars(joined.where(enquiry.c.number == number)).one()
    return state


def told(db: Connection, number: str) -> list[str]:
    """What the visitor has been told by the system, in order."""
    rows = messages.after(db, desk.conversation_of(db, number), 0)
    return [row.content.text for row in rows if isinstance(row.content, Notice)]


def log_of(db: Connection, number: str) -> list[tuple[str, str, dict[str, object]]]:
    """Who did what to the enquiry, in order."""
    rows = sa.select(enquiry_log.c.who, enquiry_log.c.what, enquiry_log.c.details).join(enquiry)
    found = db.execute(rows.where(enquiry.c.number == number).order_by(enquiry_log.c.id))
    return [(row.who, row.what, row.details) for row in found]
