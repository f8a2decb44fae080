"""Pictures of the decision: how far its probabilities hold, and what it risks by answering."""

from collections.abc import Callable, Sequence
from pathlib import Path

import matplotlib
import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

RELIABILITY = "reliability.svg"
RISK = "risk_coverage.svg"
BINS = 8
SIZE = (5.0, 4.0)  # inches

# The probability given to an answer, and whether it was right.
Answers = Sequence[tuple[float, bool]]
Numbers = npt.NDArray[np.float64]


def draw(answers: Answers, answer_from: float, folder: Path) -> None:
    """`answer_from` is the probability from which an article is shown."""
    folder.mkdir(parents=True, exist_ok=True)
    given, right = _columns(answers)
    _save(folder / RELIABILITY, lambda axes: _reliability(axes, given, right))
    _save(folder / RISK, lambda axes: _risk(axes, given, right, answer_from))


def expected_calibration_error(answers: Answers) -> float:
    """Mean distance between what was given and what came true over bins of as many questions
    (Naeini, Cooper and Hauskrecht 2015, with bins of equal mass)."""
    given, right = _columns(answers)
    return float(np.mean([abs(said - came) for said, came, _ in _bins(given, right)]))


def risk_and_coverage(answers: Answers) -> tuple[Numbers, Numbers]:
    """The share answered and the share of these that is wrong, as the bar is lowered."""
    given, right = _columns(answers)
    order = np.argsort(-given, kind="stable")
    answered = np.arange(1, len(given) + 1)
    return answered / len(given), np.cumsum(~right[order]) / answered


def _columns(answers: Answers) -> tuple[Numbers, npt.NDArray[np.bool_]]:
    return np.array([p for p, _ in answers]), np.array([came for _, came in answers], dtype=bool)


def _bins(given: Numbers, right: npt.NDArray[np.bool_]) -> list[tuple[float, float, int]]:
    """Mean probability, share that was right, and how many, from the least probable on."""
    parts = np.array_split(np.argsort(given, kind="stable"), min(BINS, len(given)))
    return [(float(given[p].mean()), float(right[p].mean()), len(p)) for p in parts]


def _reliability(axes: Axes, given: Numbers, right: npt.NDArray[np.bool_]) -> None:
    bins = _bins(given, right)
    axes.plot([0, 1], [0, 1], color="0.6", linestyle="--", label="as it should be")
    axes.plot([b[0] for b in bins], [b[1] for b in bins], marker="o", label="questions left out")
    axes.set(xlabel="probability given", ylabel="share that was right", xlim=(0, 1), ylim=(0, 1))
    axes.legend()


def _risk(axes: Axes, given: Numbers, right: npt.NDArray[np.bool_], answer_from: float) -> None:
    coverage, risk = risk_and_coverage(list(zip(given, right, strict=True)))
    axes.plot(coverage, risk)
    shown = float((given >= answer_from).mean())
    axes.axvline(shown, color="0.6", linestyle="--", label=f"answered from {answer_from:.2f}")
    axes.set(xlabel="share answered at once", ylabel="wrong among these", xlim=(0, 1), ylim=(0, 1))
    axes.legend()


def _save(path: Path, draw_on: Callable[[Axes], None]) -> None:
    figure = Figure(figsize=SIZE, layout="constrained")
    draw_on(figure.add_subplot())
    # Without a date and with names that follow from the drawing, the same data gives the same file.
    with matplotlib.rc_context({"svg.hashsalt": path.name}):
        figure.savefig(path, metadata={"Date": None})
