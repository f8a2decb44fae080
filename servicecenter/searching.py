"""Searching among the enquiries that an agent may see: by number, or by words.

The database finds every text that holds a stem. Whether a text holds all parts of a compound
cannot be asked of it: it gives what may do, and that is looked through here.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy import Connection

from db.desk import internal_note
from db.schema import enquiry, message
from servicecenter.agents import Agent
from servicecenter.compounds import Wanted, wanted
from servicecenter.queues import readable_by
from servicecenter.reading import Enquiry, rows
from servicecenter.returning import as_number

MOST_FOUND = 50
MOST_WORDS = 8
LOOKED_THROUGH = 500  # enquiries, for the parts of compounds
DETAILS = ("association", "organisation_number", "contact", "idea")
_SAID = message.c.content["text"].as_string()


def search(db: Connection, who: Agent, written: str) -> list[Enquiry]:
    """The newest first; every word stands somewhere in what is found."""
    words = wanted(written, MOST_WORDS)
    if not words:
        return []
    number = as_number(written) if not re.search(r"[^\W\d]", written) else ""
    by_words = sa.and_(*(_holds(one.forms) for one in words))
    found = _ids(db, who, (enquiry.c.number == number) | by_words, MOST_FOUND)
    found |= _by_parts(db, who, words)
    newest = sorted(found, reverse=True)[:MOST_FOUND]
    enquiries = rows(db, enquiry.c.id.in_(newest)) if newest else []
    return sorted(enquiries, key=lambda one: one.id, reverse=True)


def _by_parts(db: Connection, who: Agent, words: Sequence[Wanted]) -> set[int]:
    if not any(one.may_be_compound for one in words):
        return set()
    may_do = sa.and_(*(_may_hold(one) for one in words))
    texts = _texts(db, _ids(db, who, may_do, LOOKED_THROUGH))
    return {of for of, text in texts.items() if all(one.is_in(text) for one in words)}


def _ids(db: Connection, who: Agent, where: sa.ColumnElement[bool], most: int) -> set[int]:
    query = sa.select(enquiry.c.id).where(readable_by(who), where)
    return set(db.scalars(query.order_by(enquiry.c.id.desc()).limit(most)))


def _may_hold(one: Wanted) -> sa.ColumnElement[bool]:
    if not one.may_be_compound:
        return _holds(one.forms)
    begins, ends = one.ends
    return _holds(begins) & _holds(ends)


def _texts(db: Connection, ids: set[int]) -> dict[int, str]:
    """All that is searched of each, in lower case."""
    found: dict[int, list[str]] = defaultdict(list)
    said = (
        sa.select(enquiry.c.id, _SAID.label("text"))
        .join(message, message.c.conversation_id == enquiry.c.conversation_id)
        .where(enquiry.c.id.in_(ids), message.c.sender.in_(("visitor", "agent")))
    )
    noted = sa.select(internal_note.c.enquiry_id.label("id"), internal_note.c.text)
    for row in db.execute(said.union_all(noted.where(internal_note.c.enquiry_id.in_(ids)))):
        found[row.id].append(row.text or "")
    for row in db.execute(sa.select(enquiry.c.id, enquiry.c.details).where(enquiry.c.id.in_(ids))):
        found[row.id] += [row.details.get(name, "") for name in DETAILS]
    return {of: "\n".join(texts).lower() for of, texts in found.items()}


def _holds(any_of: set[str]) -> sa.ColumnElement[bool]:
    said = sa.exists().where(
        message.c.conversation_id == enquiry.c.conversation_id,
        message.c.sender.in_(("visitor", "agent")),
        _contains(_SAID, any_of),
    )
    noted = sa.exists().where(
        internal_note.c.enquiry_id == enquiry.c.id, _contains(internal_note.c.text, any_of)
    )
    told = [_contains(enquiry.c.details[name].as_string(), any_of) for name in DETAILS]
    return sa.or_(said, noted, *told)


def _contains(text: sa.ColumnElement[str], any_of: set[str]) -> sa.ColumnElement[bool]:
    """Whatever the case: SQLite's own `lower` knows A to Z alone."""
    folded: sa.ColumnElement[str] = sa.func.lower(text)
    for capital in "ÅÄÖÉÜ":
        folded = sa.func.replace(folded, capital, capital.lower())
    return sa.or_(*(folded.contains(one, autoescape=True) for one in any_of))
