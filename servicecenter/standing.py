"""How an open enquiry stands, for the one who asked: with whom, by when, and who is before it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from db.desk import joined
from db.schema import agent, enquiry
from servicecenter.agents import first_name

_other = enquiry.alias()
_before = sa.or_(
    _other.c.deadline < enquiry.c.deadline,
    sa.and_(_other.c.deadline == enquiry.c.deadline, _other.c.id < enquiry.c.id),
)
_ahead = (
    sa.select(sa.func.count())
    .select_from(_other)
    .where(
        _other.c.function_id == enquiry.c.function_id,
        _other.c.closed_at.is_(None),
        _other.c.agent_id.is_(None),
        _before,
    )
    .scalar_subquery()
)
_COLUMNS = (
    enquiry.c.function_id,
    enquiry.c.deadline,
    enquiry.c.agent_id,
    agent.c.name.label("agent_name"),
    _ahead.label("ahead"),
)
# Built once: asked for each open chat, again and again.
_OPEN = (
    sa.select(enquiry.c.number, *_COLUMNS)
    .outerjoin(agent, agent.c.id == enquiry.c.agent_id)
    .where(enquiry.c.conversation_id == sa.bindparam("of"), enquiry.c.closed_at.is_(None))
)
_gone = enquiry.alias()
_JOINED = (
    sa.select(_gone.c.number, *_COLUMNS)
    .join(joined, joined.c.to_id == enquiry.c.id)
    .join(_gone, _gone.c.id == joined.c.enquiry_id)
    .outerjoin(agent, agent.c.id == enquiry.c.agent_id)
    .where(_gone.c.conversation_id == sa.bindparam("of"), enquiry.c.closed_at.is_(None))
    .order_by(_gone.c.id.desc())
    .limit(1)
)


@dataclass(frozen=True)
class Standing:
    """`agent_name` is the first name of who has taken it; `ahead` counts those that are to be
    taken before it, None when it has been taken."""

    number: str
    function_id: str
    deadline: datetime
    agent_name: str | None
    ahead: int | None


def of(db: Connection, conversation_id: str) -> Standing | None:
    """Of the conversation's open enquiry."""
    return _standing(db, _OPEN, conversation_id)


def of_joined(db: Connection, conversation_id: str) -> Standing | None:
    """Of one that is closed, and goes on in another: by its own number, as the other stands."""
    return _standing(db, _JOINED, conversation_id)


def _standing(db: Connection, query: sa.Select[Any], conversation_id: str) -> Standing | None:
    row = db.execute(query, {"of": conversation_id}).one_or_none()
    if row is None:
        return None
    taken = row.agent_id is not None
    name = first_name(row.agent_name) if taken else None
    ahead = None if taken else row.ahead
    return Standing(row.number, row.function_id, row.deadline, name, ahead)


def function_of(db: Connection, number: str) -> str:
    """Where an enquiry is; empty when there is none of this number."""
    query = sa.select(enquiry.c.function_id).where(enquiry.c.number == number)
    return db.scalar(query) or ""


def waiting_with(db: Connection, *functions: str) -> list[str]:
    """The conversations whose place in the queues of these functions may be another now."""
    query = sa.select(enquiry.c.conversation_id).where(
        enquiry.c.function_id.in_(functions),
        enquiry.c.closed_at.is_(None),
        enquiry.c.agent_id.is_(None),
    )
    return list(db.scalars(query))
