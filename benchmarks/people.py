"""Conversations between people, as they stand when agents have taken the questions."""

import secrets
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy import Connection, Engine

from commands import first_users
from conversations.content import Text
from conversations.receive import receive, start
from conversations.turns import finish
from db.engine import open_engine
from db.migrate import migrate
from db.schema import enquiry
from servicecenter import agents, contact_paths, desk, enquiries
from servicecenter.agents import Agent
from servicecenter.contact_paths import DUTY
from servicecenter.sessions import agent_of_session, log_in

AT_A_TIME = 250  # conversations in one transaction


@dataclass(frozen=True)
class AtDesk:
    """An agent who is logged in."""

    who: Agent
    session: str


@dataclass(frozen=True)
class Asked:
    """A conversation, and the number of its enquiry."""

    id: str
    secret: str
    number: str


@dataclass(frozen=True)
class Talk(Asked):
    """With the agent who has taken it."""

    agent: AtDesk


def hire_for_all(url: str) -> None:
    """Who is there for what the bot hands over, whichever function it goes to, as the ledger wants
    it; in an empty database."""
    engine = open_engine(url)
    migrate(engine)
    with engine.begin() as db:
        first_users.make(db)
    engine.dispose()


def talks(engine: Engine, count: int, at_desk: int) -> list[Talk]:
    """So many conversations, shared out among so many agents, in an empty database."""
    migrate(engine)
    with engine.begin() as db:
        contact_paths.fill(db)
        at_work = [hired(db, f"agent{number}") for number in range(at_desk)]
    made: list[Talk] = []
    while len(made) < count:
        with engine.begin() as db:
            upto = min(count, len(made) + AT_A_TIME)
            made += [_talk(db, at_work[n % at_desk]) for n in range(len(made), upto)]
    return made


def full_queue(engine: Engine, count: int) -> AtDesk:
    """So many open enquiries in an empty database, and an agent who sees them all: half of them
    wait for anyone, half are the agent's own."""
    migrate(engine)
    with engine.begin() as db:
        contact_paths.fill(db)
        agent = hired(db, "agent")
    for first in range(0, count, AT_A_TIME):
        with engine.begin() as db:
            for number in range(first, min(count, first + AT_A_TIME)):
                asked = _asked(db)
                if number % 2:
                    desk.claim(db, asked.number, agent.who, datetime.now(UTC))
    return agent


def hired(db: Connection, login: str, role: str = "agent") -> AtDesk:
    now, password = datetime.now(UTC), secrets.token_urlsafe()
    agents.add(db, login, login.capitalize(), role, password, [DUTY])
    session = log_in(db, login, password, now)
    who = agent_of_session(db, session, now)
    assert who is not None
    return AtDesk(who, session)


def _talk(db: Connection, agent: AtDesk) -> Talk:
    """Asked, and taken."""
    asked = _asked(db)
    desk.claim(db, asked.number, agent.who, datetime.now(UTC))
    return Talk(asked.id, asked.secret, asked.number, agent)


def _asked(db: Connection) -> Asked:
    """Handed over, since the bot does not answer."""
    now = datetime.now(UTC)
    begun = start(db, "Hej! Jag är en bot hos kommunen.", now)
    asked = Text(text="Hur lång är kön till ishallen på lördagar?")
    received = receive(db, begun.id, begun.secret, str(uuid.uuid4()), asked, now)
    assert received.pending is not None
    finish(db, received.pending, None, enquiries, now)
    of_it = enquiry.c.conversation_id == begun.id
    number: str = db.execute(sa.select(enquiry.c.number).where(of_it)).scalar_one()
    return Asked(begun.id, begun.secret, number)
