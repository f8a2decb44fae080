"""Takes in what a visitor writes: stored once, with its turn, before it is acknowledged."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

import sqlalchemy as sa
from sqlalchemy import Connection

from conversations import messages
from conversations.access import Conversation, conversation_for_visitor, digest, new_secret
from conversations.content import Notice, Text
from conversations.language import follow
from conversations.pending import Pending, is_gathering
from conversations.states import Event, State, after, bot_answers
from db.schema import conversation, message

LOOKED_BACK = 20  # messages in which a button can still be pressed


class ChoiceNotOffered(Exception):
    """The button was never shown in this conversation."""


@dataclass(frozen=True)
class Started:
    id: str
    secret: str


@dataclass(frozen=True)
class Received:
    """`pending` is the turn to take now, unless an earlier one waits before it."""

    seq: int
    is_new: bool
    pending: Pending | None = None


@dataclass(frozen=True)
class Hint:
    """Where the chat was opened: whose matter the page is about, its address, and whether its
    language has been chosen by the visitor."""

    topic: str | None = None
    function: str | None = None
    page: str | None = None
    language_chosen: bool = False

    @property
    def dialogue(self) -> dict[str, Any]:
        """What the bot then knows of, as if it had been talked about: who asks for a person at
        once reaches the one whom the page is about."""
        known = {"topic": self.topic, "function": self.function}
        return {"slots": known} if self.topic else {}

    @property
    def trace(self) -> dict[str, Any] | None:
        return {"page": self.page} if self.page else None


class Reopening(Protocol):
    """What those who answered have to say when the visitor writes after the end."""

    def is_due(self, db: Connection, conversation_id: str, said: Text, now: datetime) -> bool: ...

    def reopen(self, db: Connection, conversation_id: str, now: datetime) -> None: ...


NO_HINT = Hint()


def start(
    db: Connection,
    notice: str,
    now: datetime,
    language: str = "sv",
    hint: Hint = NO_HINT,
    key: Started | None = None,
) -> Started:
    """A new conversation; its first message tells who answers and what is stored. Its key is drawn
    by lot unless it is given."""
    started = key or Started(secrets.token_hex(16), new_secret())
    db.execute(
        conversation.insert().values(
            id=started.id,
            secret_hash=digest(started.secret),
            state="bot",
            language=language,
            language_chosen=hint.language_chosen,
            dialogue=hint.dialogue,
            started_at=now,
        )
    )
    said = Notice(text=notice, language=language)
    messages.add(db, started.id, "system", said, now, trace=hint.trace)
    return started


def receive(
    db: Connection,
    conversation_id: str,
    secret: str,
    client_id: str,
    said: Text,
    now: datetime,
    reopening: Reopening | None = None,
) -> Received:
    """Stores a visitor's message; the same `client_id` again is the same message.

    Raises NoAccess and ChoiceNotOffered.
    """
    current = conversation_for_visitor(db, conversation_id, secret, lock=True)
    known, waits = messages.known_and_waiting(db, conversation_id, client_id)
    if known is not None:
        return Received(known, is_new=False)
    if said.choice is not None and not _was_offered(db, conversation_id, said.choice):
        raise ChoiceNotOffered(said.choice)
    is_closed = current.state is State.CLOSED
    if reopening and is_closed and reopening.is_due(db, conversation_id, said, now):
        seq = messages.add(db, conversation_id, "visitor", said, now, client_id=client_id)
        reopening.reopen(db, conversation_id, now)
        return Received(seq, is_new=True)
    current = _begun_again(db, current)
    gathers = is_gathering(current.dialogue)
    # A name or an address tells no language.
    language = current.language if gathers else follow(db, current, said.language)
    turn = "pending" if bot_answers(current.state, gathers) else None
    seq = messages.add(db, conversation_id, "visitor", said, now, client_id=client_id, turn=turn)
    if not turn or waits:
        return Received(seq, is_new=True)
    pending = Pending(conversation_id, seq, current.state, said, current.dialogue, language, now)
    return Received(seq, is_new=True, pending=pending)


def _begun_again(db: Connection, current: Conversation) -> Conversation:
    """A conversation that was closed goes back to the bot, which begins anew."""
    state = after(current.state, Event.VISITOR_WRITES)
    if state is current.state:
        return current
    changed = conversation.update().where(conversation.c.id == current.id)
    db.execute(changed.values(state=state, dialogue={}))
    return replace(current, state=state, dialogue={})


def _was_offered(db: Connection, conversation_id: str, choice: str) -> bool:
    query = (
        sa.select(message.c.content)
        .where(message.c.conversation_id == conversation_id, message.c.sender == "bot")
        .order_by(message.c.seq.desc())
        .limit(LOOKED_BACK)
    )
    return any(
        offered["id"] == choice
        for content in db.scalars(query)
        for offered in content.get("choices", ())
    )
