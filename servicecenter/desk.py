"""The desk: what is waiting, and what an agent does with it.

Claiming is one conditional UPDATE and its row count, so that of any number of agents at once
exactly one has the enquiry, on every database.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from conversations import messages
from conversations.content import Notice, Text
from conversations.states import Event, State, after
from db.schema import agent, conversation, enquiry, function, message
from servicecenter import contact_paths, question
from servicecenter.agents import Agent
from servicecenter.enquiries import note
from texts.catalogue import lang, text

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


class UnknownFunction(Exception):
    pass


@dataclass(frozen=True)
class Enquiry:
    """`unanswered` follows from who spoke last; `note` is of who handed it on last. `language`
    is the conversation's; `asked_in` the question's, which the function speaks if `is_spoken`.
    `instead_of` names the function that does not, if the question is here for that."""

    id: int
    number: str
    conversation_id: str
    function_id: str
    function_name: str
    agent_id: int | None
    agent_name: str | None
    topic: str
    reason: str
    details: dict[str, str]
    opened_at: datetime
    deadline: datetime
    closed_at: datetime | None
    unanswered: bool
    question: str
    note: str
    language: str
    asked_in: str
    is_spoken: bool
    instead_of: str | None


def queue(db: Connection, who: Agent) -> list[Enquiry]:
    """All open enquiries that the agent may see, the earliest deadline first."""
    # What others have taken is left out by the database: that is most of it on a busy day.
    untaken_or_mine = enquiry.c.agent_id.is_(None) | (enquiry.c.agent_id == who.id)
    rows = _enquiries(enquiry.c.closed_at.is_(None) & untaken_or_mine)
    found = [_enquiry(row) for row in db.execute(rows.order_by(enquiry.c.deadline))]
    return [one for one in found if may_see(one, who)]


def enquiry_for_agent(db: Connection, number: str, who: Agent, *, lock: bool = False) -> Enquiry:
    """The one way to an enquiry. Raises NoSuchEnquiry."""
    if lock:
        db.execute(sa.select(enquiry.c.id).where(enquiry.c.number == number).with_for_update())
    row = db.execute(_enquiries(enquiry.c.number == number)).one_or_none()
    if row is None or not may_see(_enquiry(row), who):
        raise NoSuchEnquiry(number)
    return _enquiry(row)


def may_see(one: Enquiry, who: Agent) -> bool:
    """An agent sees what waits with their functions and what is their own."""
    if not who.may_answer:
        return False
    if one.agent_id is not None:
        return one.agent_id == who.id
    return who.role == "admin" or one.function_id in who.functions


def claim(db: Connection, number: str, who: Agent, now: datetime) -> Enquiry:
    """Makes the agent the owner. Raises NoSuchEnquiry and AlreadyClaimed."""
    won = db.execute(
        enquiry.update()
        .where(
            enquiry.c.number == number,
            enquiry.c.agent_id.is_(None),
            enquiry.c.closed_at.is_(None),
            sa.true() if who.role == "admin" else enquiry.c.function_id.in_(who.functions),
        )
        .values(agent_id=who.id)
    )
    if not who.may_answer or not won.rowcount:
        raise _why_not_claimed(db, number, who)
    mine = enquiry_for_agent(db, number, who)
    _move(db, mine, Event.CLAIM)
    tell(db, mine, now, "system-claimed", name=who.first_name, function=mine.function_name)
    note(db, mine.id, now, who.login, "claimed")
    return mine


def reply(db: Connection, number: str, who: Agent, client_id: str, said: str, now: datetime) -> int:
    """The number of the reply; the same `client_id` again is the same reply."""
    mine = owned_by(db, number, who)
    known = messages.numbered(db, mine.conversation_id, client_id)
    if known is not None:
        return known
    note(db, mine.id, now, who.login, "replied")
    return messages.add(
        db,
        mine.conversation_id,
        "agent",
        Text(text=said),
        now,
        client_id=client_id,
        agent_id=who.id,
        function_id=mine.function_id,
    )


def release(db: Connection, number: str, who: Agent, now: datetime) -> None:
    """Gives the enquiry back to its function's queue."""
    mine = owned_by(db, number, who)
    put_back(db, mine.number, who.login, now)


def put_back(db: Connection, number: str, by: str, now: datetime) -> None:
    """Puts a claimed enquiry back into its queue, whoever has it."""
    one = numbered(db, number)
    _move(db, one, Event.RELEASE)
    db.execute(enquiry.update().where(enquiry.c.id == one.id).values(agent_id=None))
    tell(db, one, now, "system-released", function=one.function_name)
    note(db, one.id, now, by, "released")


def transfer(
    db: Connection, number: str, who: Agent, function_id: str, reason: str, now: datetime
) -> None:
    """Hands the enquiry to another function's queue, with a note for those who take it."""
    mine = owned_by(db, number, who)
    target = contact_paths.load(db).functions.get(function_id)
    if target is None or target.id == mine.function_id:
        raise UnknownFunction(function_id)
    _move(db, mine, Event.RELEASE)
    moved = enquiry.update().where(enquiry.c.id == mine.id)
    db.execute(moved.values(agent_id=None, function_id=target.id))
    tell(db, mine, now, "system-transferred", function=target.name)
    note(db, mine.id, now, who.login, "transferred", to=target.id, note=reason)


