"""Periods that are followed up: a month, a quarter, a year, or any days."""

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import format_date

ONE = timedelta(days=1)
LONGEST = 3660  # days
DAYS_APART, WEEKS_APART = 14, 120  # up to so many days are shown day by day, and by weeks
_NAMED = re.compile(r"(20\d\d)(?:-(0[1-9]|1[0-2])|-k([1-4]))?")


class NoPeriod(Exception):
    """It cannot be read as one."""


@dataclass(frozen=True)
class Period:
    """Whole days, the last included. `months` is 0 when they are any days."""

    first: date
    last: date
    months: int = 0

    @property
    def name(self) -> str:
        """As it stands in addresses."""
        forms = {1: f"{self.first:%Y-%m}", 3: f"{self.first.year}-k{_quarter(self.first)}"}
        return forms.get(self.months, f"{self.first.year}") if self.months else ""

    @property
    def words(self) -> str:
        forms = {
            1: format_date(self.first, "MMMM y", locale="sv"),
            3: f"kvartal {_quarter(self.first)} {self.first.year}",
            12: f"år {self.first.year}",
        }
        return forms.get(self.months) or f"{self.first} till {self.last}"

    def before(self) -> "Period":
        """Of the same kind, right before."""
        if self.months:
            return _of_months(_earlier(self.first, self.months), self.months)
        length = self.last - self.first
        return Period(self.first - ONE - length, self.first - ONE)

    def parts(self) -> list["Period"]:
        """What it is shown by: months, weeks or days."""
        days = (self.last - self.first).days + 1
        if days > WEEKS_APART or self.months > 1:
            return list(self._cut(lambda day: (day.year, day.month)))
        if days > DAYS_APART:
            return list(self._cut(_week))
        return list(self._cut(lambda day: (day.toordinal(), 0)))

    def _cut(self, mark: Callable[[date], tuple[int, int]]) -> Iterator["Period"]:
        first, day = self.first, self.first
        while day <= self.last:
            following = day + ONE
            if following > self.last or mark(following) != mark(first):
                yield Period(first, day)
                first = following
            day = following


def named(name: str) -> Period:
    """Raises NoPeriod."""
    found = _NAMED.fullmatch(name)
    if not found:
        raise NoPeriod(name)
    year = int(found[1])
    if found[2]:
        return _of_months(date(year, int(found[2]), 1), 1)
    if found[3]:
        return _of_months(date(year, 3 * int(found[3]) - 2, 1), 3)
    return _of_months(date(year, 1, 1), 12)


def of_days(first: str, last: str) -> Period:
    """Raises NoPeriod."""
    try:
        begins, ends = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        raise NoPeriod(f"{first} {last}") from None
    if not (date(2000, 1, 1) <= begins <= ends and (ends - begins).days < LONGEST):
        raise NoPeriod(f"{first} {last}")
    return Period(begins, ends)


def recent(today: date) -> list[Period]:
    """To choose from: the months of a year, the quarters of two, and three years."""
    found = []
    for months, count in ((1, 13), (3, 9), (12, 3)):
        begins = today.replace(day=1, month=today.month - (today.month - 1) % months)
        found += [_of_months(_earlier(begins, months * n), months) for n in range(count)]
    return found


def _of_months(first: date, months: int) -> Period:
    end = _earlier(first, 1 - months)
    return Period(first, end.replace(day=calendar.monthrange(end.year, end.month)[1]), months)


def _earlier(first: date, months: int) -> date:
    """The first of a month, so many months before."""
    number = first.year * 12 + first.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)


def _quarter(day: date) -> int:
    return (day.month + 2) // 3


def _week(day: date) -> tuple[int, int]:
    year, week, _ = day.isocalendar()
    return year, week
