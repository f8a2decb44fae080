"""A report adds up what a slow recount finds, for its committee and its days and no others, and
shows nothing that tells of a few."""

import random
from collections import Counter
from datetime import timedelta

from sqlalchemy import Connection

from db.followup import daily_figure
from servicecenter import contact_paths
from servicecenter.followup import cells, report
from servicecenter.followup.hiding import LEAST
from servicecenter.followup.periods import Period, named
from servicecenter.followup.report import ALL, ALONE, ASKED, GROUPS, figures
from tests.cast import MONDAY

FIRST = MONDAY.date()
NOVEMBER = named("2026-11")


def _put(db: Connection, rows: Counter[cells.Cell]) -> None:
    db.execute(
        daily_figure.insert(), [{**one._asdict(), "count": count} for one, count in rows.items()]
    )


def _some(seed: int, most: int) -> Counter[cells.Cell]:
    lot = random.Random(seed)  # noqa: S311 - no secret
    rows: Counter[cells.Cell] = Counter()
    functions = ("fritidsbokningen", "bidrag-kultur-fritid", "servicecenter", "bidrag-socialt")
    for _ in range(600):
        day = FIRST + timedelta(days=lot.randint(-40, 20))
        figure = lot.choice((*cells.ENDS, *ALONE))
        topic = lot.choice(("grants", "booking"))
        rows[cells.Cell(day, lot.choice(functions), topic, figure)] = lot.randint(1, most)
    return rows


def _plain(
    rows: Counter[cells.Cell], homes: dict[str, str], period: Period, committee: str, what: str
) -> int:
    wanted = {**GROUPS, ASKED: cells.ENDS}.get(what, (what,))
    return sum(
        count
        for one, count in rows.items()
        if period.first <= one.day <= period.last
        and committee in (ALL, homes[one.function_id])
        and one.figure in wanted
    )


def test_each_figure_is_the_plain_sum_of_its_committee_and_its_days(db: Connection) -> None:
    rows, paths = _some(1, 900), contact_paths.load(db)
    _put(db, rows)
    homes = report.committees(paths)
    for period in (NOVEMBER, NOVEMBER.before(), Period(FIRST, FIRST + timedelta(days=9))):
        found = figures(db, paths, period)
        for committee in (*set(homes.values()), ALL):
            for what in (*GROUPS, ASKED, *ALONE):
                plain = _plain(rows, homes, period, committee, what)
                shown = found.get(committee, what)
                assert shown == plain or (shown is None and plain < 1000), (committee, what)


def test_no_figure_from_one_to_four_is_shown_anywhere(db: Connection) -> None:
    _put(db, _some(2, 3))
    found = figures(db, contact_paths.load(db), Period(FIRST, FIRST + timedelta(days=4)))
    assert len(found.counts) > 50
    assert [count for count in found.counts.values() if 0 < count < LEAST] == []


def test_what_one_committee_hides_is_not_what_is_left_of_the_others(db: Connection) -> None:
    day, topic = FIRST, "grants"
    _put(
        db,
        Counter(
            {
                cells.Cell(day, "fritidsbokningen", topic, cells.BY_BOT): 40,
                cells.Cell(day, "bidrag-socialt", topic, cells.BY_BOT): 3,
                cells.Cell(day, "servicecenter", topic, cells.BY_BOT): 20,
            }
        ),
    )
    found = figures(db, contact_paths.load(db), NOVEMBER)
    assert found.get("Socialnämnden", ASKED) is None
    assert found.get("Kommunstyrelsen", ASKED) is None  # the next smallest
    assert found.get("Kultur- och fritidsnämnden", ASKED) == 40
    assert found.get(ALL, ASKED) == 63


def test_of_fewer_than_five_times_nothing_is_told(db: Connection) -> None:
    rows = Counter({cells.Cell(FIRST, "fritidsbokningen", "booking", cells.CLOSING, 3): 4})
    _put(db, rows)
    paths = contact_paths.load(db)
    assert figures(db, paths, NOVEMBER).times[ALL, cells.CLOSING] == (None, None)
    _put(db, Counter({cells.Cell(FIRST, "fritidsbokningen", "grants", cells.CLOSING, 9): 1}))
    assert figures(db, paths, NOVEMBER).times[ALL, cells.CLOSING] == (3, 9)


def test_what_was_of_a_function_that_is_gone_is_the_duty_roles(db: Connection) -> None:
    _put(db, Counter({cells.Cell(FIRST, "gone", "booking", cells.BY_BOT): 7}))
    found = figures(db, contact_paths.load(db), NOVEMBER)
    assert found.get("Kommunstyrelsen", ASKED, "servicecenter") == 7
