"""Counts conversations into the daily figures: what a conversation gave before is taken out and
what it gives now is put in, in one transaction, so that nothing is counted twice, whenever a
process dies. Nothing has to tell that a conversation has changed; it is seen."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from conversations import messages
from db.desk import gap, survey
from db.followup import counted, daily_figure
from db.schema import conversation, enquiry, enquiry_log, message
from db.workshop import unanswered
from servicecenter import contact_paths
from servicecenter.followup.cells import Cell
from servicecenter.followup.matters import Told, figures
from servicecenter.steps import Roles

IS_OPEN = enquiry.c.closed_at.is_(None)


@dataclass(frozen=True)
class Marks:
    """What a conversation was like when it was counted."""

    seq: int
    surveys: int
    answered: int
    step: int


Counted = tuple[Marks, Counter[Cell]]


def changed(db: Connection, most: int) -> list[str]:
    """Conversations that are not counted as they are now."""
    found: list[str] = []
    for query in (_said_more(), _answered_since(), _surveyed_since(), _step_taken_since()):
        found += db.scalars(query.limit(most - len(found))).all()
    return sorted(set(found))


def _said_more() -> sa.Select[Any]:
    """What the bot is about to answer is counted once it has."""
    waits = sa.exists().where(
        message.c.conversation_id == conversation.c.id, message.c.turn == "pending"
    )
    joined = conversation.outerjoin(counted, counted.c.conversation_id == conversation.c.id)
    is_new = counted.c.seq.is_(None) | (counted.c.seq != conversation.c.last_seq)
    query = sa.select(conversation.c.id).select_from(joined)
    return query.where(conversation.c.erased_at.is_(None), is_new, ~waits)


def _answered_since() -> sa.Select[Any]:
    """An article has come to answer a question of it."""
    return (
        sa.select(counted.c.conversation_id)
        .join(unanswered, unanswered.c.conversation_id == counted.c.conversation_id)
        .where(unanswered.c.answered_at.is_not(None))
        .group_by(counted.c.conversation_id, counted.c.answered)
        .having(sa.func.count() != counted.c.answered)
    )


def _surveyed_since() -> sa.Select[Any]:
    return (
        sa.select(counted.c.conversation_id)
        .join(enquiry, enquiry.c.conversation_id == counted.c.conversation_id)
        .join(survey, survey.c.enquiry_id == enquiry.c.id)
        .group_by(counted.c.conversation_id, counted.c.surveys)
        .having(sa.func.count() != counted.c.surveys)
    )


def _step_taken_since() -> sa.Select[Any]:
    return (
        sa.select(counted.c.conversation_id)
        .join(enquiry, enquiry.c.conversation_id == counted.c.conversation_id)
        .where(IS_OPEN, enquiry.c.step != counted.c.step)
    )


def read(db: Connection, ids: Collection[str]) -> dict[str, Counted]:
    """What each of them gives, as it is now. Changes nothing, so it can be done beside others who
    write; the marks are read first, so what is said meanwhile is seen as new."""
    marks = _marks(db, ids)
    roles = Roles(contact_paths.load(db).functions)
    told = _told(db, ids)
    return {one: (marks[one], figures(told[one], roles)) for one in marks}


def keep(db: Connection, new: Mapping[str, Counted]) -> None:
    """Again changes nothing. What has been erased since it was read was counted then."""
    change: Counter[Cell] = Counter()
    there = _locked(db, new.keys())
    for row in db.execute(sa.select(counted).where(counted.c.conversation_id.in_(there))):
        change.subtract(dict(_read(row.figures)))
    for one in there:
        change.update(new[one][1])
    _add(db, change)
    _remember(db, {one: new[one] for one in there})


def count_now(db: Connection, conversation_id: str) -> None:
    """Before it is erased, in the same transaction."""
    keep(db, read(db, [conversation_id]))


def _locked(db: Connection, ids: Collection[str]) -> list[str]:
    """Those that are still there; whoever would erase one waits."""
    query = sa.select(conversation.c.id).where(
        conversation.c.id.in_(ids), conversation.c.erased_at.is_(None)
    )
    return list(db.scalars(query.order_by(conversation.c.id).with_for_update()))


def _add(db: Connection, change: Counter[Cell]) -> None:
    # In one order, so that two who count never wait for each other.
    rows = [{**cell._asdict(), "count": change[cell]} for cell in sorted(change) if change[cell]]
    if rows:
        insert = _insert(db)(daily_figure)
        key = [column.name for column in daily_figure.primary_key]
        more = {"count": daily_figure.c.count + insert.excluded.count}
        db.execute(insert.on_conflict_do_update(index_elements=key, set_=more), rows)


def _remember(db: Connection, new: Mapping[str, Counted]) -> None:
    rows = [
        {"conversation_id": one, **asdict(marks), "figures": _written(given)}
        for one, (marks, given) in new.items()
    ]
    if rows:
        insert = _insert(db)(counted)
        names = ("seq", "surveys", "answered", "step", "figures")
        set_ = {name: insert.excluded[name] for name in names}
        on_again = insert.on_conflict_do_update(index_elements=["conversation_id"], set_=set_)
        db.execute(on_again, rows)


def _insert(db: Connection) -> Any:
    return (postgresql if db.dialect.name == "postgresql" else sqlite).insert


def _written(given: Counter[Cell]) -> list[list[Any]]:
    return [[cell.day.isoformat(), *cell[1:], count] for cell, count in sorted(given.items())]


def _read(rows: list[list[Any]]) -> Iterator[tuple[Cell, int]]:
    for day, *rest, count in rows:
        yield Cell(date.fromisoformat(day), *rest), count


def _marks(db: Connection, ids: Collection[str]) -> dict[str, Marks]:
    of_it = enquiry.c.conversation_id == conversation.c.id
    surveys = sa.select(sa.func.count()).select_from(survey.join(enquiry)).where(of_it)
    is_answered = unanswered.c.answered_at.is_not(None)
    answered = (
        sa.select(sa.func.count())
        .select_from(unanswered)
        .where(unanswered.c.conversation_id == conversation.c.id, is_answered)
    )
    step = sa.select(sa.func.max(enquiry.c.step)).where(of_it, IS_OPEN)
    query = sa.select(
        conversation.c.id,
        conversation.c.last_seq,
        surveys.correlate(conversation).scalar_subquery(),
        answered.correlate(conversation).scalar_subquery(),
        sa.func.coalesce(step.correlate(conversation).scalar_subquery(), 0),
    ).where(conversation.c.id.in_(ids), conversation.c.erased_at.is_(None))
    return {one: Marks(*marks) for one, *marks in db.execute(query)}


def _told(db: Connection, ids: Collection[str]) -> dict[str, Told]:
    said = messages.of_several(db, ids)
    enquiries = _by(db, enquiry, enquiry.c.conversation_id, ids, enquiry.c.id)
    numbers = [row.id for rows in enquiries.values() for row in rows]
    logs = _by(db, enquiry_log, enquiry_log.c.enquiry_id, numbers, enquiry_log.c.id)
    surveys = _by(db, survey, survey.c.enquiry_id, numbers, survey.c.at)
    answers = {number: rows[0].answer for number, rows in surveys.items()}
    kept = _by(db, gap, gap.c.conversation_id, ids, gap.c.at)
    asked = _by(db, unanswered, unanswered.c.conversation_id, ids, unanswered.c.seq)
    return {
        one: Told(
            said.get(one, []),
            enquiries.get(one, []),
            logs,
            answers,
            kept.get(one, []),
            _answered(asked.get(one, [])),
        )
        for one in ids
    }


def _answered(rows: list[sa.Row[Any]]) -> dict[int, datetime]:
    return {row.seq: row.answered_at for row in rows if row.answered_at is not None}


def _by(
    db: Connection,
    table: sa.Table,
    column: sa.Column[Any],
    values: Collection[Any],
    then: sa.Column[Any],
) -> dict[Any, list[sa.Row[Any]]]:
    """The rows of a table by a column that has one of these values."""
    rows = db.execute(sa.select(table).where(column.in_(values)).order_by(column, then))
    grouped = groupby(rows, key=lambda row: row._mapping[column])
    return {value: list(of_it) for value, of_it in grouped}
