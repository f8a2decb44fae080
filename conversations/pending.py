"""Turns of the bot that wait."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from conversations.content import Text
from conversations.states import State
from db.schema import conversation, message


@dataclass(frozen=True)
class Pending:
    conversation_id: str
    seq: int
    state: State
    said: Text
    dialogue: dict[str, Any]
    language: str  # of the conversation
    asked_at: datetime


def first_pending(db: Connection, conversation_id: str) -> Pending | None:
    query = (
        sa.select(message, conversation.c.state, conversation.c.dialogue, conversation.c.language)
        .join(conversation, conversation.c.id == message.c.conversation_id)
        .where(message.c.conversation_id == conversation_id, message.c.turn == "pending")
        .order_by(message.c.seq)
        .limit(1)
    )
    row = db.execute(query).one_or_none()
    if row is None:
        return None
    said = Text.model_validate(row.content)
    state = State(row.state)
    return Pending(conversation_id, row.seq, state, said, row.dialogue, row.language, row.at)


def all_pending(db: Connection) -> list[str]:
    """The conversations in which a message waits for the bot."""
    query = sa.select(message.c.conversation_id).where(message.c.turn == "pending").distinct()
    return list(db.scalars(query))


def left(db: Connection, before: datetime, now: datetime, most: int) -> list[str]:
    """Those in which one waits since before then, the longest first. What is later than now was
    stored while the clock was wrong."""
    since = sa.func.min(message.c.at)
    query = (
        sa.select(message.c.conversation_id)
        .where(message.c.turn == "pending", (message.c.at <= before) | (message.c.at > now))
        .group_by(message.c.conversation_id)
        .order_by(since)
    )
    return list(db.scalars(query.limit(most)))


def is_gathering(dialogue: dict[str, Any]) -> bool:
    """Whether the bot is in the middle of asking for details."""
    return bool(dialogue.get("loop"))
