"""Proves from the database that nothing asked was overlooked: every conversation is answered,
owned, or closed with a reason."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy import Connection

from db.desk import joined
from db.outside import outbox
from db.schema import agent, conversation, enquiry, enquiry_log, message
from outbox import mail, rows
from servicecenter import contact_paths, ledger_of_steps
from servicecenter.desk import OUTCOMES
from servicecenter.joined import JOINED
from servicecenter.ledger_of_steps import Figures
from servicecenter.reading import last_sender
from servicecenter.withdrawing import WITHDRAWN

TURN_LIMIT = timedelta(minutes=1)  # a turn that waits longer than this is stuck
_other = enquiry.alias()
SENDING_LIMIT = timedelta(days=1)  # what waits to be sent for longer than this goes nowhere


def faults(db: Connection, now: datetime) -> list[str]:
    """Each fault in plain words, with the number or conversation it is about."""
    return [
        *_stuck_turns(db, now),
        *_waiting_without_enquiry(db),
        *_open_enquiries_in_wrong_state(db),
        *_several_open_enquiries(db),
        *_claimed_by_someone_gone(db),
        *_unanswered_by_bot(db),
        *_without_function(db),
        *ledger_of_steps.faults(db, now),
        *_closed_without_reason(db),
        *_joined_to_nothing(db),
        *_not_sent(db, now),
        *_letters_lost(db),
    ]


def overlooked(db: Connection, now: datetime) -> list[str]:
    """The numbers of the enquiries past their deadline that no one above has been told of."""
    return ledger_of_steps.overlooked(db, now)


def figures(db: Connection, now: datetime) -> Figures:
    return ledger_of_steps.figures(db, now)


def _stuck_turns(db: Connection, now: datetime) -> list[str]:
    query = sa.select(message.c.conversation_id, message.c.seq).where(
        message.c.turn == "pending", message.c.at < now - TURN_LIMIT
    )
    return [
        f"message {row.seq} of conversation {row.conversation_id} waits for the bot since long"
        for row in db.execute(query)
    ]


def _waiting_without_enquiry(db: Connection) -> list[str]:
    query = sa.select(conversation.c.id, conversation.c.state).where(
        conversation.c.state.in_(("waiting", "person")), ~_open_of_conversation()
    )
    return [
        f"conversation {row.id} is {row.state} but no enquiry of it is open"
        for row in db.execute(query)
    ]


def _open_of_conversation() -> sa.Exists:
    return (
        sa.select(enquiry.c.id)
        .where(enquiry.c.conversation_id == conversation.c.id, enquiry.c.closed_at.is_(None))
        .exists()
    )


def _open_enquiries_in_wrong_state(db: Connection) -> list[str]:
    claimed = enquiry.c.agent_id.is_not(None)
    right = sa.case(
        (claimed, conversation.c.state == "person"), else_=conversation.c.state == "waiting"
    )
    query = (
        sa.select(enquiry.c.number, conversation.c.state)
        .join(conversation, conversation.c.id == enquiry.c.conversation_id)
        .where(enquiry.c.closed_at.is_(None), ~right)
    )
    return [
        f"enquiry {row.number} is open but its conversation is {row.state}"
        for row in db.execute(query)
    ]


def _several_open_enquiries(db: Connection) -> list[str]:
    query = (
        sa.select(enquiry.c.conversation_id)
        .where(enquiry.c.closed_at.is_(None))
        .group_by(enquiry.c.conversation_id)
        .having(sa.func.count() > 1)
    )
    return [f"conversation {name} has several open enquiries" for name in db.scalars(query)]


def _claimed_by_someone_gone(db: Connection) -> list[str]:
    query = (
        sa.select(enquiry.c.number, agent.c.login)
        .join(agent, agent.c.id == enquiry.c.agent_id)
        .where(enquiry.c.closed_at.is_(None), ~agent.c.active)
    )
    return [
        f"enquiry {row.number} is claimed by {row.login}, who is removed"
        for row in db.execute(query)
    ]


def _unanswered_by_bot(db: Connection) -> list[str]:
    """Conversations that no person has, in which the visitor spoke last and no turn is waiting."""
    last = (
        sa.select(message.c.conversation_id, sa.func.max(message.c.seq).label("seq"))
        .group_by(message.c.conversation_id)
        .subquery()
    )
    query = (
        sa.select(message.c.conversation_id)
        .join(
            last,
            (last.c.conversation_id == message.c.conversation_id) & (last.c.seq == message.c.seq),
        )
        .join(conversation, conversation.c.id == message.c.conversation_id)
        .where(
            conversation.c.state.in_(("bot", "closed")),
            message.c.sender == "visitor",
            sa.func.coalesce(message.c.turn, "") != "pending",
        )
    )
    return [
        f"conversation {name} ends with a question that no one answers"
        for name in db.scalars(query)
    ]


def _without_function(db: Connection) -> list[str]:
    known = contact_paths.load(db).functions
    query = sa.select(enquiry.c.number, enquiry.c.function_id).where(enquiry.c.closed_at.is_(None))
    return [
        f"enquiry {row.number} belongs to {row.function_id!r}, which does not exist"
        for row in db.execute(query)
        if row.function_id not in known
    ]


def _closed_without_reason(db: Connection) -> list[str]:
    query = sa.select(enquiry.c.number).where(
        enquiry.c.closed_at.is_not(None),
        sa.func.coalesce(enquiry.c.outcome, "").not_in((*OUTCOMES, WITHDRAWN, JOINED)),
    )
    return [f"enquiry {number} is closed without a reason" for number in db.scalars(query)]


def _joined_to_nothing(db: Connection) -> list[str]:
    """What was joined goes on in one that is open, or that an agent has closed."""
    there = sa.exists().where(
        joined.c.enquiry_id == enquiry.c.id,
        _other.c.id == joined.c.to_id,
        sa.func.coalesce(_other.c.outcome, OUTCOMES[0]).in_(OUTCOMES),
    )
    waits = last_sender() == "visitor"
    query = sa.select(enquiry.c.number).where(enquiry.c.outcome == JOINED, ~there, waits)
    said = sa.select(enquiry.c.number).join(joined, joined.c.enquiry_id == enquiry.c.id)
    is_another = sa.func.coalesce(enquiry.c.outcome, "") != JOINED
    return [
        *(
            f"enquiry {number} is joined to one in which no one answers its visitor"
            for number in db.scalars(query)
        ),
        *(
            f"enquiry {number} goes on in another one, and is not closed as joined"
            for number in db.scalars(said.where(is_another))
        ),
    ]


def _letters_lost(db: Connection) -> list[str]:
    key = enquiry_log.c.details["mail"].as_string()
    query = (
        sa.select(enquiry.c.number, enquiry_log.c.what)
        .join(enquiry, enquiry.c.id == enquiry_log.c.enquiry_id)
        .outerjoin(outbox, outbox.c.key == key)
        .where(key.is_not(None), outbox.c.id.is_(None))
    )
    return [
        f"enquiry {row.number}: a letter was to be sent ({row.what}), and the outbox has lost it"
        for row in db.execute(query)
    ]


def _not_sent(db: Connection, now: datetime) -> list[str]:
    oldest = rows.oldest_waiting(db, mail.CHANNEL)
    waits = oldest is not None and oldest < now - SENDING_LIMIT
    return [
        *([f"mail waits to be sent since {oldest:%Y-%m-%d %H:%M}"] if waits else []),
        *(
            f"mail {one.id} of {one.row.ordering} was given up, "
            f"attempts {one.attempts}: {one.error}"
            for one in rows.given_up(db, mail.CHANNEL)
        ),
    ]
