"""Coming back to a question from any device: by its number and the secret of its receipt."""

import re

import sqlalchemy as sa
from sqlalchemy import Connection

from conversations.access import (
    Conversation,
    NoAccess,
    as_written_down,
    conversation_for_visitor,
)
from db.schema import enquiry

NOBODYS = ""  # no conversation has this id
_NUMBER = re.compile(r"(\d{4})(\d{1,6})")


class WrongNumberOrSecret(Exception):
    """Which of them is wrong, is not told."""


def come_back(db: Connection, number: str, secret: str) -> Conversation:
    """The conversation that the enquiry belongs to, for who holds its secret.

    Raises WrongNumberOrSecret, after the same work whether there is such a number or not.
    """
    query = sa.select(enquiry.c.conversation_id).where(enquiry.c.number == as_number(number))
    conversation_id = db.scalar(query) or NOBODYS
    try:
        return conversation_for_visitor(db, conversation_id, as_written_down(secret))
    except NoAccess:
        raise WrongNumberOrSecret from None


def as_number(written: str) -> str:
    """An enquiry's number as a person writes it: `2026 123` is 2026-000123."""
    digits = "".join(filter(str.isdecimal, written))
    found = _NUMBER.fullmatch(digits)
    return f"{found[1]}-{found[2]:0>6}" if found else ""
