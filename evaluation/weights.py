"""How much each kind of evidence should count in the search, fitted on labelled questions.

A conditional logit (McFadden 1974): among the candidates for a question, the chance of one being
the right one grows with the weighted sum of its evidence.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

FOLDS = 5
PENALTY = 0.01  # on the square of each weight, for each question

Weights = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Candidates:
    """For one question: the evidence in standard deviations, shape (candidates, kinds), and which
    of the candidates answer it."""

    evidence: npt.NDArray[np.float32]
    right: npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Weighed:
    """Shares of the questions with a right article in the first place, by questions left out."""

    weights: Weights
    first_right: float
    first_right_as_shipped: float


def weigh(questions: Sequence[Candidates], shipped: Weights) -> Weighed:
    """Questions without a right candidate teach nothing and are left out."""
    known = [one for one in questions if one.right.any()]
    hits: list[bool] = []
    for fold in range(FOLDS):
        weights = _fit([one for at, one in enumerate(known) if at % FOLDS != fold])
        hits += [_first_is_right(one, weights) for one in known[fold::FOLDS]]
    as_shipped = np.mean([_first_is_right(one, shipped) for one in known])
    return Weighed(_fit(known), float(np.mean(hits)), float(as_shipped))


def _first_is_right(one: Candidates, weights: Weights) -> bool:
    return bool(one.right[np.argmax(one.evidence @ weights)])


def _fit(questions: Sequence[Candidates]) -> Weights:
    """Scaled so that the first weight is 1."""
    kinds = questions[0].evidence.shape[1]

    def loss(weights: Weights) -> tuple[float, Weights]:
        lost = PENALTY * len(questions) * float(weights @ weights)
        slope = 2 * PENALTY * len(questions) * weights
        for one in questions:
            scores = one.evidence @ weights
            likely = np.exp(scores - scores.max())
            likely /= likely.sum()
            right = np.where(one.right, likely, 0)
            lost -= float(np.log(right.sum()))
            slope = slope - one.evidence.T @ (right / right.sum() - likely)
        return lost, slope

    fitted: Weights = minimize(loss, np.full(kinds, 0.5), jac=True, method="L-BFGS-B").x
    scaled: Weights = fitted / fitted[0]
    return scaled
