"""The address that a visitor has given for answers. Nothing but a link goes there until it has been
confirmed from there."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy import Connection

from conversations import messages
from conversations.access import conversation_for_visitor, digest
from conversations.content import Notice
from db.outside import reply_token, visitor_address
from db.schema import conversation, enquiry
from outbox import rows
from outbox.mail import Letter, read_address
from servicecenter.enquiries import note
from texts.catalogue import text

LINK_LIVES = timedelta(hours=24)
A_DAY = timedelta(days=1)
LETTERS_PER_CONVERSATION = 5  # links in a day, to whichever addresses
LETTERS_PER_MAILBOX = 3  # links in a day, from whichever conversations

IN_USE = visitor_address.c.confirmed_at.is_not(None) & visitor_address.c.removed_at.is_(None)
_CONFIRMED = sa.select(visitor_address.c.address).where(
    visitor_address.c.conversation_id == sa.bindparam("of"), IN_USE
)
_PENDING = visitor_address.c.confirmed_at.is_(None) & visitor_address.c.removed_at.is_(None)


class TooManyLetters(Exception):
    """This conversation has asked for as many links as it may in a day."""


class NotConfirmed(Exception):
    """There is no address that anything but a link may go to."""


class LinkNotValid(Exception):
    """It was never sent, is used, is too old, or another one has come after it."""


@dataclass(frozen=True)
class Address:
    """As its visitor and the agents may see it; empty words when none was given."""

    state: Literal["none", "waiting", "confirmed"]
    masked: str = ""


def shown(db: Connection, conversation_id: str, now: datetime) -> Address:
    """Whoever calls has checked who asks. A confirmed one counts until another is."""
    of_it = sa.select(visitor_address).where(visitor_address.c.conversation_id == conversation_id)
    recent = _PENDING & (visitor_address.c.given_at > now - LINK_LIVES)
    row = db.execute(of_it.where(recent).order_by(visitor_address.c.id.desc())).first()
    if row is not None:
        return Address("waiting", masked(row.address))
    row = db.execute(of_it.where(IN_USE)).first()
    return Address("confirmed", masked(row.address)) if row else Address("none")


def give(
    db: Connection,
    conversation_id: str,
    secret: str,
    given: str,
    link: Callable[[str, str], str],
    now: datetime,
) -> Address:
    """Sends a link to the address, which `link` makes of a token and a language. Whether the
    address is known, or has been sent too many links already, changes nothing in the answer.

    Raises NoAccess, NoAddress and TooManyLetters.
    """
    current = conversation_for_visitor(db, conversation_id, secret, lock=True)
    address = read_address(given)
    _refuse_too_many(db, conversation_id, now)
    mailbox = mailbox_hash(address)
    is_bombed = _given(db, visitor_address.c.mailbox_hash == mailbox, now) >= LETTERS_PER_MAILBOX
    token = secrets.token_urlsafe(32)
    _take_away(db, conversation_id, _PENDING, now)
    inserted = db.execute(
        visitor_address.insert().values(
            conversation_id=conversation_id,
            address=address,
            mailbox_hash=mailbox,
            token_hash=digest(token),
            told_seq=current.last_seq,
            given_at=now,
        )
    )
    if not is_bombed:
        (row_id,) = inserted.inserted_primary_key or (0,)
        letter = _letter(current.language, link(token, current.language))
        key = f"confirm-address:{row_id}:{digest(token)[:16]}"
        rows.add(db, letter.to(address, f"confirm-address:{row_id}", key), now)
    return Address("waiting", masked(address))


def confirm(db: Connection, token: str, now: datetime) -> str:
    """From now on answers go there; returns the conversation's id. Raises LinkNotValid."""
    row = _of_token(db, token, now)
    # In the order of all others: the conversation first, then what belongs to it.
    locked = sa.select(conversation).where(conversation.c.id == row.conversation_id)
    current = db.execute(locked.with_for_update()).one()
    _take_away(db, row.conversation_id, IN_USE, now)
    this = visitor_address.update().where(visitor_address.c.id == row.id, _PENDING)
    if not db.execute(this.values(confirmed_at=now)).rowcount:
        raise LinkNotValid
    words = text(current.language, "system-mail-on", address=masked(row.address))
    _tell(db, row.conversation_id, words, "mail_on", now)
    return str(row.conversation_id)


def check(db: Connection, token: str, now: datetime) -> None:
    """Raises LinkNotValid."""
    _of_token(db, token, now)


