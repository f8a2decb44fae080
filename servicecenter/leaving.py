"""Someone leaves: they are out at once, and what they had taken goes back to its queues."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from db.schema import enquiry
from servicecenter import agents, desk


def remove(db: Connection, login: str, now: datetime) -> bool:
    """Whether there was such a login. What the person did stays in the logs."""
    agent_id = agents.shut_out(db, login)
    if agent_id is None:
        return False
    theirs = sa.select(enquiry.c.number).where(
        enquiry.c.agent_id == agent_id, enquiry.c.closed_at.is_(None)
    )
    for number in db.scalars(theirs).all():
        desk.put_back(db, number, "system", now)
    return True
