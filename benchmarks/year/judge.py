"""Holds what is in the database after the year against what was promised, by rules of its own: what
the receipt said, what the log says, and when the process looked."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Row

from benchmarks.year.people import key_of
from benchmarks.year.plan import Year
from benchmarks.year.process import looks_at
from db.outside import outbox
from db.schema import absence, enquiry, enquiry_log, function, message
from servicecenter import ledger

DUTY = "servicecenter"
STEPS = ("reminded", "escalated", "shown_to_all")
MOVES = ("transferred", "absent", "escalated")

Line = tuple[str, str, int, str, str]  # of which number, what, which step, since when, to whom


@dataclass
class Lived:
    """What one year came to."""

    questions: int
    late: int
    lines: list[Line]
    letters: int
    faults: list[str]


@dataclass(frozen=True)
class Functions:
    """`doubtful` are moments by a clock that was wrong: what bears one may have come later."""

    deputies: dict[str, str | None]
    absences: list[Row[Any]]
    doubtful: set[datetime]

    def stand_in(self, of: str, at: datetime) -> set[str]:
        """The first deputy who is there then: one, but for a clock that was wrong or an absence
        that was entered when it had begun."""
        all_away = [one for one in self.absences if one.starts_at <= at < one.ends_at]
        known = [one for one in all_away if one.entered_at <= at]
        surely = [one for one in known if one.entered_at not in self.doubtful]
        return {self._first(of, away) for away in (all_away, known, surely)}

    def _first(self, of: str, away: list[Row[Any]]) -> str:
        names = {one.function_id for one in away}
        while of != DUTY:
            of = self.deputies[of] or DUTY
            if of not in names:
                return of
        return DUTY


def judge(db: Connection, year: Year) -> Lived:
    logs, receipts = _logs(db), _receipts(db)
    functions = _functions(db, year)
    asked = {key_of(one.nth).id: one.at for one in year.events if one.what == "ask"}
    lived = Lived(len(logs), 0, [], 0, ledger.faults(db, year.ticks[-1].at))
    for one in db.execute(_enquiries()):
        log = logs[one.id]
        lived.lines += [_line(one.number, line) for line in log if line.what in STEPS]
        lived.faults += [f"{one.number} {fault}" for fault in _wrong_roles(log, functions)]
        promised = receipts[one.conversation_id]
        if (one.answered_at or one.closed_at) > promised:
            lived.late += 1
            first, last = _first_look(year, asked[one.conversation_id], promised)
            if not any(first <= at <= last for at in _to_duty(log)):
                lived.faults.append(f"{one.number} was late at {promised} and not escalated then")
    lived.faults += _not_once(lived)
    lived.letters, fault = _letters(db, logs)
    return replace(lived, faults=lived.faults + fault)


def _logs(db: Connection) -> dict[int, list[Row[Any]]]:
    rows = db.execute(sa.select(enquiry_log).order_by(enquiry_log.c.enquiry_id, enquiry_log.c.id))
    return {of: list(lines) for of, lines in groupby(rows, key=lambda row: int(row.enquiry_id))}


def _receipts(db: Connection) -> dict[str, datetime]:
    """Until when each visitor was promised an answer."""
    query = sa.select(message.c.conversation_id, message.c.content).where(
        message.c.content["kind"].as_string() == "receipt"
    )
    return {
        row.conversation_id: datetime.fromisoformat(row.content["answer_by"])
        for row in db.execute(query)
    }


def _functions(db: Connection, year: Year) -> Functions:
    deputies = {row.id: row.deputy_id for row in db.execute(sa.select(function))}
    of_functions = sa.select(absence).where(absence.c.function_id.is_not(None))
    wrong = {tick.clock for tick in year.ticks if tick.off}
    return Functions(deputies, list(db.execute(of_functions)), wrong)


def _enquiries() -> sa.Select[Any]:
    said = sa.select(message.c.at).where(
        message.c.conversation_id == enquiry.c.conversation_id, message.c.sender == "agent"
    )
    first = said.order_by(message.c.seq).limit(1).scalar_subquery()
    return sa.select(enquiry, first.label("answered_at")).order_by(enquiry.c.id)


def _line(number: str, line: Row[Any]) -> Line:
    of = line.details
    return number, line.what, of["step"], of["since"], of["to"]


def _to_duty(log: list[Row[Any]]) -> list[datetime]:
    return [one.at for one in log if one.what == "escalated" and one.details["step"] == 3]


def _first_look(year: Year, asked: datetime, promised: datetime) -> tuple[datetime, datetime]:
    """At which the process was up, the question there, and the time out."""
    nth = bisect_left(year.ticks, asked, key=lambda tick: tick.at)
    up = (tick for tick in year.ticks[nth:] if tick.is_up)
    next(up)  # in which it was asked
    return next(looks_at(tick) for tick in up if looks_at(tick)[0] >= promised)


def _wrong_roles(log: list[Row[Any]], functions: Functions) -> Iterator[str]:
    """Who is reminded is who has it; before the deadline the deputy gets it, then duty."""
    has = log[0].details["function"]
    for line in log:
        to = line.details.get("to")
        if line.what in ("reminded", "shown_to_all") and to != has:
            yield f"was {line.what} to {to}, and {has} has it"
        if line.what == "escalated":
            right = {DUTY} if line.details["step"] == 3 else functions.stand_in(has, line.at)
            if to not in right:
                yield f"was escalated from {has} to {to}, not to one of {sorted(right)}"
        if line.what in MOVES:
            has = to


def _not_once(lived: Lived) -> list[str]:
    taken = Counter((number, step, since) for number, _, step, since, _ in lived.lines)
    return [f"{of}: taken {times} times" for of, times in taken.items() if times > 1]


def _letters(db: Connection, logs: dict[int, list[Row[Any]]]) -> tuple[int, list[str]]:
    """As many as the log tells of, each once."""
    told = [line.details["mail"] for log in logs.values() for line in log if "mail" in line.details]
    there = list(db.scalars(sa.select(outbox.c.key)))
    is_same = Counter(told) == Counter(there)
    return len(there), [] if is_same else [f"{len(told)} letters told of, {len(there)} there"]
