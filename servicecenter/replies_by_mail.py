"""A reply to a letter with answers comes back into its conversation: once, and only from the
address that the visitor has confirmed, to the token of a letter that went there."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from conversations import messages
from conversations.access import digest
from conversations.content import HandOver, Text
from conversations.states import Event, State, after
from conversations.words import visible
from db.outside import reply_token, visitor_address
from db.schema import conversation, enquiry
from inbox.letter import Received
from outbox.mail import Letter
from servicecenter import addresses, enquiries, reopening
from texts.catalogue import text

REASON = "by_mail"


@dataclass(frozen=True)
class Result:
    """`conversation_id` is None when the letter belongs to none; `is_new` if it has changed it."""

    conversation_id: str | None
    is_new: bool = False


NOT_OURS = Result(None)


def new_address(db: Connection, address_id: int, reply_address: str, now: datetime) -> str:
    """Where one letter is to be answered to: nobody can guess it, and we keep only its hash."""
    token = secrets.token_hex(16)
    row = {"token_hash": digest(token), "address_id": address_id, "at": now}
    db.execute(reply_token.insert().values(row))
    name, _, domain = reply_address.partition("@")
    return f"{name}+{token}@{domain}"


def take_in(db: Connection, letter: Received, longest: int, now: datetime) -> Result:
    """The same letter again changes nothing."""
    here = None if letter.is_automatic else _address(db, letter.token)
    if here is None or here[1].lower() != letter.sender:
        return NOT_OURS
    locked = sa.select(conversation).where(conversation.c.id == here[0])
    _lock_enquiries(db, here[0])
    current = db.execute(locked.with_for_update()).one()
    if messages.numbered(db, current.id, letter.name) is not None:
        return Result(current.id)
    words = visible(letter.words)
    if not words or len(words) > longest:
        _write_back(db, current, "mail-back-empty" if not words else "mail-back-long", now)
        return Result(current.id)
    _add(db, current, letter.name, words, now)
    if letter.has_files:
        _write_back(db, current, "mail-back-files", now)
    return Result(current.id, is_new=True)


def _address(db: Connection, token: str) -> tuple[str, str] | None:
    """The conversation, and the address that its visitor has confirmed."""
    query = (
        sa.select(visitor_address.c.conversation_id, visitor_address.c.address)
        .join(reply_token, reply_token.c.address_id == visitor_address.c.id)
        .where(reply_token.c.token_hash == digest(token), addresses.IN_USE)
    )
    found = db.execute(query).one_or_none() if token else None
    return (found.conversation_id, found.address) if found else None


def _lock_enquiries(db: Connection, conversation_id: str) -> None:
    """Before the conversation, as the desk does."""
    mine = enquiry.c.conversation_id == conversation_id
    db.execute(sa.select(enquiry.c.id).where(mine).with_for_update())


def _add(db: Connection, current: sa.Row[Any], name: str, words: str, now: datetime) -> None:
    """Who writes a letter has left the chat, so a person reads it and never the bot."""
    said = Text(text=words)
    messages.add(db, current.id, "visitor", said, now, client_id=name)
    state = State(current.state)
    if state is State.CLOSED and reopening.is_due(db, current.id, said, now):
        reopening.reopen(db, current.id, now)
    elif state in (State.CLOSED, State.BOT):
        _hand_over(db, current.id, state, now)


def _hand_over(db: Connection, conversation_id: str, state: State, now: datetime) -> None:
    """To the function that has answered before."""
    of_it = sa.select(enquiry.c.function_id, enquiry.c.topic).where(
        enquiry.c.conversation_id == conversation_id
    )
    last = db.execute(of_it.order_by(enquiry.c.id.desc()).limit(1)).one()
    asked = HandOver(function=last.function_id, topic=last.topic, reason=REASON)
    receipt = enquiries.open_enquiry(db, conversation_id, asked, now)
    messages.add(db, conversation_id, "system", receipt, now)
    waiting = after(after(state, Event.VISITOR_WRITES), Event.HAND_OVER)
    here = conversation.update().where(conversation.c.id == conversation_id)
    db.execute(here.values(state=waiting, dialogue={}))


def _write_back(db: Connection, current: sa.Row[Any], why: str, now: datetime) -> None:
    """Once a day for each reason, so that two machines can never write to each other for long."""
    letter = Letter(text(current.language, "mail-back-subject"), text(current.language, why))
    addresses.send(db, current.id, letter, f"{why}:{current.id}:{now.date()}", now)
