"""Working hours: when a function is open, and when a number of open hours has passed.

Hours are Swedish local time; Swedish public holidays are closed, and so are the eves on which
municipalities close (Midsummer, Christmas, New Year).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice
from zoneinfo import ZoneInfo

import holidays

SWEDEN = ZoneInfo("Europe/Stockholm")
FURTHEST = 366  # days; a function closed for longer has no next opening
FURTHEST_BACK = 31  # days; nothing asks when what has been closed for longer closed


@dataclass(frozen=True)
class Opening:
    """Open from `opens` to `closes` on a weekday, 0 for Monday."""

    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True)
class ClosedDay:
    """Closed all day, whatever the weekday says; the public holidays need none."""

    day: date


Rule = Opening | ClosedDay


class NeverOpen(Exception):
    """The function has no opening hours within a year."""


@lru_cache
def _closed_days() -> holidays.HolidayBase:
    # Whether Sundays are closed is for the opening hours to say; the eves are 'de facto' holidays.
    categories = (holidays.PUBLIC, holidays.DE_FACTO)
    return holidays.country_holidays("SE", include_sundays=False, categories=categories)


def is_open(opening: Sequence[Rule], at: datetime) -> bool:
    return any(start <= at < end for start, end in _spans(opening, at, days=1))


def next_opening(opening: Sequence[Rule], at: datetime) -> datetime:
    """When the function next is open: now, if it is. Raises NeverOpen."""
    for start, end in _spans(opening, at, FURTHEST):
        if end > at:
            return max(start, at)
    raise NeverOpen


def last_closing(opening: Sequence[Rule], at: datetime) -> datetime:
    """When it closed last; a month ago, if it has been closed for longer."""
    start = at - timedelta(days=FURTHEST_BACK)
    ends = (end for _, end in _spans(opening, start, FURTHEST_BACK + 1) if end <= at)
    return max(ends, default=start)


def next_spans(
    opening: Sequence[Rule], at: datetime, count: int
) -> list[tuple[datetime, datetime]]:
    """The open spans that are not over yet, the one that is on at the moment first."""
    coming = (span for span in _spans(opening, at, FURTHEST) if span[1] > at)
    return list(islice(coming, count))


def after_working_hours(opening: Sequence[Rule], start: datetime, hours: float) -> datetime:
    """The moment when so many open hours have passed since `start`. Raises NeverOpen."""
    left = timedelta(hours=hours)
    for opens, closes in _spans(opening, start, FURTHEST):
        begins = max(opens, start)
        if closes <= begins:
            continue
        if closes - begins >= left:
            return begins + left
        left -= closes - begins
    raise NeverOpen


def working_hours(opening: Sequence[Rule], start: datetime, end: datetime) -> float:
    """How many open hours lie between two moments."""
    days = max((end.astimezone(SWEDEN).date() - start.astimezone(SWEDEN).date()).days + 1, 0)
    spans = _spans(opening, start, days)
    passed = (min(closes, end) - max(opens, start) for opens, closes in spans)
    return sum(max(one / timedelta(hours=1), 0) for one in passed)


def begins(day: date) -> datetime:
    """The first moment of a Swedish day."""
    return moment(day, time.min)


def moment(day: date, clock: time) -> datetime:
    """What a Swedish clock shows, through UTC, so that an hour is an hour on the days when the
    clocks change."""
    return datetime.combine(day, clock, SWEDEN).astimezone(UTC)


def _spans(
    opening: Sequence[Rule], start: datetime, days: int
) -> Iterator[tuple[datetime, datetime]]:
    """Each open span from the day of `start` on, in order, as UTC."""
    first = start.astimezone(SWEDEN).date()
    week = [rule for rule in opening if isinstance(rule, Opening)]
    closed = {rule.day for rule in opening if isinstance(rule, ClosedDay)}
    for day in (first + timedelta(days=n) for n in range(days)):
        if day in closed or day in _closed_days():
            continue
        for opens, closes in _merged([span for span in week if span.weekday == day.weekday()]):
            yield moment(day, opens), moment(day, closes)


def _merged(spans: Sequence[Opening]) -> list[tuple[time, time]]:
    """Hours that overlap, or follow on one another, as one span."""
    merged: list[tuple[time, time]] = []
    for span in sorted(spans, key=lambda span: span.opens):
        if merged and span.opens <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], span.closes))
        else:
            merged.append((span.opens, span.closes))
    return merged
