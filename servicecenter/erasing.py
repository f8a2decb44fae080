"""Erasing a conversation: by the visitor, or when it has been kept long enough.

A conversation that no enquiry came of goes whole. Where one did, all words go, with all that tells
who asked; what is left is what follow-up and the ledger need: its number, function, topic, times
and outcome, and that and when it was worked with. It is counted before that, so that no figure
changes by it.
"""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from conversations import messages
from conversations.access import conversation_for_visitor
from conversations.content import Notice
from conversations.files import attachments
from conversations.states import State
from db.desk import gap, internal_note
from db.followup import counted
from db.schema import conversation, enquiry, enquiry_log, message
from db.workshop import looked_through, shown_article, unanswered
from servicecenter import addresses, reopening
from servicecenter.enquiries import note
from servicecenter.followup import counting

WITHDRAWN = "withdrawn"
BY_VISITOR = "Den som frågade har raderat samtalet."
BY_AGE = "Samtalet är raderat, eftersom tiden som det sparas är slut."
NO_SECRET = ""  # the hash of nothing
# What holds the words of a conversation, or tells whose they are; in an order that can be deleted.
OF_WORDS = (message, internal_note, gap, unanswered, shown_article, looked_through, counted)
OF_STEP = ("from", "to", "step", "since", "mail")
# Of each kind of line in an enquiry's log, the details that are not words of anyone.
CODES = {
    "opened": ("function", "reason", "instead_of"),
    "details": ("fields",),
    "transferred": ("from", "to", "why"),
    "consulted": ("function",),
    "put_off": ("until",),
    "reminded": OF_STEP,
    "escalated": OF_STEP,
    "shown_to_all": OF_STEP,
    "absent": ("from", "to"),
    "asked_again": ("deadline",),
    "closed": ("outcome",),
    "reopened": ("agent",),
    "joined": ("to",),
    "took_in": ("to",),
}


def erase(db: Connection, conversation_id: str, secret: str, now: datetime) -> list[str]:
    """For its visitor. An open enquiry is closed as withdrawn. The ids of its files, whose bytes
    go once this is committed. Raises NoAccess."""
    conversation_for_visitor(db, conversation_id, secret)
    _lock_enquiries(db, conversation_id)
    conversation_for_visitor(db, conversation_id, secret, lock=True)
    _withdraw(db, conversation_id, now)
    return _erase(db, conversation_id, BY_VISITOR, now)


def erase_old(
    db: Connection, conversation_id: str, before: datetime, now: datetime
) -> list[str] | None:
    """As `erase`; None when there was nothing to erase: someone may have come back to it."""
    _lock_enquiries(db, conversation_id)
    here = conversation.c.id == conversation_id
    db.execute(sa.select(conversation.c.id).where(here).with_for_update())
    if db.scalar(_kept_long_enough(before).where(here)) is None:
        return None
    return _erase(db, conversation_id, BY_AGE, now)


def old(db: Connection, before: datetime, most: int) -> list[str]:
    """Conversations in which nothing has been said since, and no enquiry is open."""
    return list(db.scalars(_kept_long_enough(before).order_by(conversation.c.id).limit(most)))


def _kept_long_enough(before: datetime) -> sa.Select[Any]:
    of_it = message.c.conversation_id == conversation.c.id
    of_it_too = enquiry.c.conversation_id == conversation.c.id
    return sa.select(conversation.c.id).where(
        conversation.c.erased_at.is_(None),
        conversation.c.started_at < before,
        ~sa.exists().where(of_it, message.c.at >= before),
        ~sa.exists().where(of_it_too, enquiry.c.closed_at.is_(None)),
    )


def _lock_enquiries(db: Connection, conversation_id: str) -> None:
    """Before the conversation, as the desk does: in the other order they could block each other."""
    mine = enquiry.c.conversation_id == conversation_id
    db.execute(sa.select(enquiry.c.id).where(mine).with_for_update())


def _withdraw(db: Connection, conversation_id: str, now: datetime) -> None:
    is_open = (enquiry.c.conversation_id == conversation_id) & enquiry.c.closed_at.is_(None)
    for enquiry_id in db.scalars(sa.select(enquiry.c.id).where(is_open)).all():
        closed = enquiry.update().where(enquiry.c.id == enquiry_id)
        db.execute(closed.values(closed_at=now, outcome=WITHDRAWN))
        note(db, enquiry_id, now, "visitor", WITHDRAWN)
        reopening.reopen_joined(db, enquiry_id, now)


def _erase(db: Connection, conversation_id: str, why: str, now: datetime) -> list[str]:
    counting.count_now(db, conversation_id)  # the figures stay
    files = attachments.take_away(db, conversation_id)
    addresses.forget(db, conversation_id)
    for table in OF_WORDS:
        db.execute(table.delete().where(table.c.conversation_id == conversation_id))
    of_it = enquiry.c.conversation_id == conversation_id
    numbers = db.scalars(sa.select(enquiry.c.id).where(of_it)).all()
    here = conversation.c.id == conversation_id
    if not numbers:
        db.execute(conversation.delete().where(here))
        return files
    db.execute(enquiry.update().where(of_it).values(details={}))
    for enquiry_id in numbers:
        _leave_codes(db, enquiry_id)
    emptied = {"secret_hash": NO_SECRET, "state": State.CLOSED, "dialogue": {}, "erased_at": now}
    db.execute(conversation.update().where(here).values(emptied))
    messages.add(db, conversation_id, "system", Notice(text=why), now)
    return files


def _leave_codes(db: Connection, enquiry_id: int) -> None:
    lines = sa.select(enquiry_log).where(enquiry_log.c.enquiry_id == enquiry_id)
    for line in db.execute(lines).all():
        kept = CODES.get(line.what, ())
        codes = {name: value for name, value in line.details.items() if name in kept}
        db.execute(enquiry_log.update().where(enquiry_log.c.id == line.id).values(details=codes))
