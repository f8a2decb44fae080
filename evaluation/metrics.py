"""Measures of rankings and of classifications."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt


def ndcg(relevant: dict[str, int], ranked: Sequence[str], depth: int = 10) -> float:
    """Normalised discounted cumulative gain with the graded relevance itself as the gain, as
    trec_eval and BEIR compute it."""
    gains = [relevant.get(name, 0) for name in ranked[:depth]]
    ideal = sorted(relevant.values(), reverse=True)[:depth]
    return _discounted(gains) / (_discounted(ideal) or 1.0)


def _discounted(gains: Sequence[int]) -> float:
    return float(sum(gain / np.log2(place + 2) for place, gain in enumerate(gains)))


def reciprocal_rank(relevant: dict[str, int], ranked: Sequence[str], depth: int = 10) -> float:
    for place, name in enumerate(ranked[:depth], start=1):
        if relevant.get(name, 0) > 0:
            return 1 / place
    return 0.0


def recall(relevant: dict[str, int], ranked: Sequence[str], depth: int) -> float:
    wanted = {name for name, grade in relevant.items() if grade > 0}
    return len(wanted & set(ranked[:depth])) / len(wanted) if wanted else 0.0


def matthews(truth: Sequence[str], predicted: Sequence[str]) -> float:
    """Matthews' correlation coefficient for many classes (Gorodkin 2004); 0 when undefined."""
    names = sorted(set(truth) | set(predicted))
    table = confusion(truth, predicted, names)
    right, total = np.trace(table), table.sum()
    in_truth, in_prediction = table.sum(axis=1), table.sum(axis=0)
    above = right * total - in_truth @ in_prediction
    below = np.sqrt(
        float(total**2 - in_prediction @ in_prediction) * float(total**2 - in_truth @ in_truth)
    )
    return float(above / below) if below else 0.0


def confusion(
    truth: Sequence[str], predicted: Sequence[str], names: Sequence[str]
) -> npt.NDArray[np.int64]:
    """Rows are the truth, columns the prediction."""
    place = {name: number for number, name in enumerate(names)}
    table = np.zeros((len(names), len(names)), dtype=np.int64)
    for right, given in zip(truth, predicted, strict=True):
        table[place[right], place[given]] += 1
    return table
