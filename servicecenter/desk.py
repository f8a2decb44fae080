"""The desk: what is waiting, and what an agent does with it.

Claiming is one conditional UPDATE and its row count, so that of any number of agents at once
exactly one has the enquiry, on every database.
"""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from conversations import messages
from conversations.content import Notice, Text
from conversations.states import Event, State, after
from db.desk import consultation, hold
from db.schema import agent, conversation, enquiry
from servicecenter import agents, following, joined, reading
from servicecenter.agents import Agent
from servicecenter.enquiries import note
from servicecenter.reading import Enquiry, visitor_wrote_after
from servicecenter.steps import WITH_ALL, WITH_DUTY
from texts.catalogue import text

OUTCOMES = ("answered", "passed_on", "not_ours", "no_answer_needed")


class NoSuchEnquiry(Exception):
    """There is none of that number, or it is not this agent's to see: which, is not told."""


class AlreadyClaimed(Exception):
    """Someone else has it; carries their name."""

    def __init__(self, by: str) -> None:
        super().__init__(by)
        self.by = by


class NotYours(Exception):
    """Only the agent who has claimed an enquiry may act on it."""


class NewerMessage(Exception):
    """The visitor has written what the agent had not read when answering."""


def enquiry_for_agent(db: Connection, number: str, who: Agent, *, lock: bool = False) -> Enquiry:
    """The one way to an enquiry. With `lock`, for a change of it. Raises NoSuchEnquiry, and
    RightsChanged when the agent's rights are others by now."""
    if lock:
        agents.hold(db, who)
        db.execute(sa.select(enquiry.c.id).where(enquiry.c.number == number).with_for_update())
    found = reading.one(db, number)
    if found is None or not may_read(db, found, who):
        raise NoSuchEnquiry(number)
    return found


def may_read(db: Connection, one: Enquiry, who: Agent) -> bool:
    """What goes on in another enquiry is read by whoever may read that one."""
    if may_see(one, who) or is_consulted(db, one, who):
        return True
    return one.joined_to is not None and may_read(db, numbered(db, one.joined_to), who)


def may_see(one: Enquiry, who: Agent) -> bool:
    """An agent sees what waits with their functions or is shown to all, and what is their own; a
    lead also what their colleagues have."""
    if not who.may_answer:
        return False
    if one.agent_id is not None:
        return one.agent_id == who.id or who.leads(one.function_id)
    is_shown_to_all = one.step == WITH_ALL and one.closed_at is None
    return who.answers_for(one.function_id) or is_shown_to_all


def waits_for(who: Agent, of: sa.FromClause = enquiry) -> sa.ColumnElement[bool]:
    """Of what no one has: as may_see decides, for many at once."""
    if not who.may_answer:
        return sa.false()
    if who.role == "admin":
        return sa.true()
    is_shown_to_all = (of.c.step == WITH_ALL) & of.c.closed_at.is_(None)
    return of.c.function_id.in_(who.functions) | is_shown_to_all


def is_consulted(db: Connection, one: Enquiry, who: Agent) -> bool:
    """Whether a function of the agent's is asked for advice, and has not answered yet."""
    asked = sa.exists().where(consultation.c.enquiry_id == one.id, consulted_by(who))
    return one.closed_at is None and bool(db.scalar(sa.select(asked)))


def consulted_by(who: Agent) -> sa.ColumnElement[bool]:
    mine = consultation.c.function_id.in_(who.functions if who.may_answer else ())
    return consultation.c.answered_at.is_(None) & mine


def claim(db: Connection, number: str, who: Agent, now: datetime) -> Enquiry:
    """Makes the agent the owner. Raises NoSuchEnquiry, AlreadyClaimed and RightsChanged."""
    agents.hold(db, who)
    won = db.execute(
        enquiry.update()
        .where(
            enquiry.c.number == number,
            enquiry.c.agent_id.is_(None),
            enquiry.c.closed_at.is_(None),
            waits_for(who),
        )
        .values(agent_id=who.id)
    )
    if not won.rowcount:
        raise _why_not_claimed(db, number, who)
    mine = enquiry_for_agent(db, number, who)
    if mine.step >= WITH_DUTY:  # it has passed its deadline, and gets a new one
        following.hand_to(db, mine.id, mine.function_id, now)
    move(db, mine, Event.CLAIM)
    tell_all(db, mine, now, "system-claimed", name=who.first_name, function=mine.function_name)
    note(db, mine.id, now, who.login, "claimed")
    return mine


def reply(
    db: Connection, number: str, who: Agent, client_id: str, said: str, now: datetime, *, seen: int
) -> int:
    """The number of the reply; the same `client_id` again is the same reply. `seen` is the number
    of the last message that the agent had before them. Raises NewerMessage."""
    mine = owned_by(db, number, who)
    known = messages.numbered(db, mine.conversation_id, client_id)
    if known is not None:
        return known
    # Nothing is said in between: the row of the conversation is locked before it is looked at.
    here = conversation.c.id == mine.conversation_id
    db.execute(sa.select(conversation.c.id).where(here).with_for_update())
    if db.scalar(sa.select(visitor_wrote_after(mine.conversation_id, seen))):
        raise NewerMessage(number)
    note(db, mine.id, now, who.login, "replied")
    by: dict[str, Any] = {
        "client_id": client_id,
        "agent_id": who.id,
        "function_id": mine.function_id,
    }
    words = Text(text=said)
    seq = messages.add(db, mine.conversation_id, "agent", words, now, **by)
    joined.answer(db, mine.id, words, now, by)
    return seq


