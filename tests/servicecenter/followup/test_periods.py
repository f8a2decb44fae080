"""Months, quarters, years and any days, with what came before them."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from servicecenter.followup.periods import LONGEST, NoPeriod, Period, named, of_days, recent


@pytest.mark.parametrize(
    ("name", "first", "last", "before"),
    [
        ("2026-01", "2026-01-01", "2026-01-31", "2025-12"),
        ("2028-02", "2028-02-01", "2028-02-29", "2028-01"),
        ("2026-k1", "2026-01-01", "2026-03-31", "2025-k4"),
        ("2026-k4", "2026-10-01", "2026-12-31", "2026-k3"),
        ("2026", "2026-01-01", "2026-12-31", "2025"),
    ],
)
def test_a_period_has_its_days_and_the_one_before(
    name: str, first: str, last: str, before: str
) -> None:
    period = named(name)
    assert (f"{period.first}", f"{period.last}", period.name) == (first, last, name)
    assert period.before() == named(before)


def test_before_any_days_come_as_many_others() -> None:
    period = of_days("2026-11-10", "2026-11-16")
    assert period.before() == of_days("2026-11-03", "2026-11-09")


@pytest.mark.parametrize("name", ["2026-11", "2026-k2", "2026"])
def test_the_parts_are_the_whole_and_each_day_once(name: str) -> None:
    _is_whole(named(name))


@pytest.mark.parametrize("days", [1, 14, 15, 120, 121, 800])
def test_so_are_those_of_any_days(days: int) -> None:
    first = date(2026, 2, 11)
    _is_whole(Period(first, first + timedelta(days=days - 1)))


def _is_whole(period: Period) -> None:
    parts = period.parts()
    assert (parts[0].first, parts[-1].last) == (period.first, period.last)
    for one, following in pairwise(parts):
        assert one.first <= one.last == following.first - timedelta(days=1)
    assert len(parts) <= 31


@pytest.mark.parametrize(
    "name", ["", "2026-13", "2026-k5", "1999", "2026-11-01", "２０２６", "2026-11\n"]
)
def test_what_is_no_period_is_refused(name: str) -> None:
    with pytest.raises(NoPeriod):
        named(name)


@pytest.mark.parametrize(
    ("first", "last"),
    [("2026-02-02", "2026-02-01"), ("", "2026-02-01"), ("x", "y"), ("0001-01-01", "2026-01-01")],
)
def test_days_that_are_no_period_are_refused(first: str, last: str) -> None:
    with pytest.raises(NoPeriod):
        of_days(first, last)


def test_one_is_not_longer_than_is_sensible() -> None:
    first = date(2010, 1, 1)
    with pytest.raises(NoPeriod):
        of_days(f"{first}", f"{first + timedelta(days=LONGEST)}")


def test_the_newest_of_each_kind_come_first() -> None:
    offered = [one.name for one in recent(date(2026, 11, 30))]
    assert offered[:2] == ["2026-11", "2026-10"]
    assert offered[12] == "2025-11"
    assert offered[13:15] == ["2026-k4", "2026-k3"]
    assert offered[-3:] == ["2026", "2025", "2024"]
