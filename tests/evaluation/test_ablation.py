"""Each stage of the search is measured on the same candidates."""

import numpy as np
import pytest

from evaluation.ablation import STAGES, Stage, as_markdown
from knowledge.search import WEIGHTS, standard

ALONE, WORDS, LETTERS, APART = STAGES.values()
FOUND = np.random.default_rng(1).normal(size=(8, 6)).astype(np.float32)


def test_the_first_stage_sees_meaning_alone() -> None:
    other = FOUND.copy()
    other[:, [1, 2, 4, 5]] += 7  # words and characters
    assert ALONE(FOUND) == pytest.approx(ALONE(other))
    other[0, 0] += 7
    assert ALONE(other).argmax() == 0


def test_each_stage_adds_its_own_kind_of_evidence() -> None:
    words, letters = FOUND.copy(), FOUND.copy()
    words[0, 1] += 7
    letters[0, 2] += 7
    assert WORDS(words) != pytest.approx(WORDS(FOUND))
    assert WORDS(letters) == pytest.approx(WORDS(FOUND))
    assert LETTERS(letters) != pytest.approx(LETTERS(FOUND))


def test_the_last_stage_is_the_search_as_it_is() -> None:
    assert APART(FOUND) == pytest.approx(standard(FOUND) @ WEIGHTS.ravel())


def test_the_table_has_a_row_for_each_stage_and_two_figures_for_each_set() -> None:
    stages = [Stage("one", 0.5, 0.25), Stage("two", 0.75, 0.5)]
    table = as_markdown({"a": stages, "b": stages}).splitlines()
    assert table[0] == "| stage | a: nDCG@10 | a: first right | b: nDCG@10 | b: first right |"
    assert table[2:] == [
        "| one | 0.500 | 0.250 | 0.500 | 0.250 |",
        "| two | 0.750 | 0.500 | 0.750 | 0.500 |",
    ]
