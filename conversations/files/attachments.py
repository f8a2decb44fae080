"""Which files belong to a conversation, who may add to them, and which may be fetched.

A visitor may send files while an enquiry is open in which an agent has asked for some. That is
not stored: it follows from the messages.
"""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from conversations import messages
from conversations.access import conversation_for_visitor
from conversations.content import File, Notice
from conversations.files.store import Kept, State
from conversations.language import language_of
from db.schema import attachment, enquiry, message
from texts.catalogue import text

PER_REQUEST = 5
PER_CONVERSATION = 20  # files, of the visitor and the agents together


class NotAsked(Exception):
    """No agent has asked for a file, or their enquiry is over."""


class TooMany(Exception):
    """As many as were asked for, or as much as a conversation holds."""


class NoSuchFile(Exception):
    """None of this conversation, or one that was stopped: which, is not told."""


class NotChecked(Exception):
    """The scanner has not seen it yet."""


# Built once: every look of a visitor needs it.
_STATES = sa.select(attachment.c.id, attachment.c.state).where(
    attachment.c.conversation_id == sa.bindparam("of")
)
# Built once: asked for each open chat, again and again. The last message that asks for files, of
# the enquiry that is open; and what the visitor has sent since.
_LAST_REQUEST = (
    sa.select(sa.func.max(message.c.seq))
    .join(enquiry, enquiry.c.conversation_id == message.c.conversation_id)
    .where(
        message.c.conversation_id == sa.bindparam("of"),
        message.c.content["kind"].as_string() == "file_request",
        message.c.content["number"].as_string() == enquiry.c.number,
        enquiry.c.closed_at.is_(None),
    )
)
_SENT_SINCE = (
    sa.select(sa.func.count())
    .select_from(attachment.join(message))
    .where(
        attachment.c.conversation_id == sa.bindparam("of"),
        attachment.c.seq > sa.bindparam("asked"),
        message.c.sender == "visitor",
    )
)


def states(db: Connection, conversation_id: str) -> dict[str, State]:
    """Of each file of the conversation: whether it can be fetched."""
    return {row.id: row.state for row in db.execute(_STATES, {"of": conversation_id})}


def left_to_send(db: Connection, conversation_id: str) -> int | None:
    """How many files the visitor may send now; None when none are asked for."""
    asked = db.scalar(_LAST_REQUEST, {"of": conversation_id})
    if asked is None:
        return None
    sent: int = db.execute(_SENT_SINCE, {"of": conversation_id, "asked": asked}).scalar_one()
    return PER_REQUEST - sent


def sent_by_visitor(
    db: Connection, conversation_id: str, secret: str, client_id: str, *, lock: bool = False
) -> int | None:
    """The number of the visitor's file of this name, if it is stored; else they must be allowed
    to send one now. Raises NoAccess, NotAsked and TooMany."""
    conversation_for_visitor(db, conversation_id, secret, lock=lock)
    known = messages.numbered(db, conversation_id, client_id)
    if known is None:
        left = left_to_send(db, conversation_id)
        if left is None:
            raise NotAsked
        if left < 1:
            raise TooMany
    return known


def from_visitor(
    db: Connection,
    conversation_id: str,
    secret: str,
    client_id: str,
    kept: Kept,
    room: int,
    now: datetime,
) -> tuple[int, bool]:
    """Stores the message and its file's row; its number, and whether it is new. Raises what
    `sent_by_visitor` raises."""
    known = sent_by_visitor(db, conversation_id, secret, client_id, lock=True)
    if known is not None:
        return known, False
    return add(db, conversation_id, "visitor", kept, room, now, client_id=client_id), True


def add(
    db: Connection,
    conversation_id: str,
    sender: str,
    kept: Kept,
    room: int,
    now: datetime,
    *,
    client_id: str,
    agent_id: int | None = None,
    function_id: str | None = None,
) -> int:
    """Raises TooMany."""
    _check_room(db, conversation_id, kept.size, room)
    said = File(file=kept.id, name=kept.name, type=kept.type, size=kept.size)
    seq = messages.add(
        db,
        conversation_id,
        sender,
        said,
        now,
        client_id=client_id,
        agent_id=agent_id,
        function_id=function_id,
    )
    row = {"conversation_id": conversation_id, "seq": seq, **vars(kept)}
    db.execute(attachment.insert().values(row))
    return seq


def _check_room(db: Connection, conversation_id: str, size: int, room: int) -> None:
    held = sa.select(sa.func.count(), sa.func.coalesce(sa.func.sum(attachment.c.size), 0))
    count, total = db.execute(held.where(attachment.c.conversation_id == conversation_id)).one()
    if count >= PER_CONVERSATION or total + size > room:
        raise TooMany


def one_of(db: Connection, conversation_id: str, file_id: str) -> Kept:
    """A file to be fetched by who may see its conversation. Raises NoSuchFile and NotChecked."""
    of = (attachment.c.id == file_id) & (attachment.c.conversation_id == conversation_id)
    row = db.execute(sa.select(attachment).where(of)).one_or_none()
    if row is None or row.state == "stopped":
        raise NoSuchFile
    if row.state != "ready":
        raise NotChecked
    return Kept(row.id, row.name, row.type, row.size, row.sha256, row.state)


def for_visitor(db: Connection, conversation_id: str, secret: str, file_id: str) -> Kept:
    """Raises NoAccess, NoSuchFile and NotChecked."""
    conversation_for_visitor(db, conversation_id, secret)
    return one_of(db, conversation_id, file_id)


def unchecked(db: Connection) -> list[tuple[str, str]]:
    """The ids of the files that wait for the scanner, and of their conversations."""
    waiting = sa.select(attachment.c.id, attachment.c.conversation_id)
    rows = db.execute(waiting.where(attachment.c.state == "checking").order_by(attachment.c.id))
    return [(row.id, row.conversation_id) for row in rows]


def judge(db: Connection, file_id: str, is_clean: bool, now: datetime) -> None:
    """Keeps the scanner's verdict, once; both sides are told of a file that was stopped."""
    waiting = (attachment.c.id == file_id) & (attachment.c.state == "checking")
    verdict = "ready" if is_clean else "stopped"
    if not db.execute(attachment.update().where(waiting).values(state=verdict)).rowcount:
        return
    if not is_clean:
        row = db.execute(sa.select(attachment).where(attachment.c.id == file_id)).one()
        language = language_of(db, row.conversation_id)
        words = text(language, "system-file-stopped", name=row.name)
        told = Notice(text=words, language=language)
        messages.add(db, row.conversation_id, "system", told, now)


def named(db: Connection) -> set[str]:
    """The ids of all files that are to be on disk."""
    return set(db.scalars(sa.select(attachment.c.id).where(attachment.c.state != "stopped")))


def take_away(db: Connection, conversation_id: str) -> list[str]:
    """Deletes the rows of its files; their ids, whose bytes go once this is committed."""
    of_it = attachment.c.conversation_id == conversation_id
    gone = db.execute(attachment.delete().where(of_it).returning(attachment.c.id))
    return list(gone.scalars())
