"""What colleagues write to each other about an enquiry: notes, and asking another function for
advice without giving the enquiry away. Nothing of it is ever part of the conversation."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from db.desk import consultation, internal_note
from db.schema import agent, function
from servicecenter import mentions
from servicecenter.agents import Agent
from servicecenter.desk import (
    NotYours,
    consulted_by,
    enquiry_for_agent,
    owned_by,
)
from servicecenter.enquiries import note
from servicecenter.handing_on import UnknownFunction
from servicecenter.reading import Enquiry

_NOTES = (
    sa.select(internal_note, agent.c.name.label("by"), function.c.name.label("asked"))
    .join(agent, agent.c.id == internal_note.c.agent_id)
    .outerjoin(function, function.c.id == internal_note.c.function_id)
    .where(internal_note.c.enquiry_id == sa.bindparam("of"))
    .order_by(internal_note.c.id)
)


@dataclass(frozen=True)
class InternalNote:
    """With `asked`, it is a question to the function of that name; `mentions` are those whom it
    names."""

    id: str
    by: str
    asked: str | None
    text: str
    at: datetime
    mentions: list[str]


def write(
    db: Connection, number: str, who: Agent, client_id: str, words: str, now: datetime
) -> None:
    """By anyone who may see the enquiry while it is open; the same `client_id` again is the same
    note. From a function that was asked for advice it is the answer. Raises NoSuchEnquiry."""
    one = enquiry_for_agent(db, number, who, lock=True)
    if one.closed_at is not None:
        raise NotYours(number)
    note_id = _add(db, one, who, client_id, None, words, now)
    if note_id is None:
        return
    mentions.name_in(db, one, note_id, who, words)
    note(db, one.id, now, who.login, "noted")
    asked = consultation.update().where(consultation.c.enquiry_id == one.id, consulted_by(who))
    if one.agent_id != who.id and db.execute(asked.values(answered_at=now)).rowcount:
        note(db, one.id, now, who.login, "advised")


def consult(
    db: Connection,
    number: str,
    who: Agent,
    function_id: str,
    client_id: str,
    words: str,
    now: datetime,
) -> None:
    """Lets another function read the enquiry until it has answered. Raises UnknownFunction."""
    mine = owned_by(db, number, who)
    known = db.scalar(sa.select(function.c.id).where(function.c.id == function_id))
    if known is None or known == mine.function_id:
        raise UnknownFunction(function_id)
    note_id = _add(db, mine, who, client_id, function_id, words, now)
    if note_id is None:
        return
    row = {"enquiry_id": mine.id, "function_id": function_id}
    is_open = consultation.c.answered_at.is_(None)
    already = sa.select(consultation.c.id).filter_by(**row).where(is_open)
    if db.scalar(already) is None:
        db.execute(consultation.insert().values(**row, asked_at=now))
    mentions.name_in(db, mine, note_id, who, words)
    note(db, mine.id, now, who.login, "consulted", function=function_id)


def notes(db: Connection, enquiry_id: int) -> list[InternalNote]:
    """In order. For who may see the enquiry."""
    found = db.execute(_NOTES, {"of": enquiry_id}).all()
    named = mentions.of_notes(db, enquiry_id) if found else {}
    return [
        InternalNote(row.client_id, row.by, row.asked, row.text, row.at, named.get(row.id, []))
        for row in found
    ]


def _add(
    db: Connection,
    one: Enquiry,
    who: Agent,
    client_id: str,
    function_id: str | None,
    words: str,
    now: datetime,
) -> int | None:
    """Its id, if it is new."""
    named = sa.select(internal_note.c.id).filter_by(enquiry_id=one.id, client_id=client_id)
    if db.scalar(named) is not None:
        return None
    row = {
        "enquiry_id": one.id,
        "conversation_id": one.conversation_id,
        "client_id": client_id,
        "agent_id": who.id,
        "function_id": function_id,
        "text": words,
        "at": now,
    }
    inserted = db.execute(internal_note.insert().values(row))
    (note_id,) = inserted.inserted_primary_key or (0,)
    return note_id
