"""Takes the steps that have become due: the mark, the line in the log and the letter to the
function's mailbox are one transaction, so that each step is taken once and none is lost."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from conversations import messages
from conversations.content import Notice
from conversations.language import language_of
from conversations.states import State
from db.desk import hold
from db.schema import agent, conversation, enquiry, enquiry_log, message
from outbox import rows
from servicecenter import absences, contact_paths, function_mail, joined, steps
from servicecenter.absences import Away
from servicecenter.enquiries import note
from servicecenter.function_mail import WAITS
from servicecenter.reading import visitor_wrote_after
from servicecenter.steps import Case, Roles
from texts.catalogue import text

AT_ONCE = 200
TAKEN = ("reminded", "escalated", "shown_to_all")
DONE = (*TAKEN, "absent", "asked_again", "joined", "took_in")
MAILED = ("reminded", "escalated")

_said = message.alias("said")
_last_answer = (
    sa.select(sa.func.coalesce(sa.func.max(_said.c.seq), 0))
    .where(_said.c.conversation_id == enquiry.c.conversation_id, _said.c.sender == "agent")
    .correlate(enquiry)
    .scalar_subquery()
)
# The visitor's first words after those of an agent.
_asked_at = (
    sa.select(sa.func.min(message.c.at))
    .where(
        message.c.conversation_id == enquiry.c.conversation_id,
        message.c.sender == "visitor",
        message.c.seq > _last_answer,
    )
    .correlate(enquiry)
    .scalar_subquery()
)
_said_at = (
    sa.select(sa.func.max(message.c.at))
    .where(message.c.conversation_id == enquiry.c.conversation_id, message.c.sender == "visitor")
    .correlate(enquiry)
    .scalar_subquery()
)
# When the agent who has it took it; null when it was handed to them.
_claimed_at = (
    sa.select(sa.func.max(enquiry_log.c.at))
    .join(agent, agent.c.login == enquiry_log.c.who)
    .where(
        enquiry_log.c.enquiry_id == enquiry.c.id,
        enquiry_log.c.what == "claimed",
        agent.c.id == enquiry.c.agent_id,
    )
    .correlate(enquiry)
    .scalar_subquery()
)
_answered_at = (
    sa.select(_said.c.at)
    .where(_said.c.conversation_id == enquiry.c.conversation_id, _said.c.sender == "agent")
    .order_by(_said.c.seq.desc())
    .limit(1)
    .correlate(enquiry)
    .scalar_subquery()
)
_OF_LOG_AND_TALK = (
    _asked_at.label("asked_at"),
    _said_at.label("said_at"),
    _claimed_at.label("claimed_at"),
    _answered_at.label("answered_at"),
)


def take_due(db: Connection, page: str | None, now: datetime) -> list[str]:
    """One step of each enquiry that has one due, some of them at a time: their conversations.
    `page` is where letters lead to; None: no mail is sent."""
    roles = roles_of(db, now)
    away = absences.agents_away(db, now)
    due = _lock_due(db, roles, _left(db, roles, away), now)
    cases = cases_of(db, enquiry.c.id.in_(due), away) if due else []
    taken = [(before, *steps.decide(before, roles, now)) for before in cases]
    _mark(db, [after for _, after, _ in taken])
    for before, after, what in taken:
        if what is not None:
            _log(db, before, after, what, roles, page, now)
        _move(db, before, after, roles, now)
    return [before.conversation_id for before in cases]


def roles_of(db: Connection, now: datetime) -> Roles:
    return Roles(contact_paths.load(db).functions, absences.functions_away(db, now))


def cases_of(db: Connection, which: sa.ColumnElement[bool], away: Mapping[int, Away]) -> list[Case]:
    """The open enquiries among them."""
    query = sa.select(enquiry, *_OF_LOG_AND_TALK)
    found = db.execute(query.where(which, enquiry.c.closed_at.is_(None)).order_by(enquiry.c.id))
    return [_case(row, away) for row in found]


def hand_to(db: Connection, enquiry_id: int, function_id: str, now: datetime) -> None:
    """The steps begin anew with this function; a deadline that is still ahead stays."""
    roles = roles_of(db, now)
    for before in cases_of(db, enquiry.c.id == enquiry_id, {}):
        moved = replace(before, function_id=function_id)
        _mark(db, [steps.anew(moved, roles, now, keep_deadline=True)])


def wake(db: Connection, enquiry_id: int, now: datetime) -> None:
    """It is with no one again: if its steps had stopped, they begin anew."""
    roles = roles_of(db, now)
    found = cases_of(db, enquiry.c.id == enquiry_id, {})
    asleep = [one for one in found if one.next_step_at is None]
    _mark(db, [steps.anew(one, roles, now, keep_deadline=True) for one in asleep])


def answer_by(db: Connection, enquiry_id: int, deadline: datetime, now: datetime) -> None:
    """At the latest by then, if that is still ahead: the steps come sooner."""
    roles = roles_of(db, now)
    for one in cases_of(db, enquiry.c.id == enquiry_id, {}):
        if now < deadline < one.deadline:
            _mark(db, [steps.planned(replace(one, deadline=deadline), roles)])


_HISTORY = (
    sa.select(enquiry_log)
    .where(enquiry_log.c.enquiry_id == sa.bindparam("of"), enquiry_log.c.what.in_(DONE))
    .order_by(enquiry_log.c.id)
)


@dataclass(frozen=True)
class Happened:
    at: datetime
    what: str
    to: str  # the name of the function, or the number of another enquiry


def history(db: Connection, enquiry_id: int) -> list[Happened]:
    names = contact_paths.names(db)
    return [
        Happened(row.at, row.what, names.get(row.details.get("to", ""), row.details.get("to", "")))
        for row in db.execute(_HISTORY, {"of": enquiry_id})
    ]


def _left(db: Connection, roles: Roles, away: Mapping[int, Away]) -> list[int]:
    """Some of those whose visitors wait for an agent who is away."""
    if not away:
        return []
    waits = enquiry.c.agent_id.in_(away) & _asked_at.is_not(None)
    return [one.id for one in cases_of(db, waits, away) if steps.is_left(one, roles)][:AT_ONCE]


def is_held(now: datetime) -> sa.Exists:
    """Whether its agent has put it off."""
    is_over = visitor_wrote_after(enquiry.c.conversation_id, hold.c.seq).correlate(enquiry, hold)
    return sa.exists().where(hold.c.enquiry_id == enquiry.c.id, hold.c.until > now, ~is_over)


def _lock_due(db: Connection, roles: Roles, left: list[int], now: datetime) -> list[int]:
    """Read again afterwards: who held one of them may have answered."""
    asleep = enquiry.c.next_step_at.is_(None) & (enquiry.c.step < steps.WITH_ALL)
    is_nowhere = enquiry.c.agent_id.is_(None) & enquiry.c.function_id.in_(roles.away)
    waits = (enquiry.c.agent_id.is_(None) | _asked_at.is_not(None)) & (
        asleep | is_nowhere | enquiry.c.id.in_(left)
    )
    # Who puts a question off is not reminded; past its deadline it is not put off any more.
    is_due = (enquiry.c.next_step_at <= now) & (~is_held(now) | (enquiry.c.deadline <= now))
    query = sa.select(enquiry.c.id).where(enquiry.c.closed_at.is_(None), is_due | waits)
    locked = query.order_by(enquiry.c.id).limit(AT_ONCE).with_for_update(skip_locked=True)
    return list(db.scalars(locked))


def _case(row: sa.Row[Any], away: Mapping[int, Away]) -> Case:
    gone = away.get(row.agent_id) if row.agent_id else None
    if gone and row.claimed_at is not None and row.claimed_at >= gone.since:
        gone = None
    waits_from = row.waits_from or row.opened_at
    # What no one has waits, whoever spoke last.
    asked_at = row.asked_at or (None if row.agent_id else waits_from)
    return Case(
        row.id,
        row.number,
        row.conversation_id,
        row.function_id,
        row.agent_id,
        gone,
        row.opened_at,
        waits_from,
        row.deadline,
        row.step,
        row.next_step_at,
        asked_at,
        row.said_at,
        row.answered_at,
    )


_MARKED = ("function_id", "agent_id", "waits_from", "deadline", "step", "next_step_at")
_MARK = (
    enquiry.update()
    .where(enquiry.c.id == sa.bindparam("of"))
    .values({name: sa.bindparam(f"new_{name}") for name in _MARKED})
)


def _mark(db: Connection, cases: list[Case]) -> None:
    if cases:
        values = [
            {"of": one.id} | {f"new_{name}": getattr(one, name) for name in _MARKED}
            for one in cases
        ]
        db.execute(_MARK, values)


def _log(
    db: Connection,
    before: Case,
    after: Case,
    what: str,
    roles: Roles,
    page: str | None,
    now: datetime,
) -> None:
    details: dict[str, Any] = {"from": before.function_id, "to": after.function_id}
    if what == "asked_again":
        details = {"deadline": after.deadline.isoformat()}
    elif what in TAKEN:
        details |= {"step": after.step, "since": _compact(before.waits_from)}
    function = roles.functions.get(after.function_id)
    mailbox = function_mail.mailbox(function)
    if page is not None and function is not None and mailbox is not None and what in MAILED:
        details["mail"] = f"step:{before.number}:{after.step}:{details['since']}"
        letter = function_mail.letter(WAITS, after.number, function, after.deadline, page)
        ordering = function_mail.ordering(function.id)
        rows.add(db, letter.to(mailbox, ordering, details["mail"]), now)
    note(db, before.id, now, "system", what, **details)


def _compact(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%S%f}"


def _move(db: Connection, before: Case, after: Case, roles: Roles, now: datetime) -> None:
    """Back to a queue, or to another one: the visitor is told, as when people do it."""
    here = conversation.c.id == before.conversation_id
    if before.agent_id != after.agent_id:
        released = {"state": State.WAITING, "dialogue": {}}
        is_taken = conversation.c.state == State.PERSON
        db.execute(conversation.update().where(here, is_taken).values(released))
        db.execute(hold.delete().where(hold.c.enquiry_id == before.id))
    if (before.agent_id, before.function_id) == (after.agent_id, after.function_id):
        return
    is_same = before.function_id == after.function_id
    language = language_of(db, before.conversation_id)
    text_id = "system-released" if is_same else "system-transferred"
    name = roles.functions[after.function_id].name
    notice = Notice(text=text(language, text_id, function=name), language=language)
    messages.add(db, before.conversation_id, "system", notice, now)
    joined.tell(db, before.id, now, text_id, function=name)
