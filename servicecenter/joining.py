"""Joining two open enquiries of the same association: one goes on, the other is closed and goes on
in it. `joined` says what that means from then on, `reopening` how it ends."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from conversations.states import Event
from db.desk import hold, joined
from db.outside import visitor_address
from db.schema import conversation, enquiry
from servicecenter import agents, desk, following
from servicecenter.addresses import IN_USE
from servicecenter.agents import Agent
from servicecenter.desk import NotYours, in_charge_of, is_in_charge
from servicecenter.earlier import NUMBER
from servicecenter.enquiries import note
from servicecenter.joined import JOINED, tell
from servicecenter.queues import visible_to
from servicecenter.reading import Enquiry, rows

MOST = 10


class NotTheSame(Exception):
    """Nothing says that both are of the same association."""


class WaitsInTheOther(Exception):
    """The other's visitor waits for an answer, and this one's does not: whoever waits is not to be
    put where no one does."""


def join(db: Connection, number: str, who: Agent, other: str, now: datetime) -> None:
    """From now on `other` goes on in `number`. By who has the latter, or leads those who do, and
    may take or lead the former. Raises NoSuchEnquiry, NotYours, NotTheSame and WaitsInTheOther."""
    _lock(db, number, other, who)
    in_charge_of(db, number, who)
    _check(desk.enquiry_for_agent(db, other, who), who)
    # Nothing is said in between: both conversations are locked before it is looked at who waits.
    both = sa.select(conversation.c.id).join(enquiry).where(enquiry.c.number.in_([number, other]))
    db.execute(both.order_by(conversation.c.id).with_for_update(of=conversation))
    one, gone = desk.numbered(db, number), desk.numbered(db, other)
    if db.scalar(sa.select(enquiry.c.id).where(enquiry.c.id == gone.id, _is_same(db, one))) is None:
        raise NotTheSame(other)
    if gone.unanswered and not one.unanswered:
        raise WaitsInTheOther(other)
    _close(db, one, gone, now)
    _tell(db, one, gone, now)
    note(db, gone.id, now, who.login, "joined", to=one.number)
    note(db, one.id, now, who.login, "took_in", to=gone.number)


def candidates(db: Connection, one: Enquiry, who: Agent) -> list[Enquiry]:
    """What can be joined to it by the agent; the earliest deadline first."""
    if not is_in_charge(one, who):
        return []
    open_ones = sa.select(enquiry.c.id).where(enquiry.c.closed_at.is_(None), visible_to(who))
    same = open_ones.where(enquiry.c.id != one.id, _is_same(db, one)).limit(MOST)
    ids = db.scalars(same.order_by(enquiry.c.id)).all()
    found = rows(db, enquiry.c.id.in_(ids)) if ids else []
    return [other for other in found if _may_give(other, who)]


def _lock(db: Connection, number: str, other: str, who: Agent) -> None:
    agents.hold(db, who)
    both = sa.select(enquiry.c.id).where(enquiry.c.number.in_([number, other]))
    db.execute(both.order_by(enquiry.c.id).with_for_update())


def _check(gone: Enquiry, who: Agent) -> None:
    if gone.closed_at is not None or not _may_give(gone, who):
        raise NotYours(gone.number)


def _may_give(gone: Enquiry, who: Agent) -> bool:
    """Theirs to take, or in their charge; who only gives advice has neither."""
    return is_in_charge(gone, who) or (gone.agent_id is None and desk.may_see(gone, who))


def _is_same(db: Connection, one: Enquiry) -> sa.ColumnElement[bool]:
    """The same organisation number, or the same confirmed address."""
    is_another = enquiry.c.conversation_id != one.conversation_id
    same = []
    if number := one.details.get(NUMBER):
        same.append(enquiry.c.details[NUMBER].as_string() == number)
    mailbox = sa.select(visitor_address.c.mailbox_hash).where(
        visitor_address.c.conversation_id == one.conversation_id, IN_USE
    )
    if (hashed := db.scalar(mailbox)) is not None:
        with_it = sa.select(visitor_address.c.conversation_id)
        with_it = with_it.where(visitor_address.c.mailbox_hash == hashed, IN_USE)
        same.append(enquiry.c.conversation_id.in_(with_it))
    return is_another & sa.or_(sa.false(), *same)


def _close(db: Connection, one: Enquiry, gone: Enquiry, now: datetime) -> None:
    desk.end(db, gone, Event.CLOSE, JOINED, now)
    db.execute(enquiry.update().where(enquiry.c.id == gone.id).values(agent_id=one.agent_id))
    if gone.unanswered:
        following.answer_by(db, one.id, gone.deadline, now)
        db.execute(hold.delete().where(hold.c.enquiry_id == one.id))


def _tell(db: Connection, one: Enquiry, gone: Enquiry, now: datetime) -> None:
    """What went on in the one that goes, goes on with it."""
    there = {"other": one.number, "function": one.function_name}
    moved = joined.update().where(joined.c.to_id == gone.id).values(to_id=one.id)
    tell(db, gone.id, now, "system-joined", **there)
    db.execute(moved)
    desk.tell(db, gone, now, "system-joined", number=gone.number, **there)
    db.execute(joined.insert().values(enquiry_id=gone.id, to_id=one.id))
