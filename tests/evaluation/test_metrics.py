"""Measures as one computes them by hand."""

from math import log2, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import matthews_corrcoef

from evaluation.metrics import confusion, matthews, ndcg, recall, reciprocal_rank

RELEVANT = {"a": 2, "b": 1, "c": 0}


@pytest.mark.parametrize(
    ("ranked", "value"),
    [
        (["a", "b"], 1.0),
        (["a"], 2 / (2 + 1 / log2(3))),
        (["b", "a"], (1 + 2 / log2(3)) / (2 + 1 / log2(3))),
        (["x", "a", "y", "b"], (2 / log2(3) + 1 / log2(5)) / (2 + 1 / log2(3))),
        (["c", "x", "y"], 0.0),
        ([], 0.0),
    ],
)
def test_ndcg_discounts_each_grade_by_its_place(ranked: list[str], value: float) -> None:
    assert ndcg(RELEVANT, ranked) == pytest.approx(value)


def test_ndcg_looks_no_deeper_than_it_is_told() -> None:
    deep = [*"123456789", "a"]
    assert ndcg({"a": 1}, deep) == pytest.approx(1 / log2(11))
    assert ndcg({"a": 1}, ["0", *deep]) == 0
    assert ndcg({"a": 1}, ["x", "a"], depth=1) == 0


def test_ndcg_compares_with_the_best_that_fits_into_the_depth() -> None:
    many = {str(number): 1 for number in range(20)}
    assert ndcg(many, [str(number) for number in range(10)]) == pytest.approx(1)


def test_where_nothing_is_relevant_there_is_nothing_to_gain() -> None:
    assert ndcg({}, ["a"]) == 0
    assert ndcg({"a": 0}, ["a"]) == 0
    assert recall({"a": 0}, ["a"], 10) == 0


@pytest.mark.parametrize(
    ("ranked", "value"),
    [(["a"], 1), (["x", "b", "a"], 1 / 2), (["c", "x", "a"], 1 / 3), ([*"0123456789", "a"], 0)],
)
def test_the_reciprocal_rank_is_that_of_the_first_relevant_one(
    ranked: list[str], value: float
) -> None:
    assert reciprocal_rank(RELEVANT, ranked) == pytest.approx(value)


@pytest.mark.parametrize(("depth", "value"), [(1, 0), (2, 1 / 2), (3, 1 / 2), (4, 1)])
def test_recall_is_the_share_of_the_relevant_ones_that_is_found(depth: int, value: float) -> None:
    assert recall(RELEVANT, ["c", "b", "x", "a"], depth) == value


def test_the_confusion_table_has_the_truth_in_its_rows() -> None:
    table = confusion(["a", "a", "b", "c"], ["a", "b", "b", "a"], ["a", "b", "c"])
    assert table.tolist() == [[1, 1, 0], [0, 1, 0], [1, 0, 0]]


@pytest.mark.parametrize(
    ("truth", "predicted"), [(["a"], ["a", "b"]), (["x"], ["a"]), (["a"], ["x"])]
)
def test_a_confusion_that_does_not_add_up_is_refused(
    truth: list[str], predicted: list[str]
) -> None:
    with pytest.raises((ValueError, KeyError)):
        confusion(truth, predicted, ["a", "b"])


def test_matthews_of_two_classes_is_the_textbook_formula() -> None:
    truth = ["yes"] * 6 + ["no"] * 4
    predicted = ["yes"] * 5 + ["no"] + ["no"] * 3 + ["yes"]
    right_yes, right_no, wrong_yes, wrong_no = 5, 3, 1, 1
    by_hand = (right_yes * right_no - wrong_yes * wrong_no) / sqrt(6 * 6 * 4 * 4)
    assert matthews(truth, predicted) == pytest.approx(by_hand)


@pytest.mark.parametrize(
    ("truth", "predicted", "value"),
    [
        (["a", "b", "c"], ["a", "b", "c"], 1),
        (["a", "b"], ["b", "a"], -1),
        (["a", "b", "c"], ["a", "a", "a"], 0),
        (["a", "a"], ["a", "a"], 0),
        (["a", "a"], ["b", "b"], 0),
    ],
)
def test_matthews_is_one_for_all_right_and_nought_for_guessing_one_class(
    truth: list[str], predicted: list[str], value: float
) -> None:
    assert matthews(truth, predicted) == pytest.approx(value)


PAIRS = st.lists(st.tuples(*[st.sampled_from("abcd")] * 2), min_size=1, max_size=50).filter(
    lambda pairs: len({name for pair in pairs for name in pair}) > 1
)


@settings(derandomize=True, deadline=None, max_examples=50)
@given(pairs=PAIRS)
def test_matthews_of_many_classes_is_that_of_scikit_learn(pairs: list[tuple[str, str]]) -> None:
    truth, predicted = zip(*pairs, strict=True)
    expected = matthews_corrcoef(np.array(truth), np.array(predicted))
    assert matthews(truth, predicted) == pytest.approx(float(expected), abs=1e-9)
