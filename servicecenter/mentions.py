"""Colleagues who are named in a note, by @ and their whole name: each sees it in their queue until
they have looked. Whoever may not read the enquiry cannot be named, so a name opens nothing."""

import re
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from db.desk import internal_note, mention
from db.schema import agent, enquiry
from servicecenter import agents
from servicecenter.agents import Agent
from servicecenter.desk import enquiry_for_agent, may_read
from servicecenter.reading import Enquiry


def people(db: Connection, number: str, who: Agent) -> list[str]:
    """The names of the others who may read the enquiry. Raises NoSuchEnquiry."""
    return [one.name for one in _readers(db, enquiry_for_agent(db, number, who), who)]


def name_in(db: Connection, one: Enquiry, note_id: int, by: Agent, words: str) -> None:
    """Whom the note names; two of the same name are both meant."""
    named = [other for other in _readers(db, one, by) if _is_named(other.name, words)]
    for other in named:
        db.execute(mention.insert().values(note_id=note_id, agent_id=other.id))


def look(db: Connection, number: str, who: Agent, now: datetime) -> None:
    """They have seen where they are named. Raises NoSuchEnquiry."""
    one = enquiry_for_agent(db, number, who)
    notes = sa.select(internal_note.c.id).where(internal_note.c.enquiry_id == one.id)
    mine = (mention.c.agent_id == who.id) & mention.c.seen_at.is_(None)
    db.execute(mention.update().where(mine, mention.c.note_id.in_(notes)).values(seen_at=now))


def waits_for(who: Agent) -> sa.Exists:
    """Whether the enquiry that the query is about names them in a note that they have not seen."""
    return sa.exists().where(_unseen(enquiry.c.id, who.id)).correlate(enquiry)


def _unseen(enquiry_id: Any, agent_id: Any) -> sa.ColumnElement[bool]:
    """Both may be columns, or values that are given later."""
    return sa.and_(
        internal_note.c.enquiry_id == enquiry_id,
        mention.c.note_id == internal_note.c.id,
        mention.c.agent_id == agent_id,
        mention.c.seen_at.is_(None),
    )


_IS_WAITED_FOR = (
    sa.select(mention.c.note_id).where(_unseen(sa.bindparam("of"), sa.bindparam("who"))).limit(1)
)


def is_waited_for(db: Connection, one: Enquiry, who: Agent) -> bool:
    return db.scalar(_IS_WAITED_FOR, {"of": one.id, "who": who.id}) is not None


def of_notes(db: Connection, enquiry_id: int) -> dict[int, list[str]]:
    """The names in each note that has any, by its id."""
    query = (
        sa.select(mention.c.note_id, agent.c.name)
        .join(agent, agent.c.id == mention.c.agent_id)
        .join(internal_note, internal_note.c.id == mention.c.note_id)
        .where(internal_note.c.enquiry_id == enquiry_id)
        .order_by(agent.c.name)
    )
    found: dict[int, list[str]] = {}
    for row in db.execute(query):
        found.setdefault(row.note_id, []).append(row.name)
    return found


def _readers(db: Connection, one: Enquiry, but: Agent) -> list[Agent]:
    others = [other for other in agents.answering(db) if other.id != but.id]
    return [other for other in others if may_read(db, one, other)]


def _is_named(name: str, words: str) -> bool:
    """As a whole: Bo is not named by @Bosse."""
    return re.search(rf"(?<!\w)@{re.escape(name)}(?!\w)", words, re.IGNORECASE) is not None
