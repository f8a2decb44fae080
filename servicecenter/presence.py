"""Who is at the desk now: whose page has said so a while ago, and who is still logged in."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from db.desk import presence
from db.schema import session

SAID_EVERY = timedelta(seconds=30)
GONE_AFTER = timedelta(seconds=90)


def tell_here(db: Connection, agent_id: int, now: datetime) -> None:
    seen = presence.update().where(presence.c.agent_id == agent_id).values(seen_at=now)
    if db.execute(seen).rowcount:
        return
    try:
        with db.begin_nested():
            db.execute(presence.insert().values(agent_id=agent_id, seen_at=now))
    except IntegrityError:
        return  # another page of theirs was first


def last_seen(db: Connection) -> dict[int, datetime]:
    """When each was at the desk last, who ever was."""
    return {row.agent_id: row.seen_at for row in db.execute(sa.select(presence))}


def here(db: Connection, now: datetime) -> frozenset[int]:
    """The ids of all who are."""
    logged_in = sa.exists().where(
        session.c.agent_id == presence.c.agent_id, session.c.expires_at > now
    )
    query = sa.select(presence.c.agent_id).where(presence.c.seen_at > now - GONE_AFTER, logged_in)
    return frozenset(db.scalars(query))
