"""Very many conversations: a few that the service itself has made, copied again and again."""

import itertools
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Engine

from benchmarks.people import AT_A_TIME, AtDesk, hired
from conversations.content import HandOver, Text, Trace, Traced
from conversations.pending import Pending
from conversations.rasa import BotTurn
from conversations.receive import Started, receive, start
from conversations.turns import finish
from db.desk import survey as surveys
from db.schema import TOPICS, conversation, enquiry, enquiry_log, message
from db.workshop import looked_through
from servicecenter import contact_paths, desk, enquiries, survey
from servicecenter.contact_paths import DUTY, ContactPaths

BEGAN = datetime(2025, 1, 1, 7, tzinfo=UTC)
DAYS = 690  # that the copies are spread over
DECISIONS = ("answer", "answer", "answer", "clarify", "pass_on", "hand_over")


def many_conversations(engine: Engine, count: int) -> None:
    """In a database that has its contact paths. Those of people are closed."""
    with engine.begin() as db:
        paths = contact_paths.load(db)
        agent = hired(db, "follower", "admin")
        patterns = [_pattern(db, paths, agent, number) for number in range(60)]
        rows = [_rows(db, one) for one in patterns]
        first = db.execute(sa.select(sa.func.max(enquiry.c.id))).scalar_one() + 1
    numbers = itertools.count(first)
    for done in range(len(patterns), count, AT_A_TIME):
        with engine.begin() as db:
            copies = [
                _copied(rows[number % len(rows)], _days(number // len(rows)), numbers)
                for number in range(done, min(count, done + AT_A_TIME))
            ]
            for table in copies[0]:
                db.execute(table.insert(), [row for copy in copies for row in copy[table]])


def _pattern(db: Connection, paths: ContactPaths, agent: AtDesk, number: int) -> str:
    """Asked in or out of hours, and brought to one of the ends."""
    now = BEGAN + timedelta(hours=number % 15)
    functions = sorted(paths.functions)
    begun = start(db, "Hej! Jag är en bot hos kommunen.", now)
    trace = Trace(
        decision=DECISIONS[number % len(DECISIONS)],  # type: ignore[arg-type]
        topic=TOPICS[number % len(TOPICS)],
        function=functions[number % len(functions)],
    )
    _asks(db, begun, trace, now)
    if trace.decision == "hand_over":
        _by_people(db, begun, agent, number, now)
    return begun.id


def _asks(db: Connection, begun: Started, trace: Trace, now: datetime) -> None:
    said = Text(text="Hur lång är kön till ishallen på lördagar?")
    received = receive(db, begun.id, begun.secret, secrets.token_hex(16), said, now)
    assert isinstance(received.pending, Pending)
    spoken: list[Any] = [Traced(trace=trace), Text(text="Det beror på.")]
    if trace.decision == "hand_over":
        function, topic = trace.function or DUTY, trace.topic or TOPICS[0]
        spoken[1] = HandOver(function=function, topic=topic, reason="no_answer")
    finish(db, received.pending, BotTurn(spoken, {}, "booking", 0.9, [], []), enquiries, now)


def _by_people(db: Connection, begun: Started, agent: AtDesk, n: int, now: datetime) -> None:
    of_it = sa.select(enquiry.c.number).where(enquiry.c.conversation_id == begun.id)
    number: str = db.execute(of_it).scalar_one()
    later = now + timedelta(hours=1 + 7 * (n % 11))
    desk.claim(db, number, agent.who, later)
    desk.reply(db, number, agent.who, secrets.token_hex(16), "Ja.", later, seen=99)
    desk.close(db, number, agent.who, "answered", later + timedelta(hours=n % 5))
    survey.answer(db, begun.id, begun.secret, number, survey.ANSWERS[n % 3], later)


def _days(round_number: int) -> timedelta:
    """Each day has all patterns."""
    return timedelta(days=round_number % DAYS)


Rows = dict[sa.Table, list[dict[str, Any]]]


def _rows(db: Connection, conversation_id: str) -> Rows:
    def those(table: sa.Table, where: sa.ColumnElement[bool]) -> list[dict[str, Any]]:
        return [dict(row) for row in db.execute(sa.select(table).where(where)).mappings()]

    mine = sa.select(enquiry.c.id).where(enquiry.c.conversation_id == conversation_id)
    [begun] = those(conversation, conversation.c.id == conversation_id)
    looked = {"conversation_id": conversation_id, "seq": begun["last_seq"], "gaps": 0}
    return {
        conversation: [begun],
        looked_through: [looked],  # else the service would first look for gaps in all of them
        message: those(message, message.c.conversation_id == conversation_id),
        enquiry: those(enquiry, enquiry.c.conversation_id == conversation_id),
        enquiry_log: those(enquiry_log, enquiry_log.c.enquiry_id.in_(mine)),
        surveys: those(surveys, surveys.c.enquiry_id.in_(mine)),
    }


def _copied(rows: Rows, later: timedelta, numbers: Iterator[int]) -> Rows:
    """As if all of it had happened so much later, in another conversation."""
    new: dict[str, Any] = {"conversation_id": secrets.token_hex(16)}
    if rows[enquiry]:
        new["enquiry_id"] = next(numbers)
    return {table: [_changed(table, row, later, new) for row in rows[table]] for table in rows}


def _changed(
    table: sa.Table, row: dict[str, Any], later: timedelta, new: dict[str, Any]
) -> dict[str, Any]:
    changed = {
        name: value + later if isinstance(value, datetime) else value for name, value in row.items()
    }
    changed |= {name: value for name, value in new.items() if name in row}
    if table is conversation:
        changed["id"] = new["conversation_id"]
    elif table is enquiry:
        number = new["enquiry_id"]
        changed |= {"id": number, "number": f"2019-{number:06d}"}
    elif table is enquiry_log:
        del changed["id"]
    elif table is message and row["trace"] is None:
        changed["trace"] = sa.null()  # of None the column would make JSON's null
    return changed
