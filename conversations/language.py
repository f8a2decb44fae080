"""The language that a conversation is held in: what the system says in it is said in that."""

import sqlalchemy as sa
from sqlalchemy import Connection

from conversations.access import Conversation, conversation_for_visitor
from db.schema import conversation
from texts.catalogue import DEFAULT, LANGUAGES, known, lang


def language_of(db: Connection, conversation_id: str) -> str:
    query = sa.select(conversation.c.language).where(conversation.c.id == conversation_id)
    return db.scalar(query) or DEFAULT


def choose(db: Connection, conversation_id: str, secret: str, language: str) -> None:
    """From now on; what has been said stays as it was said. Raises NoAccess."""
    conversation_for_visitor(db, conversation_id, secret)
    chosen = conversation.update().where(conversation.c.id == conversation_id)
    db.execute(chosen.values(language=known(language), language_chosen=True))


def follow(db: Connection, current: Conversation, written_in: str | None) -> str:
    """What a visitor clearly writes in is what the system goes on in, unless they have chosen."""
    is_other = written_in != lang(current.language)
    if written_in not in LANGUAGES or not is_other or current.language_chosen:
        return current.language
    here = conversation.update().where(conversation.c.id == current.id)
    db.execute(here.values(language=written_in))
    return written_in
