"""The cast of the tests: who is who, the same in every test.

A visitor asks. Bo works with bookings, Gun with grants to sport and culture; Eva edits articles;
Ada administers. The stranger holds nothing.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection

from knowledge.publishing import Publisher
from servicecenter import agents
from servicecenter.agents import Agent
from servicecenter.sessions import agent_of_session, log_in

PASSWORD = "ett-riktigt-losenord"
# A Monday at ten in the morning, Swedish time: everyone is at work.
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
EVA = Publisher("eva")


@dataclass
class Clock:
    """Stands still until it is moved."""

    now: datetime = field(default=MONDAY)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


CAST = {
    "bo": ("Bo", "agent", ["fritidsbokningen"]),
    "gun": ("Gun", "agent", ["bidrag-kultur-fritid"]),
    "eva": ("Eva", "editor", []),
    "ada": ("Ada", "admin", []),
}


def hire(db: Connection) -> None:
    for login, (name, role, functions) in CAST.items():
        agents.add(db, login, name, role, PASSWORD, functions)


def who(db: Connection, login: str) -> Agent:
    """Someone of the cast, as they are when logged in."""
    token = log_in(db, login, PASSWORD, MONDAY)
    agent = agent_of_session(db, token, MONDAY)
    assert agent is not None
    return agent
