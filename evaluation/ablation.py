"""What each stage of the search adds: on a data set in BEIR's layout, and on our own questions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean

import numpy as np
import numpy.typing as npt

from evaluation.metrics import ndcg, recall
from knowledge.encoder.model import Encoder
from knowledge.index import Index
from knowledge.search import WEIGHTS, Evidence, evidence, standard

Scores = npt.NDArray[np.float32]
Relevant = dict[str, int]


def _whole(found: Evidence, weights: Sequence[float]) -> Scores:
    """Questions and body alike: the best of both."""
    best = found.reshape(-1, *WEIGHTS.shape).max(axis=1)
    scores: Scores = standard(best) @ np.array(weights, np.float32)
    return scores


STAGES: dict[str, Callable[[Evidence], Scores]] = {
    "meaning (the encoder alone)": lambda found: _whole(found, (1, 0, 0)),
    "and words (stems, BM25)": lambda found: _whole(found, (1, 0.3, 0)),
    "and runs of characters": lambda found: _whole(found, (1, 0.3, 0.3)),
    "and questions apart from the body": lambda found: standard(found) @ WEIGHTS.ravel(),
}


@dataclass(frozen=True)
class Stage:
    name: str
    ndcg_at_10: float
    recall_at_1: float


def ablate(
    index: Index,
    encoder: Encoder,
    asked: Sequence[tuple[str, Relevant]],
    group_of: Mapping[str, str],
) -> list[Stage]:
    """`asked` are questions with what answers them; `group_of` tells which names are the same
    article, where there are translations."""
    vectors = encoder.questions([question for question, _ in asked])
    looked = [
        evidence(index, question, vector)
        for (question, _), vector in zip(asked, vectors, strict=True)
    ]
    stages = []
    for name, score in STAGES.items():
        pairs = [
            (relevant, _ranked(index, places, score(found), group_of))
            for (_, relevant), (places, found) in zip(asked, looked, strict=True)
        ]
        first = mean(recall(*pair, 1) > 0 for pair in pairs)
        stages.append(Stage(name, mean(ndcg(*pair) for pair in pairs), first))
    return stages


def _ranked(
    index: Index, places: npt.NDArray[np.int64], scores: Scores, group_of: Mapping[str, str]
) -> list[str]:
    names = [index.names[place] for place in places[np.argsort(-scores, kind="stable")]]
    return list(dict.fromkeys(group_of.get(name, name) for name in names))


def as_markdown(columns: Mapping[str, Sequence[Stage]]) -> str:
    """A table with two figures for each set of questions."""
    names = [f"{name}: {figure}" for name in columns for figure in ("nDCG@10", "first right")]
    lines = [f"| stage | {' | '.join(names)} |", f"|---|{'--:|' * len(names)}"]
    for rows in zip(*columns.values(), strict=True):
        figures = [f"{value:.3f}" for row in rows for value in (row.ndcg_at_10, row.recall_at_1)]
        lines.append(f"| {rows[0].name} | {' | '.join(figures)} |")
    return "\n".join(lines)
