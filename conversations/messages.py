"""The words of a conversation: added under the next number, read after a number."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from conversations.content import CONTENT, Content
from db.schema import agent, conversation, message


@dataclass(frozen=True)
class Message:
    seq: int
    client_id: str | None
    sender: str
    agent_name: str | None
    content: Content
    trace: dict[str, Any] | None
    at: datetime


def add(
    db: Connection,
    conversation_id: str,
    sender: str,
    content: Content,
    now: datetime,
    *,
    client_id: str | None = None,
    agent_id: int | None = None,
    turn: str | None = None,
) -> int:
    """Stores a message and returns its number. Others of the conversation wait meanwhile."""
    numbered = (
        conversation.update()
        .where(conversation.c.id == conversation_id)
        .values(last_seq=conversation.c.last_seq + 1)
        .returning(conversation.c.last_seq)
    )
    seq: int = db.execute(numbered).scalar_one()
    db.execute(
        message.insert().values(
            conversation_id=conversation_id,
            seq=seq,
            client_id=client_id,
            sender=sender,
            agent_id=agent_id,
            content=content.model_dump(mode="json", exclude_none=True),
            turn=turn,
            at=now,
        )
    )
    return seq


def numbered(db: Connection, conversation_id: str, client_id: str) -> int | None:
    """The number of the message that its sender has given this name, if it is stored."""
    query = sa.select(message.c.seq).where(
        message.c.conversation_id == conversation_id, message.c.client_id == client_id
    )
    return db.scalar(query)


def known_and_waiting(
    db: Connection, conversation_id: str, client_id: str
) -> tuple[int | None, bool]:
    """The number of the message of this name, if it is stored, and whether any message of the
    conversation waits for the bot: in one look, since every message needs both."""
    columns = message.c
    query = sa.select(columns.seq, columns.client_id, columns.turn).where(
        columns.conversation_id == conversation_id,
        (columns.client_id == client_id) | (columns.turn == "pending"),
    )
    rows = db.execute(query).all()
    known = next((row.seq for row in rows if row.client_id == client_id), None)
    return known, any(row.turn == "pending" for row in rows)


def after(db: Connection, conversation_id: str, seq: int) -> list[Message]:
    """All messages with a higher number, in order."""
    query = (
        sa.select(message, agent.c.name.label("agent_name"))
        .outerjoin(agent, agent.c.id == message.c.agent_id)
        .where(message.c.conversation_id == conversation_id, message.c.seq > seq)
        .order_by(message.c.seq)
    )
    return [
        Message(
            row.seq,
            row.client_id,
            row.sender,
            row.agent_name,
            CONTENT.validate_python(row.content),
            row.trace,
            row.at,
        )
        for row in db.execute(query)
    ]
