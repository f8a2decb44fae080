"""Working hours pass as they do in a Swedish municipality: by its calendar and its clocks."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servicecenter.hours import (
    SWEDEN,
    NeverOpen,
    Opening,
    after_working_hours,
    is_open,
    next_opening,
)


def _hours(days: str, opens: str, closes: str) -> tuple[Opening, ...]:
    span = time.fromisoformat(opens), time.fromisoformat(closes)
    return tuple(Opening(int(day), *span) for day in days)


WEEK = (*_hours("0123", "09:00", "16:00"), *_hours("4", "09:00", "15:00"))
EVERY_DAY = _hours("0123456", "09:00", "16:00")
SUNDAY_NIGHT = _hours("6", "00:00", "06:00")


def _at(swedish: str) -> datetime:
    return datetime.fromisoformat(swedish).replace(tzinfo=SWEDEN)


def test_a_function_is_open_from_the_minute_it_opens_until_the_minute_it_closes() -> None:
    monday = [_at(f"2026-11-23 {t}") for t in ("08:59", "09:00", "15:59", "16:00")]
    assert [is_open(WEEK, moment) for moment in monday] == [False, True, True, False]


def test_a_function_is_closed_on_a_day_that_it_names_no_hours_for() -> None:
    assert not is_open(WEEK, _at("2026-11-22 12:00"))


@pytest.mark.parametrize(
    "day",
    [
        "2026-01-01",
        "2026-01-06",
        "2026-04-03",  # Good Friday
        "2026-04-06",  # Easter Monday
        "2026-05-01",
        "2026-05-14",  # Ascension
        "2025-06-06",
        "2026-12-25",
        "2025-12-26",
    ],
)
def test_public_holidays_are_closed(day: str) -> None:
    assert date.fromisoformat(day).weekday() < 5
    assert not is_open(EVERY_DAY, _at(f"{day} 12:00"))


@pytest.mark.parametrize("day", ["2026-06-19", "2026-12-24", "2026-12-31"])
def test_the_eves_of_midsummer_christmas_and_new_year_are_closed(day: str) -> None:
    assert not is_open(EVERY_DAY, _at(f"{day} 12:00"))


@pytest.mark.parametrize(
    "day", ["2026-01-05", "2026-04-02", "2026-04-07", "2026-12-23", "2026-12-28", "2026-11-22"]
)
def test_days_beside_holidays_and_ordinary_sundays_are_as_the_hours_say(day: str) -> None:
    assert is_open(EVERY_DAY, _at(f"{day} 12:00"))


def test_the_next_opening_is_now_when_it_is_open() -> None:
    now = _at("2026-11-23 10:30")
    assert next_opening(WEEK, now) == now


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ("2026-11-23 07:00", "2026-11-23 09:00"),
        ("2026-11-23 16:00", "2026-11-24 09:00"),
        ("2026-11-27 15:00", "2026-11-30 09:00"),
        ("2026-12-23 17:00", "2026-12-28 09:00"),
        ("2026-04-02 16:30", "2026-04-07 09:00"),
    ],
)
def test_the_next_opening_skips_nights_weekends_and_holidays(now: str, opens: str) -> None:
    assert next_opening(WEEK, _at(now)) == _at(opens)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-11-23 10:00", 2, "2026-11-23 12:00"),
        ("2026-11-23 10:00", 6, "2026-11-23 16:00"),
        ("2026-11-23 10:00", 16, "2026-11-25 12:00"),
        ("2026-11-23 03:00", 1, "2026-11-23 10:00"),
        ("2026-11-27 14:30", 1, "2026-11-30 09:30"),
        ("2026-11-28 12:00", 0.5, "2026-11-30 09:30"),
        ("2026-12-23 15:00", 16, "2026-12-30 10:00"),
        ("2026-12-30 15:30", 7, "2027-01-04 15:30"),
    ],
)
def test_only_open_hours_count(start: str, hours: float, end: str) -> None:
    assert after_working_hours(WEEK, _at(start), hours) == _at(end)


def test_a_lunch_break_does_not_count() -> None:
    halves = (*_hours("0", "13:00", "16:00"), *_hours("0", "09:00", "12:00"))
    assert after_working_hours(halves, _at("2026-11-23 11:00"), 2) == _at("2026-11-23 14:00")
    assert not is_open(halves, _at("2026-11-23 12:30"))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("08:00", "12:00"), ("10:00", "14:00")),
        (("08:00", "14:00"), ("10:00", "12:00")),
        (("08:00", "12:00"), ("12:00", "14:00")),
    ],
)
def test_hours_that_overlap_or_meet_are_counted_once(
    first: tuple[str, str], second: tuple[str, str]
) -> None:
    both = (*_hours("0", *second), *_hours("0", *first))
    assert after_working_hours(both, _at("2026-11-23 08:00"), 5) == _at("2026-11-23 13:00")
    assert is_open(both, _at("2026-11-23 13:59"))


@pytest.mark.parametrize(("day", "night"), [("2026-03-29", 5), ("2026-10-25", 7)])
def test_the_night_on_which_the_clocks_change_is_as_long_as_it_is(day: str, night: int) -> None:
    evening = _at(f"{day} 00:00") - timedelta(hours=3)
    whole = after_working_hours(SUNDAY_NIGHT, evening, night)
    assert whole == _at(f"{day} 06:00")
    assert after_working_hours(SUNDAY_NIGHT, evening, night + 1) > whole


@pytest.mark.parametrize(
    ("friday", "monday"), [("2026-03-27", "2026-03-30"), ("2026-10-23", "2026-10-26")]
)
def test_over_a_change_of_clocks_a_function_opens_at_its_local_time(
    friday: str, monday: str
) -> None:
    assert next_opening(WEEK, _at(f"{friday} 17:00")) == _at(f"{monday} 09:00")
    assert after_working_hours(WEEK, _at(f"{friday} 14:00"), 2) == _at(f"{monday} 10:00")


def test_the_same_moment_told_in_another_zone_is_the_same_moment() -> None:
    swedish = _at("2026-11-23 23:30")
    for zone in (UTC, ZoneInfo("Asia/Tokyo"), ZoneInfo("America/Los_Angeles")):
        elsewhere = swedish.astimezone(zone)
        assert after_working_hours(WEEK, elsewhere, 16) == after_working_hours(WEEK, swedish, 16)
        assert is_open(WEEK, elsewhere - timedelta(hours=10))


def test_a_function_that_never_opens_says_so() -> None:
    now = _at("2026-11-23 10:00")
    assert not is_open((), now)
    with pytest.raises(NeverOpen):
        next_opening((), now)
    with pytest.raises(NeverOpen):
        after_working_hours((), now, 1)


def test_more_hours_than_a_year_holds_are_never_over() -> None:
    with pytest.raises(NeverOpen):
        after_working_hours(WEEK, _at("2026-11-23 10:00"), 10_000)


@st.composite
def _weeks(draw: st.DrawFn) -> tuple[Opening, ...]:
    """Some spans of whole hours in the week, which may overlap."""
    days = draw(st.lists(st.integers(0, 6), min_size=1, max_size=8))
    spans = [sorted(draw(st.sets(st.integers(0, 23), min_size=2, max_size=2))) for _ in days]
    return tuple(
        Opening(day, time(opens), time(closes))
        for day, (opens, closes) in zip(days, spans, strict=True)
    )


START = datetime(2024, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 6 * 365 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes))
QUARTERS = st.integers(1, 40).map(lambda quarters: quarters / 4)
MOMENT = timedelta(microseconds=1)


@settings(derandomize=True, deadline=None)
@given(week=_weeks(), start=MOMENTS, hours=QUARTERS)
def test_a_deadline_comes_after_the_start_by_at_least_the_hours_and_lands_in_an_opening(
    week: tuple[Opening, ...], start: datetime, hours: float
) -> None:
    end = after_working_hours(week, start, hours)
    assert end - start >= timedelta(hours=hours)
    assert is_open(week, end - MOMENT)


@settings(derandomize=True, deadline=None)
@given(week=_weeks(), start=MOMENTS, first=QUARTERS, second=QUARTERS)
def test_hours_counted_in_two_goes_are_the_hours_counted_at_once(
    week: tuple[Opening, ...], start: datetime, first: float, second: float
) -> None:
    between = after_working_hours(week, start, first)
    assert after_working_hours(week, between, second) == after_working_hours(
        week, start, first + second
    )


@settings(derandomize=True, deadline=None)
@given(week=_weeks(), start=MOMENTS)
def test_a_function_is_closed_until_its_next_opening(
    week: tuple[Opening, ...], start: datetime
) -> None:
    opens = next_opening(week, start)
    assert is_open(week, opens)
    assert opens == start or not is_open(week, max(start, opens - MOMENT))