def return_to_bot(db: Connection, number: str, who: Agent, now: datetime) -> None:
    """Ends the enquiry; the bot answers the next message."""
    mine = owned_by(db, number, who)
    end(db, mine, Event.RETURN_TO_BOT, "answered", now)
    tell(db, mine, now, "system-returned-to-bot", name=who.first_name)
    note(db, mine.id, now, who.login, "returned_to_bot")


def close(db: Connection, number: str, who: Agent, outcome: str, now: datetime) -> None:
    """Ends the enquiry with one of OUTCOMES."""
    assert outcome in OUTCOMES
    mine = owned_by(db, number, who)
    end(db, mine, Event.CLOSE, outcome, now)
    tell(db, mine, now, "system-closed", name=who.first_name)
    note(db, mine.id, now, who.login, "closed", outcome=outcome)


def owned_by(db: Connection, number: str, who: Agent, *, lock: bool = True) -> Enquiry:
    """The enquiry, if the agent has it. Raises NoSuchEnquiry and NotYours."""
    one = enquiry_for_agent(db, number, who, lock=lock)
    if one.agent_id != who.id or one.closed_at is not None:
        raise NotYours(number)
    return one


def end(db: Connection, mine: Enquiry, event: Event, outcome: str, now: datetime) -> None:
    _move(db, mine, event)
    ended = enquiry.update().where(enquiry.c.id == mine.id)
    db.execute(ended.values(closed_at=now, outcome=outcome))


def _move(db: Connection, one: Enquiry, event: Event) -> None:
    where = conversation.c.id == one.conversation_id
    state = db.execute(sa.select(conversation.c.state).where(where).with_for_update()).scalar_one()
    moved = after(State(state), event)
    # A form that was open belongs to what is over now.
    db.execute(conversation.update().where(where).values(state=moved, dialogue={}))


def tell(db: Connection, one: Enquiry, now: datetime, text_id: str, **arguments: str) -> None:
    language = one.language
    notice = Notice(text=text(language, text_id, **arguments), language=language)
    messages.add(db, one.conversation_id, "system", notice, now)


def _why_not_claimed(db: Connection, number: str, who: Agent) -> Exception:
    owner = db.execute(
        sa.select(agent.c.name, enquiry.c.function_id)
        .join(agent, agent.c.id == enquiry.c.agent_id)
        .where(enquiry.c.number == number, enquiry.c.closed_at.is_(None))
    ).one_or_none()
    theirs = owner is not None and (who.role == "admin" or owner.function_id in who.functions)
    if owner is not None and theirs and who.may_answer:
        return AlreadyClaimed(owner.name)
    return NoSuchEnquiry(number)


def _enquiries(where: sa.ColumnElement[bool]) -> sa.Select[Any]:
    spoken = sa.select(message.c.sender).where(
        message.c.conversation_id == enquiry.c.conversation_id,
        message.c.sender.in_(("visitor", "agent")),
    )
    last_sender = spoken.order_by(message.c.seq.desc()).limit(1).scalar_subquery()
    return (
        sa.select(
            enquiry,
            function.c.name.label("function_name"),
            agent.c.name.label("agent_name"),
            conversation.c.language,
            last_sender.label("last_sender"),
            question.asked().label("question"),
            question.note().label("note"),
            question.language().label("asked_in"),
            question.instead_of().label("instead_of"),
            function.c.languages,
        )
        .join(conversation, conversation.c.id == enquiry.c.conversation_id)
        .join(function, function.c.id == enquiry.c.function_id)
        .outerjoin(agent, agent.c.id == enquiry.c.agent_id)
        .where(where)
    )


def _enquiry(row: sa.Row[Any]) -> Enquiry:
    return Enquiry(
        row.id,
        row.number,
        row.conversation_id,
        row.function_id,
        row.function_name,
        row.agent_id,
        row.agent_name,
        row.topic,
        row.reason,
        row.details,
        row.opened_at,
        row.deadline,
        row.closed_at,
        row.last_sender == "visitor",
        row.question["text"] if row.question else "",
        (row.note or {}).get("note", ""),
        row.language,
        lang(row.asked_in),
        lang(row.asked_in) in row.languages,
        row.instead_of,
    )


def numbered(db: Connection, number: str) -> Enquiry:
    """An enquiry that is there; asks no one for their right to it."""
    return _enquiry(db.execute(_enquiries(enquiry.c.number == number)).one())


def conversation_of(db: Connection, number: str) -> str:
    """Whom to tell of a change; gives no access to the conversation."""
    query = sa.select(enquiry.c.conversation_id).where(enquiry.c.number == number)
    conversation_id: str = db.execute(query).scalar_one()
    return conversation_id