def remove(db: Connection, conversation_id: str, secret: str, now: datetime) -> None:
    """No more goes there, nor what waits to be sent. Raises NoAccess."""
    current = conversation_for_visitor(db, conversation_id, secret, lock=True)
    was_in_use = _take_away(db, conversation_id, IN_USE, now)
    _take_away(db, conversation_id, _PENDING, now)
    if was_in_use:
        words = text(current.language, "system-mail-off")
        _tell(db, conversation_id, words, "mail_off", now)


def confirmed(db: Connection, conversation_id: str) -> str | None:
    """The address that letters about the conversation may go to."""
    address: str | None = db.scalar(_CONFIRMED, {"of": conversation_id})
    return address


def send(db: Connection, conversation_id: str, letter: Letter, key: str, now: datetime) -> bool:
    """Sends a letter, such as the conversation itself as an attachment, to the confirmed address;
    whether there is one. The same key again sends nothing more."""
    address = confirmed(db, conversation_id)
    if address is None:
        return False
    rows.add(db, letter.to(address, ordering(conversation_id), key), now)
    return True


def forget(db: Connection, conversation_id: str) -> None:
    """All that was given, and what waits to be sent or could not be: what has been sent is empty
    already."""
    of_it = visitor_address.c.conversation_id == conversation_id
    given = db.scalars(sa.select(visitor_address.c.id).where(of_it)).all()
    rows.forget(db, [ordering(conversation_id), *(f"confirm-address:{one}" for one in given)])
    db.execute(reply_token.delete().where(reply_token.c.address_id.in_(given)))
    db.execute(visitor_address.delete().where(of_it))


def ordering(conversation_id: str) -> str:
    """What is said of one conversation comes in its order."""
    return f"conversation:{conversation_id}"


def masked(address: str) -> str:
    """Enough to know one's own by: `a•••@forening.se`."""
    name, _, domain = address.rpartition("@")
    return f"{name[:1]}•••@{domain}"


def _take_away(
    db: Connection, conversation_id: str, which: sa.ColumnElement[bool], now: datetime
) -> bool:
    """Whether there was one."""
    of_it = visitor_address.c.conversation_id == conversation_id
    gone = db.execute(sa.select(visitor_address).where(of_it, which)).all()
    for row in gone:
        rows.withdraw(db, f"confirm-address:{row.id}", row.address)
        rows.withdraw(db, ordering(conversation_id), row.address)
        this = visitor_address.update().where(visitor_address.c.id == row.id)
        db.execute(this.values(address="", removed_at=now))
    return bool(gone)


def _of_token(db: Connection, token: str, now: datetime) -> sa.Row[Any]:
    query = sa.select(visitor_address).where(
        visitor_address.c.token_hash == digest(token),
        visitor_address.c.given_at > now - LINK_LIVES,
        _PENDING,
    )
    row = db.execute(query).one_or_none()
    if row is None:
        raise LinkNotValid
    return row


def _tell(db: Connection, conversation_id: str, words: str, what: str, now: datetime) -> None:
    """In the conversation, where agents read it too, and in the log of its open enquiry."""
    messages.add(db, conversation_id, "system", Notice(text=words), now)
    is_open = (enquiry.c.conversation_id == conversation_id) & enquiry.c.closed_at.is_(None)
    for enquiry_id in db.scalars(sa.select(enquiry.c.id).where(is_open)).all():
        note(db, enquiry_id, now, "visitor", what)


def _refuse_too_many(db: Connection, conversation_id: str, now: datetime) -> None:
    of_it = visitor_address.c.conversation_id == conversation_id
    if _given(db, of_it, now) >= LETTERS_PER_CONVERSATION:
        raise TooManyLetters


def _given(db: Connection, which: sa.ColumnElement[bool], now: datetime) -> int:
    recent = visitor_address.c.given_at > now - A_DAY
    count = sa.select(sa.func.count()).select_from(visitor_address).where(which, recent)
    return db.scalar(count) or 0


def mailbox_hash(address: str) -> str:
    """The same for all ways of writing one mailbox: in capitals, with a `+tag`."""
    name, _, domain = address.casefold().rpartition("@")
    mailbox = f"{name.partition('+')[0]}@{domain}"
    return hashlib.sha256(mailbox.encode()).hexdigest()


def _letter(language: str, link: str) -> Letter:
    return Letter(
        text(language, "mail-confirm-subject"), text(language, "mail-confirm-text", link=link)
    )
