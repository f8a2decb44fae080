"""Taking an enquiry, as long as one has not more than one can answer."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from db.schema import agent, enquiry
from servicecenter import desk, following
from servicecenter.agents import Agent
from servicecenter.reading import last_sender


class HasEnough(Exception):
    """So many wait for the agent's answer already; carries how many."""

    def __init__(self, most: int) -> None:
        super().__init__(most)


def take(db: Connection, number: str, who: Agent, now: datetime, *, most: int) -> None:
    """As desk.claim. Raises HasEnough too. What is paused, and what waits for the association,
    does not count."""
    # Two of one's own pages at once count one after the other.
    db.execute(sa.select(agent.c.id).where(agent.c.id == who.id).with_for_update())
    if _to_answer(db, who, now) >= most:
        raise HasEnough(most)
    desk.claim(db, number, who, now)


def _to_answer(db: Connection, who: Agent, now: datetime) -> int:
    waiting = sa.select(sa.func.count()).select_from(enquiry)
    count: int = db.execute(
        waiting.where(
            enquiry.c.agent_id == who.id,
            enquiry.c.closed_at.is_(None),
            last_sender() == "visitor",
            ~following.is_held(now),
        )
    ).scalar_one()
    return count
