"""Small figures are hidden, and nothing that is shown gives one away: tried by going through all
that could stand there."""

from itertools import product
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from servicecenter.followup.hiding import LEAST, Sum, hidden

ROWS, COLUMNS = ("a", "b"), ("x", "y")
CELLS = [row + column for row, column in product(ROWS, COLUMNS)]
ALL = "all"
SUMS = [
    *(Sum(row, tuple(row + column for column in COLUMNS)) for row in ROWS),
    *(Sum(column, tuple(row + column for row in ROWS)) for column in COLUMNS),
    Sum(ALL, ROWS),
    Sum(ALL, COLUMNS),
]
HIGHEST = 21  # all of them together, and one more


def table_of(cells: list[int]) -> dict[str, int]:
    counts = dict(zip(CELLS, cells, strict=True))
    for one in SUMS:
        counts[one.of] = sum(counts[part] for part in one.parts)
    return counts


def _could_be(counts: dict[str, int], shown: set[str]) -> dict[str, int]:
    """Of each figure, the most that it is in any table that looks the same."""
    each = [np.arange(HIGHEST) if one not in shown else np.array([counts[one]]) for one in CELLS]
    every: dict[str, Any] = dict(zip(CELLS, np.meshgrid(*each), strict=True))
    for line in SUMS:
        every[line.of] = sum(every[part] for part in line.parts)
    same = np.logical_and.reduce([every[one] == counts[one] for one in shown] or [True])
    fits = np.broadcast_to(same, every[ALL].shape)
    return {
        name: int(np.broadcast_to(of_it, fits.shape)[fits].max()) for name, of_it in every.items()
    }


@given(st.lists(st.integers(0, 5), min_size=4, max_size=4))
@settings(max_examples=30, deadline=None)
def test_no_small_figure_can_be_told_from_what_is_shown(cells: list[int]) -> None:
    counts = table_of(cells)
    not_shown = hidden(counts, SUMS)
    could_be = _could_be(counts, counts.keys() - not_shown)
    for name, count in counts.items():
        if 0 < count < LEAST:
            assert name in not_shown
            assert could_be[name] >= LEAST


def test_a_table_without_small_figures_is_shown_whole() -> None:
    assert hidden(table_of([5, 0, 9, 20]), SUMS) == set()


def test_one_small_figure_takes_three_others_with_it_and_leaves_the_sums() -> None:
    counts = table_of([3, 20, 30, 40])
    not_shown = hidden(counts, SUMS)
    assert len(not_shown) == 4
    assert not_shown <= set(CELLS)


def test_two_that_are_small_do_not_protect_each_other() -> None:
    """3 of which both are hidden, and neither is nothing: one and two."""
    not_shown = hidden({"all": 53, "one": 1, "two": 2, "rest": 50}, [SUM_OF_THREE])
    assert not_shown == {"one", "two", "rest"}


def test_a_sum_that_is_small_is_hidden_too() -> None:
    counts = {"all": 3, "one": 1, "two": 2, "rest": 0}
    assert {"all", "one", "two"} <= hidden(counts, [SUM_OF_THREE])


SUM_OF_THREE = Sum("all", ("one", "two", "rest"))
