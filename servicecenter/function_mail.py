"""Letters to a function's mailbox: a number, a deadline and a link, and no word of the visitor's,
since whoever reads the mailbox sees them."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from db.outside import outbox
from db.schema import enquiry
from outbox import rows
from outbox.mail import Letter
from servicecenter import contact_paths
from servicecenter.contact_paths import Function
from servicecenter.enquiries import in_words

WAITS = "Fråga {number} väntar på svar"
NEW = "Ny fråga {number}"
RECENT = timedelta(days=1)  # what came before, while there was no mail, is known by now
LETTER = """\
{what} hos {function}.
Svar senast: {deadline}.

Ta den vid desken:
{page}/desk/{number}
"""


def mailbox(function: Function | None) -> str | None:
    """Only what the municipality has confirmed is written to."""
    if function is None or not function.is_confirmed("E-postadress"):
        return None
    return function.email


def letter(subject: str, number: str, function: Function, deadline: datetime, page: str) -> Letter:
    what, when = subject.format(number=number), in_words(deadline, "sv")
    named = {"function": function.name, "number": number, "deadline": when, "page": page}
    return Letter(what, LETTER.format(what=what, **named))


def ordering(function_id: str) -> str:
    return f"function:{function_id}"


def write_new(db: Connection, page: str, now: datetime) -> None:
    """One letter for each enquiry that has come to a function and that no one has taken yet. It
    follows from what is stored, so nothing that brings an enquiry there has to remember it."""
    functions = contact_paths.load(db).functions
    boxes = {one.id: box for one in functions.values() if (box := mailbox(one))}
    for row in db.execute(_new(boxes, now)).all() if boxes else ():
        function = functions[row.function_id]
        told = letter(NEW, row.number, function, row.deadline, page)
        rows.add(db, told.to(boxes[function.id], ordering(function.id), row.key), now)


def _new(boxes: dict[str, str], now: datetime) -> sa.Select[Any]:
    """What a step of the steps has brought there has had its letter."""
    key = "new:" + enquiry.c.number + ":" + enquiry.c.function_id
    written = sa.exists().where(outbox.c.key == key).correlate(enquiry)
    return (
        sa.select(enquiry.c.number, enquiry.c.function_id, enquiry.c.deadline, key.label("key"))
        .where(enquiry.c.closed_at.is_(None), enquiry.c.agent_id.is_(None), enquiry.c.step == 0)
        .where(enquiry.c.function_id.in_(boxes), enquiry.c.waits_from > now - RECENT, ~written)
        .order_by(enquiry.c.id)
    )
