"""What the pictures show of the decision, and that the same data draws the same file."""

from pathlib import Path

import pytest

from evaluation.pictures import (
    RELIABILITY,
    RISK,
    draw,
    expected_calibration_error,
    risk_and_coverage,
)

HONEST = [(0.25, at % 4 == 0) for at in range(80)] + [(0.75, at % 4 != 0) for at in range(80)]


def test_probabilities_that_come_true_have_no_calibration_error() -> None:
    assert expected_calibration_error(HONEST) == pytest.approx(0)


def test_one_who_is_always_sure_is_off_by_what_went_wrong() -> None:
    assert expected_calibration_error([(1.0, at < 6) for at in range(8)]) == pytest.approx(0.25)


def test_risk_is_the_share_of_wrong_ones_among_the_most_probable() -> None:
    coverage, risk = risk_and_coverage([(0.9, True), (0.2, False), (0.8, False), (0.7, True)])
    assert coverage.tolist() == [0.25, 0.5, 0.75, 1]
    assert risk.tolist() == pytest.approx([0, 1 / 2, 1 / 3, 1 / 2])


def test_the_same_answers_draw_the_same_files(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        draw(HONEST, 0.5, tmp_path / folder)
    for name in (RELIABILITY, RISK):
        drawn = (tmp_path / "a" / name).read_bytes()
        assert drawn.startswith(b"<?xml")
        assert drawn == (tmp_path / "b" / name).read_bytes()
    draw([(p, not right) for p, right in HONEST], 0.5, tmp_path / "c")
    assert (tmp_path / "c" / RISK).read_bytes() != (tmp_path / "a" / RISK).read_bytes()
