"""The understanding on any data set: accuracy, out-of-scope recall, MCC over thresholds."""

from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.metrics import matthews

OUT_OF_SCOPE = "oos"
THRESHOLDS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True)
class AtThreshold:
    """Below the threshold of confidence, a prediction counts as out of scope."""

    threshold: float
    accuracy: float  # of what is in scope
    out_of_scope_recall: float | None
    mcc: float  # over everything


def at_thresholds(
    truth: Sequence[str], predicted: Sequence[str], confidences: Sequence[float]
) -> list[AtThreshold]:
    return [_at(threshold, truth, predicted, confidences) for threshold in THRESHOLDS]


def _at(
    threshold: float, truth: Sequence[str], predicted: Sequence[str], confidences: Sequence[float]
) -> AtThreshold:
    given = [
        intent if confidence >= threshold else OUT_OF_SCOPE
        for intent, confidence in zip(predicted, confidences, strict=True)
    ]
    inside = [
        right == guess for right, guess in zip(truth, given, strict=True) if right != OUT_OF_SCOPE
    ]
    outside = [
        guess == OUT_OF_SCOPE
        for right, guess in zip(truth, given, strict=True)
        if right == OUT_OF_SCOPE
    ]
    return AtThreshold(
        threshold,
        sum(inside) / len(inside),
        sum(outside) / len(outside) if outside else None,
        matthews(truth, given),
    )


def as_text(rows: Sequence[AtThreshold]) -> str:
    lines = ["threshold  accuracy  oos recall  MCC"]
    for row in rows:
        oos = "-" if row.out_of_scope_recall is None else f"{row.out_of_scope_recall:.4f}"
        lines.append(f"{row.threshold:>9.1f}  {row.accuracy:>8.4f}  {oos:>10}  {row.mcc:.4f}")
    return "\n".join(lines)
