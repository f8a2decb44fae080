"""What the asker writes when the enquiry has been closed opens it again: with the agent who had
it, if that one is here, else in the queue. Words of thanks do not, nor what comes late."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from conversations.content import Text
from conversations.gist import is_thanks
from conversations.states import Event
from db.schema import agent, agent_function, enquiry
from servicecenter import absences, desk, following, presence
from servicecenter.agents import ANSWERING, first_name
from servicecenter.enquiries import in_words, note
from servicecenter.reading import Enquiry

WITHIN = timedelta(days=7)  # later it is a new question, and the bot takes it


def is_due(db: Connection, conversation_id: str, said: Text, now: datetime) -> bool:
    """Whether these words, in a conversation that is closed, belong to what was closed. A button
    is always the bot's."""
    if said.choice is not None or is_thanks(said.text):
        return False
    last = db.execute(_last(conversation_id)).one_or_none()
    return (
        last is not None
        and last.outcome in desk.OUTCOMES
        and last.closed_at is not None
        and last.closed_at > now - WITHIN
    )


def reopen(db: Connection, conversation_id: str, now: datetime) -> None:
    """After the words are stored; with a new deadline."""
    row = db.execute(_last(conversation_id).with_for_update()).one()
    owner = _owner(db, row, now)
    is_open = {"closed_at": None, "outcome": None, "agent_id": owner and owner.id}
    from_now = {"deadline": now, "step": 0, "next_step_at": None}
    db.execute(enquiry.update().where(enquiry.c.id == row.id).values(is_open | from_now))
    one = desk.numbered(db, row.number)
    following.hand_to(db, one.id, one.function_id, now)
    desk.move(db, one, Event.REOPEN)
    if owner:
        desk.move(db, one, Event.CLAIM)
    _tell(db, desk.numbered(db, one.number), owner and first_name(owner.name), now)
    note(db, one.id, now, "visitor", "reopened", **({"agent": owner.login} if owner else {}))


def _last(conversation_id: str) -> sa.Select[Any]:
    of_it = sa.select(enquiry).where(enquiry.c.conversation_id == conversation_id)
    return of_it.order_by(enquiry.c.id.desc()).limit(1)


def _owner(db: Connection, row: sa.Row[Any], now: datetime) -> sa.Row[Any] | None:
    """Who had it, if they are at the desk and answer for the function still. Who is removed at the
    same time waits, and then gives this one back too."""
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
