"""Enquiries that go on in another one of the same association. Their conversations stay apart: what
the agent says in the one is said in each, and what its visitor writes is seen by agents alone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from conversations import messages
from conversations.content import Notice, Text
from conversations.states import State
from db.desk import joined
from db.schema import conversation, enquiry
from texts.catalogue import text

JOINED = "joined"  # the outcome; agents reach it by joining alone


_TO = (
    sa.select(enquiry.c.number, conversation.c.id, conversation.c.language)
    .join(joined, joined.c.enquiry_id == enquiry.c.id)
    .join(conversation, conversation.c.id == enquiry.c.conversation_id)
    .where(
        joined.c.to_id == sa.bindparam("to"),
        conversation.c.state == State.CLOSED,
        conversation.c.erased_at.is_(None),
    )
    .order_by(enquiry.c.id)
)


@dataclass(frozen=True)
class Joined:
    number: str
    conversation_id: str
    language: str


def to(db: Connection, enquiry_id: int) -> list[Joined]:
    """Those that go on in it, and whose visitors can be told."""
    return [Joined(row.number, row.id, row.language) for row in db.execute(_TO, {"to": enquiry_id})]


def of(db: Connection, enquiry_id: int) -> sa.Row[Any] | None:
    """The enquiry that it goes on in."""
    query = sa.select(enquiry).join(joined, joined.c.to_id == enquiry.c.id)
    return db.execute(query.where(joined.c.enquiry_id == enquiry_id)).one_or_none()


def leave(db: Connection, enquiry_id: int) -> bool:
    """Whether it went on in another one until now."""
    gone = joined.delete().where(joined.c.enquiry_id == enquiry_id)
    return db.execute(gone).rowcount == 1


def tell(db: Connection, enquiry_id: int, now: datetime, text_id: str, **arguments: str) -> None:
    """The visitors of those that go on in it, each in their language."""
    for one in held(db, enquiry_id):
        named = {**arguments, "number": one.number}
        notice = Notice(text=text(one.language, text_id, **named), language=one.language)
        messages.add(db, one.conversation_id, "system", notice, now)


def answer(
    db: Connection,
    enquiry_id: int,
    said: Text,
    now: datetime,
    by: dict[str, Any],
) -> None:
    """What an agent has said in it is said to each of their visitors; `by` as messages.add has
    it."""
    for one in held(db, enquiry_id):
        messages.add(db, one.conversation_id, "agent", said, now, **by)


def held(db: Connection, enquiry_id: int) -> list[Joined]:
    """Whoever writes in one of them opens it again, and holds its conversation meanwhile: so each
    is locked, and looked at anew."""
    found = [one.conversation_id for one in to(db, enquiry_id)]
    here = conversation.c.id.in_(found)
    if not found:
        return []
    db.execute(
        sa.select(conversation.c.id).where(here).order_by(conversation.c.id).with_for_update()
    )
    return to(db, enquiry_id)
