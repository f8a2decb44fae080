"""Someone leaves, or answers for less than before: what they had taken goes back to its queues."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from db.schema import enquiry
from servicecenter import agents, desk
from servicecenter.agents import Agent


def remove(db: Connection, login: str, now: datetime) -> bool:
    """Whether there was such a login. What the person did stays in the logs."""
    agent_id = agents.shut_out(db, login)
    if agent_id is None:
        return False
    give_back(db, agent_id, None, now)
    return True


def give_back(db: Connection, agent_id: int, still: Agent | None, now: datetime) -> None:
    """What the person has, but for what they still answer for."""
    theirs = sa.select(enquiry.c.number, enquiry.c.function_id).where(
        enquiry.c.agent_id == agent_id, enquiry.c.closed_at.is_(None)
    )
    for row in db.execute(theirs.order_by(enquiry.c.id)).all():
        if still is None or not still.answers_for(row.function_id):
            desk.put_back(db, row.number, "system", now)
