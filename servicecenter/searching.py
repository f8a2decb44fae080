"""Searching among the enquiries that an agent may see: by number, or by words.

A Swedish stem is what the forms of a word begin with, so a text that contains it holds some form
of the word, or a compound of it: `hall` finds both `hallen` and `sporthallar`. A word that loses
a vowel in some forms (`nyckel`, `nycklar`) has two stems, and either will do.
"""

import re

import sqlalchemy as sa
import Stemmer
from sqlalchemy import Connection

from db.desk import internal_note
from db.schema import enquiry, message
from servicecenter.agents import Agent
from servicecenter.queues import readable_by
from servicecenter.reading import Enquiry, rows
from servicecenter.returning import as_number

MOST_FOUND = 50
MOST_WORDS = 8
LEAST_WITH_VOWEL = 4  # letters; of shorter stems too little would be left
DETAILS = ("association", "organisation_number", "contact", "idea")


def search(db: Connection, who: Agent, written: str) -> list[Enquiry]:
    """The newest first; every word stands somewhere in what is found."""
    wanted = _matches(written)
    if wanted is None:
        return []
    query = sa.select(enquiry.c.id).where(readable_by(who), wanted)
    ids = db.scalars(query.order_by(enquiry.c.id.desc()).limit(MOST_FOUND)).all()
    found = rows(db, enquiry.c.id.in_(ids)) if ids else []
    return sorted(found, key=lambda one: one.id, reverse=True)


def _matches(written: str) -> sa.ColumnElement[bool] | None:
    number = as_number(written) if not re.search(r"[^\W\d]", written) else ""
    stems = _stems(written)
    if not stems:
        return None
    by_words = sa.and_(*(_holds(stem) for stem in stems))
    return (enquiry.c.number == number) | by_words if number else by_words


def _stems(written: str) -> list[str]:
    words = re.findall(r"\w+", written.lower())[:MOST_WORDS]
    stems: list[str] = Stemmer.Stemmer("swedish").stemWords(words)
    return stems


def _forms(stem: str) -> set[str]:
    """What the stemmer leaves of definite forms (`nyckeln`, `ansökan`) goes too."""
    stem = re.sub(r"(?<=el)n$|(?<=\w{4})an$", "", stem)
    if len(stem) < LEAST_WITH_VOWEL:
        return {stem}
    without = re.sub(r"[ae]([lnr])$", r"\1", stem)
    within = re.sub(r"(?<=[^aeiouyåäö])([lnr])$", r"e\1", stem)
    return {stem, without, within}


def _holds(stem: str) -> sa.ColumnElement[bool]:
    said = sa.exists().where(
        message.c.conversation_id == enquiry.c.conversation_id,
        message.c.sender.in_(("visitor", "agent")),
        _contains(message.c.content["text"].as_string(), stem),
    )
    noted = sa.exists().where(
        internal_note.c.enquiry_id == enquiry.c.id, _contains(internal_note.c.text, stem)
    )
    told = [_contains(enquiry.c.details[name].as_string(), stem) for name in DETAILS]
    return sa.or_(said, noted, *told)


def _contains(text: sa.ColumnElement[str], stem: str) -> sa.ColumnElement[bool]:
    """In any form, whatever the case: SQLite's own `lower` knows A to Z alone."""
    folded: sa.ColumnElement[str] = sa.func.lower(text)
    for capital in "ÅÄÖÉÜ":
        folded = sa.func.replace(folded, capital, capital.lower())
    return sa.or_(*(folded.contains(one, autoescape=True) for one in _forms(stem)))
