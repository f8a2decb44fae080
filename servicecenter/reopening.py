"""What the asker writes when the enquiry has been closed opens it again: with the agent who had
it, if that one is here, else in the queue. Words of thanks do not, nor what comes late.

What went on in another enquiry opens where that one is: with its agent, as long as it is open."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from conversations.content import Text
from conversations.gist import is_thanks
from conversations.states import Event
from db.schema import agent, agent_function, enquiry
from servicecenter import absences, desk, following, joined, presence
from servicecenter.agents import ANSWERING, first_name
from servicecenter.enquiries import in_words, note
from servicecenter.reading import Enquiry, last_sender

WITHIN = timedelta(days=7)  # later it is a new question, and the bot takes it


def is_due(db: Connection, conversation_id: str, said: Text, now: datetime) -> bool:
    """Whether these words, in a conversation that is closed, belong to what was closed. A button
    is always the bot's, but for one whose question is open in another enquiry."""
    last = db.execute(_last(conversation_id)).one_or_none()
    if last is None:
        return False
    there = joined.of(db, last.id)
    if there is not None and there.closed_at is None:
        return True
    if said.choice is not None or is_thanks(said.text):
        return False
    ended = there or last
    was_answered = there is not None or last.outcome in desk.OUTCOMES
    return was_answered and ended.closed_at is not None and ended.closed_at > now - WITHIN


def reopen(db: Connection, conversation_id: str, now: datetime, by: str = "visitor") -> None:
    """After the words are stored; with a new deadline."""
    row = db.execute(_last(conversation_id).with_for_update()).one()
    place = joined.of(db, row.id) or row
    joined.leave(db, row.id)
    owner = _owner(db, place, now)
    is_open = {"closed_at": None, "outcome": None, "agent_id": owner and owner.id}
    from_now = {"deadline": now, "step": 0, "next_step_at": None}
    db.execute(enquiry.update().where(enquiry.c.id == row.id).values(is_open | from_now))
    one = desk.numbered(db, row.number)
    following.hand_to(db, one.id, place.function_id, now)
    desk.move(db, one, Event.REOPEN)
    if owner:
        desk.move(db, one, Event.CLAIM)
    _tell(db, desk.numbered(db, one.number), owner and first_name(owner.name), now)
    note(db, one.id, now, by, "reopened", **({"agent": owner.login} if owner else {}))


def reopen_joined(db: Connection, enquiry_id: int, now: datetime) -> None:
    """When it ends without an answer, those that went on in it wait still: each by itself."""
    for one in joined.held(db, enquiry_id):
        here = sa.select(last_sender()).where(enquiry.c.number == one.number)
        if db.scalar(here) == "visitor":
            reopen(db, one.conversation_id, now, by="system")


def _last(conversation_id: str) -> sa.Select[Any]:
    of_it = sa.select(enquiry).where(enquiry.c.conversation_id == conversation_id)
    return of_it.order_by(enquiry.c.id.desc()).limit(1)


def _owner(db: Connection, row: sa.Row[Any], now: datetime) -> sa.Row[Any] | None:
    """Who has it; of what is closed who had it, if they are at the desk and answer for the
    function still. Who is removed at the same time waits, and then gives this one back too."""
    if row.closed_at is None:
        has_it = sa.select(agent).where(agent.c.id == row.agent_id, agent.c.active)
        return db.execute(has_it.with_for_update(read=True)).one_or_none()
    theirs = sa.exists().where(
        agent_function.c.agent_id == agent.c.id,
        agent_function.c.function_id == row.function_id,
    )
    answers = (agent.c.role == "admin") | (agent.c.role.in_(ANSWERING) & theirs)
    of_them = sa.select(agent).where(agent.c.id == row.agent_id, agent.c.active, answers)
    owner = db.execute(of_them.with_for_update(read=True, of=agent)).one_or_none()
    if owner is None or owner.id in absences.agents_away(db, now):
        return None
    return owner if owner.id in presence.here(db, now) else None


def _tell(db: Connection, one: Enquiry, name: str | None, now: datetime) -> None:
    text_id = "system-reopened-with" if name else "system-reopened"
    moment = in_words(one.deadline, one.language)
    told = {"number": one.number, "function": one.function_name, "moment": moment}
    desk.tell(db, one, now, text_id, **told, name=name or "")
