"""Putting an enquiry off: it leaves the queue and comes back by itself at the time, or as soon as
the visitor writes. Nothing has to run for that: the time is looked at whenever the queue is."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy import Connection

from db.desk import hold
from db.schema import conversation
from servicecenter.agents import Agent
from servicecenter.desk import owned_by
from servicecenter.enquiries import note

LONGEST = timedelta(days=60)


class WrongTime(Exception):
    """It has passed, or is too far away."""


def put_off(db: Connection, number: str, who: Agent, until: datetime, now: datetime) -> None:
    """Raises NoSuchEnquiry, NotYours and WrongTime."""
    mine = owned_by(db, number, who)
    if not now < until <= now + LONGEST:
        raise WrongTime(until)
    here = conversation.c.id == mine.conversation_id
    seq = db.execute(sa.select(conversation.c.last_seq).where(here).with_for_update()).scalar_one()
    db.execute(hold.delete().where(hold.c.enquiry_id == mine.id))
    db.execute(hold.insert().values(enquiry_id=mine.id, until=until, seq=seq))
    note(db, mine.id, now, who.login, "put_off", until=until.isoformat())


def take_up(db: Connection, number: str, who: Agent, now: datetime) -> None:
    """Back now. Raises NoSuchEnquiry and NotYours."""
    mine = owned_by(db, number, who)
    if db.execute(hold.delete().where(hold.c.enquiry_id == mine.id)).rowcount:
        note(db, mine.id, now, who.login, "taken_up")
