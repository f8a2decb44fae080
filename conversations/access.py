"""Who may see a conversation: the one who holds its secret.

Nothing else opens it: not an e-mail address, not an organisation number, not its id.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from conversations.states import State
from db.schema import conversation

# Crockford's: without the letters that are read as a digit or as another letter.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MISREAD = str.maketrans("OILU", "011V")
LENGTH = 16  # characters that a person can write down: 80 bits


# Built once: what is asked for every message, again and again, is otherwise mostly building.
_CONVERSATION = sa.select(conversation).where(conversation.c.id == sa.bindparam("of"))
_LOCKED = _CONVERSATION.with_for_update()


class NoAccess(Exception):
    """There is no such conversation, or the secret is another's: which, is not told."""


@dataclass(frozen=True)
class Conversation:
    id: str
    state: State
    language: str
    language_chosen: bool
    last_seq: int
    agent_seen: int
    dialogue: dict[str, Any]


def new_secret() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def as_written_down(written: str) -> str:
    """A secret as a person writes it: in groups, in any case, with letters misread."""
    return "".join(filter(str.isalnum, written)).upper().translate(MISREAD)


def digest(secret: str) -> str:
    """Secrets are random, so one pass of SHA-256 keeps them."""
    return hashlib.sha256(secret.encode(errors="surrogateescape")).hexdigest()


def conversation_for_visitor(
    db: Connection, conversation_id: str, secret: str, *, lock: bool = False
) -> Conversation:
    """Raises NoAccess. With `lock`, others wait until this transaction is done."""
    row = db.execute(_LOCKED if lock else _CONVERSATION, {"of": conversation_id}).one_or_none()
    if not hmac.compare_digest(row.secret_hash if row else "", digest(secret)) or not row:
        raise NoAccess
    return Conversation(
        row.id,
        State(row.state),
        row.language,
        row.language_chosen,
        row.last_seq,
        row.agent_seen,
        row.dialogue,
    )
