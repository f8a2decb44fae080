"""What an enquiry asks, in which language, and what those say who have had it: parts of queries
for enquiries, taken from what is stored of the conversation and in the log.

They are built once: building takes longer than asking the database.
"""

from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from db.schema import conversation, enquiry, enquiry_log, function, message
from texts.catalogue import DEFAULT, lang

_WRITTEN_IN = message.c.content["language"].as_string()


def language_of(db: Connection, conversation_id: str) -> str:
    """That the visitor clearly wrote in last; else the conversation's."""
    here = sa.select(language()).where(conversation.c.id == conversation_id)
    return lang(db.scalar(here) or DEFAULT)


@cache
def asked() -> sa.ScalarSelect[Any]:
    """The last matter that the bot looked for an answer to; else whatever was written last."""
    asked = sa.select(message.c.content).where(
        message.c.conversation_id == enquiry.c.conversation_id,
        message.c.sender == "visitor",
        message.c.at <= enquiry.c.opened_at,
        message.c.content["kind"].as_string() == "text",  # and not a file
    )
    is_other = message.c.trace["probability"].as_string().is_(None)
    return asked.order_by(is_other, message.c.seq.desc()).limit(1).scalar_subquery()


@cache
def note() -> sa.ScalarSelect[Any]:
    handed_on = sa.select(enquiry_log.c.details).where(
        enquiry_log.c.enquiry_id == enquiry.c.id, enquiry_log.c.what == "transferred"
    )
    return handed_on.order_by(enquiry_log.c.id.desc()).limit(1).scalar_subquery()


@cache
def language() -> sa.ColumnElement[str]:
    """Of the conversation that the query is about, as `language_of` has it."""
    written = sa.select(_WRITTEN_IN).where(
        message.c.conversation_id == conversation.c.id,
        message.c.sender == "visitor",
        _WRITTEN_IN.is_not(None),
    )
    last = written.order_by(message.c.seq.desc()).limit(1).scalar_subquery()
    return sa.func.coalesce(last, conversation.c.language)


@cache
def instead_of() -> sa.ScalarSelect[Any]:
    """The name of the function that would have it, did it speak the language of the question."""
    named = enquiry_log.c.details["instead_of"].as_string()
    responsible = function.alias()
    opened = (
        sa.select(responsible.c.name)
        .join(enquiry_log, named == responsible.c.id)
        .where(enquiry_log.c.enquiry_id == enquiry.c.id, enquiry_log.c.what == "opened")
    )
    return opened.limit(1).scalar_subquery()
