"""Who may say that someone is away: oneself, a lead of those they lead, an administrator all."""

from datetime import date, datetime, time, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from db.audit import audit
from db.schema import absence, agent
from servicecenter import away
from servicecenter.agents import Agent, RightsChanged
from servicecenter.away import NotTheirs, Span, WrongTimes
from servicecenter.contact_paths import DUTY
from tests.cast import MONDAY
from tests.servicecenter.followed import at
from tests.servicecenter.stage import hired, staff

TODAY = date(2026, 11, 23)
TOMORROW = Span(date(2026, 11, 24), None, date(2026, 11, 24), None)
BOOKING = "function:fritidsbokningen"


@pytest.fixture
def lea(db: Connection) -> Agent:
    """Leads bookings, and works with cooperation."""
    return hired(db, "lea", "lead", ["fritidsbokningen", "samverkan"])


def _entered(db: Connection, who: Agent, now: datetime = MONDAY) -> list[tuple[str, Span, bool]]:
    return [(one.whose.key, one.span, one.is_on) for one in away.entered(db, who, now)]


def _log(db: Connection) -> list[tuple[str, str, str, dict[str, str]]]:
    query = sa.select(audit.c.who, audit.c.what, audit.c.about, audit.c.details)
    return [tuple(row) for row in db.execute(query.order_by(audit.c.id))]


def test_each_reaches_themselves_first_and_those_they_lead(db: Connection, lea: Agent) -> None:
    reach = {who.login: list(away.within_reach(db, who)) for who in (staff(db, "bo"), lea)}
    assert reach == {
        "bo": ["person:bo"],
        "lea": ["person:lea", "person:bo", BOOKING, "function:samverkan"],
    }
    ada = list(away.within_reach(db, staff(db, "ada")))
    assert ada[:4] == ["person:ada", "person:bo", "person:gun", "person:lea"]
    assert BOOKING in ada
    assert f"function:{DUTY}" not in ada  # no one would be left
    assert away.within_reach(db, staff(db, "eva")) == {}


def test_who_is_removed_is_in_no_ones_reach(db: Connection, lea: Agent) -> None:
    away.enter(db, lea, "person:bo", TOMORROW, MONDAY)
    db.execute(agent.update().where(agent.c.login == "bo").values(active=False))
    assert "person:bo" not in away.within_reach(db, lea)
    assert _entered(db, lea) == []


@pytest.mark.parametrize(
    ("login", "key"),
    [
        ("bo", "person:gun"),
        ("bo", "person:lea"),
        ("bo", BOOKING),
        ("lea", "person:gun"),
        ("lea", "person:ada"),
        ("lea", "function:bidrag-kultur-fritid"),
        ("ada", f"function:{DUTY}"),
        ("ada", "person:eva"),
        ("ada", "person:ingen"),
        ("ada", "bo"),
        ("eva", "person:eva"),
    ],
)
def test_no_one_enters_it_for_others(db: Connection, lea: Agent, login: str, key: str) -> None:
    with pytest.raises(NotTheirs):
        away.enter(db, staff(db, login), key, TOMORROW, MONDAY)
    assert db.scalar(sa.select(sa.func.count()).select_from(absence)) == 0


def test_no_one_sees_changes_or_removes_that_of_others(db: Connection, lea: Agent) -> None:
    gun, bo, ada = staff(db, "gun"), staff(db, "bo"), staff(db, "ada")
    away.enter(db, gun, "person:gun", TOMORROW, MONDAY)
    [(gone_id,)] = db.execute(sa.select(absence.c.id)).all()

    for other in (bo, lea):
        assert _entered(db, other) == []
        with pytest.raises(NotTheirs):
            away.change(db, other, gone_id, TOMORROW, MONDAY)
        with pytest.raises(NotTheirs):
            away.remove(db, other, gone_id, MONDAY)

    assert _entered(db, gun) == _entered(db, ada) == [("person:gun", TOMORROW, False)]


def test_one_is_entered_changed_and_taken_away_and_the_log_tells(
    db: Connection, lea: Agent
) -> None:
    bo = staff(db, "bo")
    away.enter(db, lea, "person:bo", TOMORROW, MONDAY)
    [one] = away.entered(db, bo, MONDAY)
    longer = Span(TODAY, time(9, 30), date(2026, 11, 25), time(12))

    away.change(db, bo, one.id, longer, MONDAY)
    assert _entered(db, lea) == [("person:bo", longer, True)]
    away.remove(db, bo, one.id, MONDAY)

    assert _entered(db, lea) == []
    with pytest.raises(NotTheirs):
        away.remove(db, bo, one.id, MONDAY)
    first, last = "2026-11-23T23:00:00+00:00", "2026-11-24T23:00:00+00:00"
    changed = {"from": "2026-11-23T08:30:00+00:00", "to": "2026-11-25T11:00:00+00:00"}
    assert _log(db) == [
        ("lea", "entered_absence", "bo", {"from": first, "to": last}),
        ("bo", "changed_absence", "bo", changed),
        ("bo", "removed_absence", "bo", {}),
    ]


def test_whose_rights_have_changed_enters_nothing(db: Connection, lea: Agent) -> None:
    db.execute(agent.update().where(agent.c.login == "lea").values(role="agent"))
    with pytest.raises(RightsChanged):
        away.enter(db, lea, "person:bo", TOMORROW, MONDAY)


def test_what_is_over_is_not_shown(db: Connection) -> None:
    bo = staff(db, "bo")
    away.enter(db, bo, "person:bo", TOMORROW, MONDAY)
    assert [is_on for _, _, is_on in _entered(db, bo, at("11-24 23:59"))] == [True]
    assert _entered(db, bo, at("11-25 00:00")) == []


@pytest.mark.parametrize(
    "span",
    [
        Span(TODAY, None, TODAY, None),
        Span(TODAY, time(9), TODAY, time(17)),
        Span(TODAY, time(9), date(2026, 11, 25), None),
        Span(date(2027, 3, 28), time(1), date(2027, 3, 28), time(4)),  # the clocks change
        Span(date(2027, 10, 31), None, date(2027, 10, 31), None),
    ],
)
def test_what_was_entered_is_read_as_it_was_written(span: Span) -> None:
    assert Span.of(*span.moments(MONDAY)) == span


def test_a_day_in_march_lacks_an_hour() -> None:
    starts_at, ends_at = Span(date(2027, 3, 28), None, date(2027, 3, 28), None).moments(MONDAY)
    assert ends_at - starts_at == timedelta(hours=23)


@pytest.mark.parametrize(
    ("span", "told"),
    [
        (Span(date(2026, 11, 25), None, date(2026, 11, 24), None), "slutar innan"),
        (Span(TODAY, time(13), TODAY, time(13)), "slutar innan"),
        (Span(TODAY, time(8), TODAY, time(10)), "redan gått"),
        (Span(date(2026, 11, 20), None, date(2026, 11, 22), None), "redan gått"),
        (Span(TODAY, None, date(9999, 12, 31), None), "inom två år"),
        (Span(date(1, 1, 1), None, TODAY, None), "inom två år"),
    ],
)
def test_times_that_make_no_sense_are_refused_in_words(span: Span, told: str) -> None:
    with pytest.raises(WrongTimes, match=told):
        span.moments(MONDAY)
