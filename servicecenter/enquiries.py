"""Enquiries: each has a number, one owning function, a deadline, and a log of what happened."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from babel.dates import format_datetime
from sqlalchemy import Connection

from conversations.content import Contact, HandOver, Receipt
from conversations.language import language_of
from db import counters
from db.schema import enquiry, enquiry_log
from servicecenter import absences, agents, audit, contact_paths, question, steps, webhooks
from servicecenter.contact_paths import DUTY, OWED, ContactPaths, Function
from servicecenter.hours import SWEDEN, is_open
from servicecenter.steps import Roles
from texts.catalogue import lang, text


def open_enquiry(db: Connection, conversation_id: str, asked: HandOver, now: datetime) -> Receipt:
    """Gives the question to a function. A conversation has one open enquiry at the most, so
    asking again gives the receipt of that one."""
    already = open_receipt(db, conversation_id, now)
    if already is not None:
        return already
    paths = contact_paths.load(db)
    functions, language = paths.functions, language_of(db, conversation_id)
    roles = Roles(functions, absences.functions_away(db, now))
    responsible = functions.get(asked.function, functions[DUTY])
    speaking = _answering(db, paths, responsible, conversation_id)
    function, number = _there(roles, speaking), _next_number(db, now)
    deadline = steps.deadline(roles, function.id, now)
    inserted = db.execute(
        enquiry.insert().values(
            number=number,
            conversation_id=conversation_id,
            function_id=function.id,
            topic=asked.topic,
            reason=asked.reason,
            details={},
            opened_at=now,
            deadline=deadline,
            waits_from=now,
            next_step_at=steps.first_step_at(roles, function.id, now, deadline),
        )
    )
    (enquiry_id,) = inserted.inserted_primary_key or (0,)
    opened = {"function": function.id, "reason": asked.reason}
    instead = {} if speaking is responsible else {"instead_of": responsible.id}
    note(db, enquiry_id, now, "bot", "opened", **opened, **instead)
    return _receipt(number, function, deadline, now, language)


def open_receipt(db: Connection, conversation_id: str, now: datetime) -> Receipt | None:
    """That of the conversation's open enquiry, as it stands now."""
    row = db.execute(_open_one(conversation_id)).one_or_none()
    if row is None:
        return None
    owner = contact_paths.one(db, row.function_id)
    return _receipt(row.number, owner, row.deadline, now, language_of(db, conversation_id))


def _next_number(db: Connection, now: datetime) -> str:
    year = now.astimezone(SWEDEN).year
    return f"{year}-{counters.take_next(db, f'enquiry-{year}'):06d}"


def _answering(
    db: Connection, paths: ContactPaths, responsible: Function, conversation_id: str
) -> Function:
    language = question.language_of(db, conversation_id)
    return paths.speaking(responsible, language) if language in OWED else responsible


def keep_details(
    db: Connection, conversation_id: str, details: dict[str, str], now: datetime
) -> None:
    """Adds what the association has told to its open enquiry."""
    row = db.execute(_open_one(conversation_id)).one_or_none()
    if row is None:
        return
    merged = {**row.details, **details}
    if merged == row.details:
        return
    db.execute(enquiry.update().where(enquiry.c.id == row.id).values(details=merged))
    note(db, row.id, now, "visitor", "details", fields=sorted(details))


def status_in_words(db: Connection, conversation_id: str) -> str | None:
    """How the conversation's open enquiry goes, for the one who asked it."""
    row = db.execute(_open_one(conversation_id)).one_or_none()
    if row is None:
        return None
    function = contact_paths.one(db, row.function_id)
    language = language_of(db, conversation_id)
    return text(
        language,
        "system-status-taken" if row.agent_id else "system-status-waiting",
        number=row.number,
        function=function.name,
        moment=in_words(row.deadline, language),
    )


def note(
    db: Connection, enquiry_id: int, now: datetime, who: str, what: str, **details: Any
) -> None:
    """One line in the enquiry's log, and in that of what those who work here do; other systems are
    told. Comes after what it tells of."""
    row = {"enquiry_id": enquiry_id, "at": now, "who": who, "what": what, "details": details}
    db.execute(enquiry_log.insert().values(row))
    one = db.execute(sa.select(enquiry).where(enquiry.c.id == enquiry_id)).one()
    if who not in agents.NO_LOGINS:
        audit.add(db, who, what, one.number, now)
    webhooks.tell(db, what, one.conversation_id, one.number, one.function_id, now)


def _there(roles: Roles, function: Function) -> Function:
    """The function itself, or who stands in for it while it is away."""
    if function.id in roles.away:
        return roles.functions[roles.deputy_of(function.id)]
    return function


def _open_one(conversation_id: str) -> sa.Select[Any]:
    return (
        sa.select(enquiry)
        .where(enquiry.c.conversation_id == conversation_id, enquiry.c.closed_at.is_(None))
        .with_for_update()
    )


def _receipt(
    number: str, function: Function, deadline: datetime, now: datetime, language: str
) -> Receipt:
    moment = in_words(deadline, language)
    return Receipt(
        number=number,
        function=function.name,
        answer_by=deadline,
        open_now=is_open(function.opening, now),
        contact=_other_ways(function),
        text=text(language, "system-receipt", function=function.name, moment=moment),
        language=language,
    )


def _other_ways(function: Function) -> Contact | None:
    ways = contact_paths.contact(function)
    return ways if ways.email or ways.phone or ways.visiting_address else None


def in_words(moment: datetime, language: str) -> str:
    """A moment as one says it: `tisdag 24 november klockan 14.30`."""
    patterns = ("EEEE d. MMMM" if language == "fi" else "EEEE d MMMM", "HH.mm")
    day, time = (
        format_datetime(moment, pattern, tzinfo=SWEDEN, locale=lang(language))
        for pattern in patterns
    )
    return text(language, "system-moment", day=day, time=time)
