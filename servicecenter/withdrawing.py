"""An association takes its question back: no answer is needed any more."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from conversations.access import conversation_for_visitor
from conversations.states import Event
from db.schema import enquiry
from servicecenter import desk, joined, reopening
from servicecenter.desk import NoSuchEnquiry
from servicecenter.enquiries import note

WITHDRAWN = "withdrawn"  # the outcome; agents cannot choose it


def withdraw(db: Connection, conversation_id: str, secret: str, number: str, now: datetime) -> bool:
    """Whether it was open until now: what is closed stays as it is.

    Raises NoAccess, and NoSuchEnquiry when the number is not of this conversation.
    """
    conversation_for_visitor(db, conversation_id, secret)
    query = sa.select(enquiry).where(
        enquiry.c.number == number, enquiry.c.conversation_id == conversation_id
    )
    row = db.execute(query.with_for_update()).one_or_none()
    if row is None:
        raise NoSuchEnquiry(number)
    one = desk.numbered(db, number)
    if joined.leave(db, one.id):
        db.execute(enquiry.update().where(enquiry.c.id == one.id).values(outcome=WITHDRAWN))
    elif one.closed_at is not None:
        return False
    else:
        desk.end(db, one, Event.CLOSE, WITHDRAWN, now)
        reopening.reopen_joined(db, one.id, now)
    desk.tell(db, one, now, "system-withdrawn", number=number)
    note(db, one.id, now, "visitor", "withdrawn")
    return True
