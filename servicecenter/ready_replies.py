"""Replies that are written once and sent often, with what differs filled in.

One belongs to a function or to all of them. Past its review date it is not offered any more: what
was true once may not be.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from db.desk import ready_reply
from db.schema import function
from servicecenter.agents import Agent
from servicecenter.enquiries import in_words
from servicecenter.reading import Enquiry

PLACES = ("namn", "funktion", "nummer", "förening", "svar senast")
_PLACE = re.compile(r"\{([^{}]*)\}")


class UnknownPlace(Exception):
    """Something stands in braces that nothing is filled in for; carries it."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class NoSuchReply(Exception):
    """There is none such, or it is another function's."""


@dataclass(frozen=True)
class ReadyReply:
    id: int
    function_id: str | None
    function_name: str | None
    title: str
    text: str
    review_by: date


@dataclass(frozen=True)
class Draft:
    function_id: str | None
    title: str
    text: str
    review_by: date


def of(db: Connection, who: Agent) -> list[ReadyReply]:
    """All that the agent may use and change, also those to be reviewed."""
    query = (
        sa.select(ready_reply, function.c.name.label("function_name"))
        .outerjoin(function, function.c.id == ready_reply.c.function_id)
        .where(_of(who))
        .order_by(ready_reply.c.title, ready_reply.c.id)
    )
    return [
        ReadyReply(row.id, row.function_id, row.function_name, row.title, row.text, row.review_by)
        for row in db.execute(query)
    ]


def offered(db: Connection, one: Enquiry, who: Agent, today: date) -> list[tuple[str, str]]:
    """Title and words of those that fit the enquiry, with what differs filled in."""
    return [
        (reply.title, _filled(reply.text, one, who))
        for reply in of(db, who)
        if reply.review_by >= today and reply.function_id in (None, one.function_id)
    ]


def save(db: Connection, who: Agent, reply_id: int | None, draft: Draft, now: datetime) -> None:
    """A new one, or other words for one. Raises UnknownPlace and NoSuchReply."""
    for name in _PLACE.findall(draft.text):
        if name not in PLACES:
            raise UnknownPlace(name)
    if not _may_write(db, who, draft.function_id):
        raise NoSuchReply(draft.function_id)
    row = {
        "function_id": draft.function_id,
        "title": draft.title,
        "text": draft.text,
        "review_by": draft.review_by,
        "saved_by": who.login,
        "saved_at": now,
    }
    if reply_id is None:
        db.execute(ready_reply.insert().values(row))
        return
    mine = ready_reply.update().where(ready_reply.c.id == reply_id, _of(who))
    if not db.execute(mine.values(row)).rowcount:
        raise NoSuchReply(reply_id)


def remove(db: Connection, who: Agent, reply_id: int) -> None:
    """Raises NoSuchReply."""
    if not db.execute(ready_reply.delete().where(ready_reply.c.id == reply_id, _of(who))).rowcount:
        raise NoSuchReply(reply_id)


def _of(who: Agent) -> sa.ColumnElement[bool]:
    if not who.may_answer:
        return sa.false()
    if who.role == "admin":
        return sa.true()
    return ready_reply.c.function_id.is_(None) | ready_reply.c.function_id.in_(who.functions)


def _may_write(db: Connection, who: Agent, function_id: str | None) -> bool:
    if not who.may_answer:
        return False
    if function_id is None or function_id in who.functions:
        return True
    known = sa.select(function.c.id).where(function.c.id == function_id)
    return who.role == "admin" and db.scalar(known) is not None


def _filled(text: str, one: Enquiry, who: Agent) -> str:
    values = {
        "namn": who.first_name,
        "funktion": one.function_name,
        "nummer": one.number,
        "förening": one.details.get("association") or "er förening",
        "svar senast": in_words(one.deadline, one.language),
    }
    return _PLACE.sub(lambda found: values.get(found[1], found[0]), text)
