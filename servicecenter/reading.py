"""Enquiries as rows are read: with their question, their note and who spoke last. Asks no one for
their right to them; that is what servicecenter.desk does."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from db.desk import hold, joined
from db.schema import agent, conversation, enquiry, function, message
from servicecenter import question
from texts.catalogue import lang

_other = enquiry.alias()


@dataclass(frozen=True)
class Enquiry:
    """`unanswered` follows from who spoke last; `note` is of who handed it on last. `language`
    is the conversation's; `asked_in` the question's, which the function speaks if `is_spoken`.
    `instead_of` names the function that does not, if the question is here for that; `joined_to` is
    the number of the enquiry that this one goes on in."""

    id: int
    number: str
    conversation_id: str
    function_id: str
    function_name: str
    agent_id: int | None
    agent_name: str | None
    topic: str
    reason: str
    details: dict[str, str]
    opened_at: datetime
    deadline: datetime
    closed_at: datetime | None
    outcome: str | None
    unanswered: bool
    question: str
    note: str
    language: str
    asked_in: str
    is_spoken: bool
    instead_of: str | None
    held_until: datetime | None
    step: int
    joined_to: str | None
    visitor_seen: int
    is_erased: bool


def rows(db: Connection, where: sa.ColumnElement[bool]) -> list[Enquiry]:
    """The earliest deadline first."""
    return [_enquiry(row) for row in db.execute(_enquiries().where(where))]


def one(db: Connection, number: str) -> Enquiry | None:
    row = db.execute(_one(), {"number": number}).one_or_none()
    return _enquiry(row) if row else None


@cache
def _one() -> sa.Select[Any]:
    return _enquiries().where(enquiry.c.number == sa.bindparam("number"))


@cache
def last_sender() -> sa.ScalarSelect[str]:
    """Which of the two that talk spoke last."""
    spoken = sa.select(message.c.sender).where(
        message.c.conversation_id == enquiry.c.conversation_id,
        message.c.sender.in_(("visitor", "agent")),
    )
    return spoken.order_by(message.c.seq.desc()).limit(1).scalar_subquery()


@cache
def _enquiries() -> sa.Select[Any]:
    """Built once: building it takes longer than asking the database."""
    is_over = visitor_wrote_after(enquiry.c.conversation_id, hold.c.seq)
    return (
        sa.select(
            enquiry,
            sa.case((is_over, None), else_=hold.c.until).label("held_until"),
            function.c.name.label("function_name"),
            agent.c.name.label("agent_name"),
            conversation.c.language,
            conversation.c.visitor_seen,
            conversation.c.erased_at,
            last_sender().label("last_sender"),
            question.asked().label("question"),
            question.note().label("note"),
            question.language().label("asked_in"),
            question.instead_of().label("instead_of"),
            function.c.languages,
            _other.c.number.label("joined_to"),
        )
        .join(conversation, conversation.c.id == enquiry.c.conversation_id)
        .join(function, function.c.id == enquiry.c.function_id)
        .outerjoin(agent, agent.c.id == enquiry.c.agent_id)
        .outerjoin(hold, hold.c.enquiry_id == enquiry.c.id)
        .outerjoin(joined, joined.c.enquiry_id == enquiry.c.id)
        .outerjoin(_other, _other.c.id == joined.c.to_id)
        .order_by(enquiry.c.deadline, enquiry.c.id)
    )


def _enquiry(row: sa.Row[Any]) -> Enquiry:
    return Enquiry(
        row.id,
        row.number,
        row.conversation_id,
        row.function_id,
        row.function_name,
        row.agent_id,
        row.agent_name,
        row.topic,
        row.reason,
        row.details,
        row.opened_at,
        row.deadline,
        row.closed_at,
        row.outcome,
        row.last_sender == "visitor",
        row.question["text"] if row.question else "",
        (row.note or {}).get("note", ""),
        row.language,
        lang(row.asked_in),
        lang(row.asked_in) in row.languages,
        row.instead_of,
        row.held_until,
        row.step,
        row.joined_to,
        row.visitor_seen,
        row.erased_at is not None,
    )


def visitor_wrote_after(conversation_id: Any, seq: Any) -> sa.Exists:
    """Both may be columns."""
    return sa.exists().where(
        message.c.conversation_id == conversation_id,
        message.c.sender == "visitor",
        message.c.seq > seq,
    )
