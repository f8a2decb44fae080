"""What shows, at little cost, that a conversation has changed."""

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.dialects.postgresql import ARRAY

from db.schema import conversation

Mark = tuple[str, int, int, int]

# Built once; the ids are one value, however many there are.
_MARKS = sa.select(
    conversation.c.id,
    conversation.c.state,
    conversation.c.last_seq,
    conversation.c.visitor_seen,
    conversation.c.agent_seen,
).where(conversation.c.id == sa.any_(sa.bindparam("ids", type_=ARRAY(sa.String))))


def of(db: Connection, conversation_ids: list[str]) -> dict[str, Mark]:
    """On PostgreSQL, where others write beside us."""
    rows = db.execute(_MARKS, {"ids": conversation_ids})
    return {row.id: (row.state, row.last_seq, row.visitor_seen, row.agent_seen) for row in rows}