def release(db: Connection, number: str, who: Agent, now: datetime) -> None:
    """Gives the enquiry back to its function's queue."""
    one = in_charge_of(db, number, who)
    put_back(db, one.number, who.login, now)


def put_back(db: Connection, number: str, by: str, now: datetime) -> None:
    """Puts a claimed enquiry back into its queue, whoever has it."""
    one = numbered(db, number)
    move(db, one, Event.RELEASE)
    db.execute(enquiry.update().where(enquiry.c.id == one.id).values(agent_id=None))
    following.wake(db, one.id, now)
    tell_all(db, one, now, "system-released", function=one.function_name)
    note(db, one.id, now, by, "released")


def return_to_bot(db: Connection, number: str, who: Agent, now: datetime) -> None:
    """Ends the enquiry; the bot answers the next message."""
    mine = owned_by(db, number, who)
    end(db, mine, Event.RETURN_TO_BOT, "answered", now)
    tell(db, mine, now, "system-returned-to-bot", name=who.first_name)
    joined.tell(db, mine.id, now, "system-closed", name=who.first_name)
    note(db, mine.id, now, who.login, "returned_to_bot")


def close(db: Connection, number: str, who: Agent, outcome: str, now: datetime) -> None:
    """Ends the enquiry with one of OUTCOMES."""
    assert outcome in OUTCOMES
    mine = owned_by(db, number, who)
    end(db, mine, Event.CLOSE, outcome, now)
    tell_all(db, mine, now, "system-closed", name=who.first_name)
    note(db, mine.id, now, who.login, "closed", outcome=outcome)


def owned_by(db: Connection, number: str, who: Agent, *, lock: bool = True) -> Enquiry:
    """The enquiry, if the agent has it. Raises NoSuchEnquiry and NotYours."""
    one = enquiry_for_agent(db, number, who, lock=lock)
    if one.agent_id != who.id or one.closed_at is not None:
        raise NotYours(number)
    return one


def in_charge_of(db: Connection, number: str, who: Agent) -> Enquiry:
    """The enquiry, if the agent has it or leads those who do. Raises NoSuchEnquiry and NotYours."""
    one = enquiry_for_agent(db, number, who, lock=True)
    if not is_in_charge(one, who):
        raise NotYours(number)
    return one


def is_in_charge(one: Enquiry, who: Agent) -> bool:
    if one.agent_id is None or one.closed_at is not None:
        return False
    return one.agent_id == who.id or who.leads(one.function_id)


def end(db: Connection, mine: Enquiry, event: Event, outcome: str, now: datetime) -> None:
    move(db, mine, event)
    ended = enquiry.update().where(enquiry.c.id == mine.id)
    db.execute(ended.values(closed_at=now, outcome=outcome))


def move(db: Connection, one: Enquiry, event: Event) -> None:
    where = conversation.c.id == one.conversation_id
    state = db.execute(sa.select(conversation.c.state).where(where).with_for_update()).scalar_one()
    moved = after(State(state), event)
    # A form that was open belongs to what is over now.
    db.execute(conversation.update().where(where).values(state=moved, dialogue={}))
    db.execute(hold.delete().where(hold.c.enquiry_id == one.id))


def tell(db: Connection, one: Enquiry, now: datetime, text_id: str, **arguments: str) -> None:
    language = one.language
    notice = Notice(text=text(language, text_id, **arguments), language=language)
    messages.add(db, one.conversation_id, "system", notice, now)


def tell_all(db: Connection, one: Enquiry, now: datetime, text_id: str, **arguments: str) -> None:
    """The visitors of what goes on in it too."""
    tell(db, one, now, text_id, **arguments)
    joined.tell(db, one.id, now, text_id, **arguments)


def _why_not_claimed(db: Connection, number: str, who: Agent) -> Exception:
    owner = db.execute(
        sa.select(agent.c.name, enquiry.c.function_id)
        .join(agent, agent.c.id == enquiry.c.agent_id)
        .where(enquiry.c.number == number, enquiry.c.closed_at.is_(None))
    ).one_or_none()
    if owner is not None and who.answers_for(owner.function_id):
        return AlreadyClaimed(owner.name)
    return NoSuchEnquiry(number)


def numbered(db: Connection, number: str) -> Enquiry:
    """An enquiry that is there; asks no one for their right to it."""
    found = reading.one(db, number)
    assert found is not None
    return found


def conversation_of(db: Connection, number: str) -> str:
    """Whom to tell of a change; gives no access to the conversation."""
    query = sa.select(enquiry.c.conversation_id).where(enquiry.c.number == number)
    conversation_id: str = db.execute(query).scalar_one()
    return conversation_id
