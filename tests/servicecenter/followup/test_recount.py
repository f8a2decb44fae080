"""The daily figures are those that a slow recount of all conversations gives, whatever happened and
whenever they were counted."""

import random
from collections import Counter

import sqlalchemy as sa
from sqlalchemy import Connection

from db.followup import daily_figure
from servicecenter import contact_paths
from servicecenter.followup import cells, counting
from servicecenter.followup.spans import EDGES
from tests.servicecenter.followup.lives import Lives
from tests.servicecenter.followup.recount import Recount, Times, everyone

EVENTS, SEED = 500, 5
EVERY_FIGURE = {
    *cells.ENDS,
    *cells.SURVEY.values(),
    *(cells.OUT_OF_HOURS, cells.MISROUTED, cells.TO_DUTY, cells.HELPED, cells.NOT_HELPED),
    *(cells.GAP_OPENED, cells.GAP_CLOSED, cells.FIRST_ANSWER, cells.CLOSING),
}
Buckets = Counter[tuple[str, str, str, str, int]]


def counted(db: Connection) -> Buckets:
    rows = db.execute(sa.select(daily_figure).where(daily_figure.c.count != 0))
    return Counter({(f"{row.day}", *row[1:-1]): row.count for row in rows})


def in_buckets(times: Times) -> Buckets:
    found: Buckets = Counter()
    for key, lengths in times.items():
        for hours in lengths:
            ends = [number for number, edge in enumerate(EDGES) if hours <= edge]
            found[(*key, min(ends, default=len(EDGES)))] += 1
    return found


def count_some(db: Connection, most: int) -> int:
    found = counting.changed(db, most)
    counting.keep(db, counting.read(db, found))
    return len(found)


def test_the_figures_are_those_of_a_slow_recount(db: Connection) -> None:
    lives = Lives(db, random.Random(SEED))  # noqa: S311 - no secret
    for _ in range(EVENTS):
        lives.go_on()
        if lives.chance.random() < 0.1:
            count_some(db, lives.chance.choice((1, 5, 100)))
        if lives.chance.random() < 0.02:  # killed before it was stored
            with db.begin_nested() as killed:
                count_some(db, 100)
                killed.rollback()
    while count_some(db, 100):
        pass

    counts, times = Recount(contact_paths.load(db).functions).of([*lives.gone, *everyone(db)])
    expected: Buckets = Counter({(*key, 0): count for key, count in counts.items()})
    expected += in_buckets(times)
    found = counted(db)
    assert found == expected
    # All that can happen has happened, and has been seen.
    assert {figure for _, _, _, figure, _ in found} == EVERY_FIGURE
    assert min(found.values()) > 0
    assert len(lives.gone) > 10
