"""A letter to a visitor who has left, with what people have answered meanwhile."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from conversations import messages
from conversations.messages import Message
from db.outside import visitor_address
from db.schema import conversation, enquiry, function, message
from inbox.letter import MARK
from outbox import rows
from outbox.mail import Letter
from servicecenter import addresses, replies_by_mail
from texts.catalogue import text

# Who has not seen an answer by then has left; answers that come meanwhile are gathered.
LEFT_AFTER = timedelta(minutes=5)


def write_due(db: Connection, page: str, now: datetime, reply_address: str = "") -> None:
    """One letter for each conversation with answers that no one has seen; `page` is the chat's
    address, `reply_address` where letters can be answered to, empty for nowhere. Both the letter
    and the mark of how far it tells are stored, or neither."""
    for row in db.execute(_due(now)).all():
        _write(db, row, page, reply_address, now)


def _due(now: datetime) -> sa.Select[Any]:
    known = _known()
    unseen = (
        sa.select(visitor_address.c.id, visitor_address.c.conversation_id)
        .add_columns(visitor_address.c.address, sa.func.min(message.c.seq).label("first"))
        .join(conversation, conversation.c.id == visitor_address.c.conversation_id)
        .join(message, message.c.conversation_id == conversation.c.id)
        .where(visitor_address.c.confirmed_at.is_not(None), visitor_address.c.removed_at.is_(None))
        .where(conversation.c.last_seq > visitor_address.c.told_seq)
        .where(message.c.sender == "agent", *(message.c.seq > one for one in known))
    )
    return unseen.group_by(visitor_address.c.id, conversation.c.id).having(
        sa.func.min(message.c.at) <= now - LEFT_AFTER
    )


def _known() -> list[sa.ColumnElement[int]]:
    """The numbers up to which the visitor knows what has been said: told by letter, seen on the
    page, or there when they wrote themselves."""
    own = message.alias("own")
    wrote = sa.select(sa.func.coalesce(sa.func.max(own.c.seq), 0)).where(
        own.c.conversation_id == conversation.c.id, own.c.sender == "visitor"
    )
    return [visitor_address.c.told_seq, conversation.c.visitor_seen, wrote.scalar_subquery()]


def _write(db: Connection, due: sa.Row[Any], page: str, reply_address: str, now: datetime) -> None:
    said = messages.after(db, due.conversation_id, due.first - 1)
    answers = [one for one in said if one.sender == "agent"]
    last = answers[-1].seq
    back = replies_by_mail.new_address(db, due.id, reply_address, now) if reply_address else ""
    letter = _letter(db, due.conversation_id, answers, page, back)
    key = f"answers:{due.conversation_id}:{last}"
    rows.add(db, letter.to(due.address, addresses.ordering(due.conversation_id), key), now)
    told = visitor_address.update().where(visitor_address.c.id == due.id)
    db.execute(told.values(told_seq=last))


def _letter(
    db: Connection, conversation_id: str, answers: list[Message], page: str, back: str
) -> Letter:
    about = db.execute(_about(conversation_id)).one()
    words = "\n\n".join(_words(one, about.language) for one in answers)
    named = {"number": about.number, "function": about.name}
    ending = text(about.language, "mail-answer-reply" if back else "mail-answer-no-reply")
    told = text(about.language, "mail-answer-text", words=words, link=page, ending=ending, **named)
    above = f"{MARK} {text(about.language, 'mail-answer-above')}\n\n" if back else ""
    subject = text(about.language, "mail-answer-subject", number=about.number)
    return Letter(subject, above + told, reply_to=back)


def _about(conversation_id: str) -> sa.Select[Any]:
    return (
        sa.select(enquiry.c.number, function.c.name, conversation.c.language)
        .join(function, function.c.id == enquiry.c.function_id)
        .join(conversation, conversation.c.id == enquiry.c.conversation_id)
        .where(enquiry.c.conversation_id == conversation_id)
        .order_by(enquiry.c.id.desc())
        .limit(1)
    )


def _words(answer: Message, language: str) -> str:
    """What is not words, such as a file, is to be had in the chat."""
    said = getattr(answer.content, "text", "") or text(language, "mail-answer-in-chat")
    return f"{answer.agent_name}:\n{said}"
