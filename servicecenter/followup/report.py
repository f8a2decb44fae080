"""The figures of a period and the one before, for one committee or all, without those that would
tell of a few."""

from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from db.followup import daily_figure
from db.schema import TOPICS
from servicecenter.followup import cells
from servicecenter.followup.hiding import LEAST, Sum, hidden
from servicecenter.followup.periods import Period
from servicecenter.followup.spans import percentile
from servicecenter.routing import DUTY, ContactPaths

# How the ends are shown: the fewer figures, the fewer have to be hidden.
OTHERWISE = "otherwise"
GROUPS = {
    cells.BY_BOT: (cells.BY_BOT,),
    cells.BY_PEOPLE: (cells.BY_PEOPLE,),
    cells.PASSED_ON: (cells.PASSED_ON,),
    OTHERWISE: (cells.ASKED_BACK, cells.WAITING, cells.WITHDRAWN, cells.NO_ANSWER),
}
ASKED = "asked"
IN_HOURS = "in_hours"  # never shown, but what is left of all that was asked
ALONE = (
    *(cells.MISROUTED, cells.TO_DUTY, cells.OUT_OF_HOURS, cells.HELPED, cells.NOT_HELPED),
    *cells.SURVEY.values(),
    *(cells.GAP_OPENED, cells.GAP_CLOSED),
)
ALL = ""  # all committees
SHARES = (0.5, 0.9)

# Whose figure and which: a committee or all, a function or all of them, what is counted.
Name = tuple[str, str, str]
Buckets = tuple[int | None, int | None]  # by SHARES


@dataclass(frozen=True)
class Figures:
    """`counts` holds what may be shown and nothing else."""

    period: Period
    counts: dict[Name, int]
    times: dict[tuple[str, str], Buckets]

    def get(self, committee: str, what: str, function_id: str = "") -> int | None:
        return self.counts.get((committee, function_id, what))


def figures(db: Connection, paths: ContactPaths, period: Period) -> Figures:
    """For each committee and all of them at once: what is hidden of one must not be what is left of
    the others."""
    counts: Counter[Name] = Counter()
    times: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    homes = committees(paths)
    for function_id, topic, figure, bucket, count in db.execute(_sums(period.first, period.last)):
        there = function_id if function_id in homes else DUTY
        for committee in (homes[there], ALL):
            if figure in (cells.FIRST_ANSWER, cells.CLOSING):
                times[committee, figure][bucket] += count
            else:
                _count(counts, (committee, there, topic, figure), count)
    _count_parts(db, counts, homes, period)
    whole = {one: counts[one] for one in _names(homes, len(period.parts()))}
    not_shown = hidden(whole, _all_sums(homes, len(period.parts())))
    shown = {name: count for name, count in whole.items() if name not in not_shown}
    return Figures(period, shown, {key: _percentiles(of_it) for key, of_it in times.items()})


def committees(paths: ContactPaths) -> dict[str, str]:
    """The committee of each function, as it is now."""
    return {one.id: one.committee for one in paths.functions.values()}


def part_of(number: int) -> str:
    return f"part {number}"


def _sums(first: date, last: date) -> sa.Select[Any]:
    row = daily_figure.c
    by = (row.function_id, row.topic, row.figure, row.bucket)
    return sa.select(*by, sa.func.sum(row.count)).where(row.day.between(first, last)).group_by(*by)


def _count(counts: Counter[Name], of: tuple[str, str, str, str], count: int) -> None:
    committee, function_id, topic, figure = of
    group = next((name for name, ends in GROUPS.items() if figure in ends), None)
    if group is None:
        counts[committee, "", figure] += count
        if figure == cells.OUT_OF_HOURS:
            counts[committee, "", IN_HOURS] -= count
        return
    for what in (group, ASKED):
        counts[committee, "", what] += count
        if committee != ALL:
            counts[committee, function_id, what] += count
    counts[committee, "", topic] += count
    counts[committee, "", IN_HOURS] += count


def _count_parts(
    db: Connection, counts: Counter[Name], homes: dict[str, str], period: Period
) -> None:
    row = daily_figure.c
    query = sa.select(row.day, row.function_id, sa.func.sum(row.count)).where(
        row.day.between(period.first, period.last), row.figure.in_(cells.ENDS)
    )
    lasts = [part.last for part in period.parts()]
    for day, function_id, count in db.execute(query.group_by(row.day, row.function_id)):
        number = bisect_left(lasts, day)
        for committee in (homes.get(function_id, homes[DUTY]), ALL):
            counts[committee, "", part_of(number)] += count


def _names(homes: dict[str, str], parts: int) -> list[Name]:
    whats = [*GROUPS, ASKED, IN_HOURS, *ALONE, *TOPICS, *(part_of(n) for n in range(parts))]
    whole = [(committee, "", what) for committee in (*_each(homes), ALL) for what in whats]
    single = [(homes[one], one, what) for one in homes for what in (*GROUPS, ASKED)]
    return [*whole, *single]


def _each(homes: dict[str, str]) -> list[str]:
    return sorted(set(homes.values()))


def _all_sums(homes: dict[str, str], parts: int) -> list[Sum[Name]]:
    """All that anyone can add up in what is shown."""
    found: list[Sum[Name]] = []
    by_part = tuple(part_of(number) for number in range(parts))
    splits = (tuple(GROUPS), TOPICS, by_part, (cells.OUT_OF_HOURS, IN_HOURS))
    for committee in (*_each(homes), ALL):
        split_up = [tuple((committee, "", one) for one in split) for split in splits]
        found += [Sum((committee, "", ASKED), parts) for parts in split_up]
    for one, committee in homes.items():
        of_it = tuple((committee, one, group) for group in GROUPS)
        found.append(Sum((committee, one, ASKED), of_it))
    for committee in _each(homes):
        members = [one for one in homes if homes[one] == committee]
        for what in (*GROUPS, ASKED):
            of_them = tuple((committee, one, what) for one in members)
            found.append(Sum((committee, "", what), of_them))
    for what in (*GROUPS, ASKED, *ALONE, *TOPICS, *by_part):
        of_all = tuple((committee, "", what) for committee in _each(homes))
        found.append(Sum((ALL, "", what), of_all))
    return found


def _percentiles(of_it: Counter[int]) -> Buckets:
    """Of fewer than five nothing is told."""
    if sum(of_it.values()) < LEAST:
        return None, None
    half, most = (percentile(of_it, share) for share in SHARES)
    return half, most
