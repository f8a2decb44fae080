"""How far each side has read: one number each, that only grows."""

from typing import Literal

from sqlalchemy import Connection

from conversations.access import conversation_for_visitor
from db.schema import conversation

Side = Literal["visitor", "agent"]


def visitor_has_seen(db: Connection, conversation_id: str, secret: str, seq: int) -> bool:
    """Whether that is news. Raises NoAccess."""
    conversation_for_visitor(db, conversation_id, secret)
    return advance(db, conversation_id, "visitor", seq)


def advance(db: Connection, conversation_id: str, side: Side, seq: int) -> bool:
    """Whether the side has read further than was known. What is not written yet cannot be read."""
    column = conversation.c.visitor_seen if side == "visitor" else conversation.c.agent_seen
    moved = db.execute(
        conversation.update()
        .where(conversation.c.id == conversation_id, column < seq, conversation.c.last_seq >= seq)
        .values({column: seq})
    )
    return moved.rowcount == 1
