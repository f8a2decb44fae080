"""The understanding at each threshold: what it gets right, and what it lets go."""

from pathlib import Path

import pytest

from evaluation.metrics import matthews
from evaluation.nlu import THRESHOLDS, AtThreshold, as_text, at_thresholds
from evaluation.understanding import read_csv

TRUTH = ["greet", "greet", "pay", "oos", "oos"]
PREDICTED = ["greet", "pay", "pay", "greet", "pay"]
CONFIDENCES = [0.95, 0.4, 0.7, 0.35, 0.85]


def _at(threshold: float) -> AtThreshold:
    rows = at_thresholds(TRUTH, PREDICTED, CONFIDENCES)
    return next(row for row in rows if row.threshold == threshold)


@pytest.mark.parametrize(
    ("threshold", "accuracy", "out_of_scope_recall"),
    [(0.0, 2 / 3, 0), (0.3, 2 / 3, 0), (0.4, 2 / 3, 1 / 2), (0.8, 1 / 3, 1 / 2), (0.9, 1 / 3, 1)],
)
def test_below_the_threshold_a_prediction_counts_as_out_of_scope(
    threshold: float, accuracy: float, out_of_scope_recall: float
) -> None:
    row = _at(threshold)
    assert row.accuracy == pytest.approx(accuracy)
    assert row.out_of_scope_recall == pytest.approx(out_of_scope_recall)


def test_a_confidence_at_the_threshold_is_kept() -> None:
    [row] = [r for r in at_thresholds(["pay"], ["pay"], [0.5]) if r.threshold == 0.5]
    assert row.accuracy == 1


def test_the_coefficient_is_over_everything_with_what_was_let_go() -> None:
    given = ["greet", "oos", "pay", "oos", "pay"]
    assert _at(0.5).mcc == pytest.approx(matthews(TRUTH, given))


def test_where_all_is_in_scope_there_is_no_recall_of_the_rest() -> None:
    rows = at_thresholds(["pay"], ["pay"], [0.9])
    assert {row.out_of_scope_recall for row in rows} == {None}
    assert as_text(rows).splitlines()[1].split() == ["0.0", "1.0000", "-", "0.0000"]


def test_a_prediction_of_out_of_scope_is_right_at_any_threshold() -> None:
    rows = at_thresholds(["oos", "pay"], ["oos", "pay"], [0.9, 0.9])
    assert {row.out_of_scope_recall for row in rows} == {1.0}


def test_each_threshold_has_a_row() -> None:
    rows = at_thresholds(TRUTH, PREDICTED, CONFIDENCES)
    assert tuple(row.threshold for row in rows) == THRESHOLDS
    assert len(as_text(rows).splitlines()) == len(THRESHOLDS) + 1


def test_lists_of_unlike_length_are_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        at_thresholds(TRUTH, PREDICTED, CONFIDENCES[:3])


def test_texts_and_intents_are_read_from_their_columns(tmp_path: Path) -> None:
    rows = 'id,intent,text\n1,pay,"betala, tack"\n2,oos,"säg ""hej""\när du snäll"\n'
    (tmp_path / "test.csv").write_text(rows, encoding="utf-8")
    assert read_csv(tmp_path / "test.csv") == [
        ("betala, tack", "pay"),
        ('säg "hej"\när du snäll', "oos"),
    ]


def test_a_table_without_the_columns_is_refused(tmp_path: Path) -> None:
    (tmp_path / "test.csv").write_text("utterance,label\nhej,greet\n")
    with pytest.raises(KeyError, match="text"):
        read_csv(tmp_path / "test.csv")
