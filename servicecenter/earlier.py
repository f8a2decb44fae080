"""What the same association has asked before: by the organisation number that it has told."""

import sqlalchemy as sa
from sqlalchemy import Connection

from db.schema import enquiry
from servicecenter.agents import Agent
from servicecenter.queues import visible_to
from servicecenter.reading import Enquiry, rows

NUMBER = "organisation_number"
MOST = 10


def earlier(db: Connection, one: Enquiry, who: Agent) -> list[Enquiry]:
    """The newest first: what the agent may see, and what functions of theirs have closed. Anyone
    may tell any number, so nothing of this is for the visitor."""
    number = one.details.get(NUMBER)
    if not number:
        return []
    same = enquiry.c.details[NUMBER].as_string() == number
    query = sa.select(enquiry.c.id).where(same, enquiry.c.id != one.id, _allowed(who))
    ids = db.scalars(query.order_by(enquiry.c.id.desc()).limit(MOST)).all()
    found = rows(db, enquiry.c.id.in_(ids)) if ids else []
    return sorted(found, key=lambda other: other.id, reverse=True)


def _allowed(who: Agent) -> sa.ColumnElement[bool]:
    if not who.may_answer:
        return sa.false()
    of_ours = sa.true() if who.role == "admin" else enquiry.c.function_id.in_(who.functions)
    return visible_to(who) | (enquiry.c.closed_at.is_not(None) & of_ours)
