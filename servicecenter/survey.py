"""One question to the association when its enquiry has been closed: did you get the help you
needed? Answered by a button, without words, so nothing in it tells who asked."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from conversations.access import conversation_for_visitor
from conversations.states import State
from db.desk import survey
from db.schema import enquiry
from servicecenter.desk import OUTCOMES, NoSuchEnquiry

ANSWERS = ("yes", "partly", "no")


def asked(db: Connection, conversation_id: str, state: State) -> str | None:
    """The number of the enquiry that an agent has closed and that has not been answered for."""
    if state is not State.CLOSED:
        return None
    of_it = sa.select(enquiry.c.id, enquiry.c.number, enquiry.c.outcome)
    last = of_it.where(enquiry.c.conversation_id == conversation_id).order_by(enquiry.c.id.desc())
    row = db.execute(last.limit(1)).one_or_none()
    if row is None or row.outcome not in OUTCOMES or answer_of(db, row.id):
        return None
    number: str = row.number
    return number


def answer(
    db: Connection, conversation_id: str, secret: str, number: str, given: str, now: datetime
) -> None:
    """Once: the first answer stays, also when two come at once. Raises NoAccess, and NoSuchEnquiry
    when it is not asked."""
    assert given in ANSWERS
    current = conversation_for_visitor(db, conversation_id, secret, lock=True)
    query = sa.select(enquiry.c.id).where(
        enquiry.c.number == number,
        enquiry.c.conversation_id == current.id,
        enquiry.c.outcome.in_(OUTCOMES),
    )
    enquiry_id = db.scalar(query)
    if enquiry_id is None:
        raise NoSuchEnquiry(number)
    if answer_of(db, enquiry_id) is None:
        db.execute(survey.insert().values(enquiry_id=enquiry_id, answer=given, at=now))


_ANSWER = sa.select(survey.c.answer).where(survey.c.enquiry_id == sa.bindparam("of"))


def answer_of(db: Connection, enquiry_id: int) -> str | None:
    return db.scalar(_ANSWER, {"of": enquiry_id})
