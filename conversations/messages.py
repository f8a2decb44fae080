"""The words of a conversation: added under the next number, read after a number."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from conversations.content import CONTENT, Content
from db.schema import agent, conversation, function, message

# Built once: every message needs them.
_TAKE_NUMBER = (
    conversation.update()
    .where(conversation.c.id == sa.bindparam("of"))
    .values(last_seq=conversation.c.last_seq + 1)
    .returning(conversation.c.last_seq)
)
_NUMBERED = sa.select(message.c.seq).where(
    message.c.conversation_id == sa.bindparam("of"), message.c.client_id == sa.bindparam("name")
)
_KNOWN_OR_WAITING = sa.select(message.c.seq, message.c.client_id, message.c.turn).where(
    message.c.conversation_id == sa.bindparam("of"),
    (message.c.client_id == sa.bindparam("name")) | (message.c.turn == "pending"),
)
_AFTER = (
    sa.select(message, agent.c.name.label("agent_name"), function.c.name.label("function_name"))
    .outerjoin(agent, agent.c.id == message.c.agent_id)
    .outerjoin(function, function.c.id == message.c.function_id)
    .where(message.c.conversation_id == sa.bindparam("of"), message.c.seq > sa.bindparam("number"))
    .order_by(message.c.seq)
)


@dataclass(frozen=True)
class Message:
    seq: int
    client_id: str | None
    sender: str
    agent_name: str | None
    function_name: str | None
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
    function_id: str | None = None,
    turn: str | None = None,
    trace: dict[str, Any] | None = None,
) -> int:
    """Stores a message and returns its number. Others of the conversation wait meanwhile."""
    seq: int = db.execute(_TAKE_NUMBER, {"of": conversation_id}).scalar_one()
    row = {
        "conversation_id": conversation_id,
        "seq": seq,
        "client_id": client_id,
        "sender": sender,
        "agent_id": agent_id,
        "function_id": function_id,
        "content": content.model_dump(mode="json", exclude_none=True),
        "turn": turn,
        "at": now,
    }
    if trace is not None:  # the column would hold JSON's null, and not none
        row["trace"] = trace
    db.execute(message.insert(), row)
    return seq


def numbered(db: Connection, conversation_id: str, client_id: str) -> int | None:
    """The number of the message that its sender has given this name, if it is stored."""
    return db.scalar(_NUMBERED, {"of": conversation_id, "name": client_id})


def known_and_waiting(
    db: Connection, conversation_id: str, client_id: str
) -> tuple[int | None, bool]:
    """The number of the message of this name, if it is stored, and whether any message of the
    conversation waits for the bot: in one look, since every message needs both."""
    rows = db.execute(_KNOWN_OR_WAITING, {"of": conversation_id, "name": client_id}).all()
    known = next((row.seq for row in rows if row.client_id == client_id), None)
    return known, any(row.turn == "pending" for row in rows)


def after(db: Connection, conversation_id: str, seq: int) -> list[Message]:
    """All messages with a higher number, in order."""
    rows = db.execute(_AFTER, {"of": conversation_id, "number": seq})
    return [_message(row, row.agent_name, row.function_name) for row in rows]


def of_several(db: Connection, conversation_ids: Collection[str]) -> dict[str, list[Message]]:
    """All messages of each, in order, without the names of who answered."""
    here = message.c.conversation_id
    rows = db.execute(sa.select(message).where(here.in_(conversation_ids)).order_by(message.c.seq))
    found: dict[str, list[Message]] = {}
    for row in rows:
        found.setdefault(row.conversation_id, []).append(_message(row, None, None))
    return found


def _message(row: sa.Row[Any], agent_name: str | None, function_name: str | None) -> Message:
    return Message(
        row.seq,
        row.client_id,
        row.sender,
        agent_name,
        function_name,
        CONTENT.validate_python(row.content),
        row.trace,
        row.at,
    )
