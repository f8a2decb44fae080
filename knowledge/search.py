"""Finds the articles that may answer a question, with the evidence for each."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from knowledge.article import Article
from knowledge.encoder.model import Vectors
from knowledge.index import Index
from knowledge.passages import KINDS
from knowledge.versions import Versions, original

CANDIDATES = 100  # passages nearest in meaning; their articles are looked at more closely

# How much each kind of evidence counts (meaning, words, letters), in standard deviations of it
# among the candidates: first what an article is asked with (title and questions), then its body.
# Fitted on labelled questions; `./lotsen evaluate fit` tells what it would choose now.
WEIGHTS = np.array([[1.0, 0.2, 0.6], [1.0, 0.2, 0.25]], dtype=np.float32)

BODY, OPEN = map(KINDS.index, ("body", "open"))

Evidence = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Hit:
    """An article found. `meaning` and `letters` are cosines, `words` a BM25 sum: the best of each
    among its passages. Where `is_open`, its text leaves open what was asked."""

    article_id: str
    score: float
    meaning: float
    words: float
    letters: float
    is_open: bool = False


def find(index: Index, question: str, vector: Vectors, count: int = 10) -> list[Hit]:
    """The best articles for a question, best first."""
    if not len(index):
        return []
    near = _near(index, question, vector)
    found = _best_of_each(near)
    scores = standard(found) @ WEIGHTS.ravel()
    best = np.argsort(-scores, kind="stable")[:count]
    whole = found[best].reshape(-1, *WEIGHTS.shape).max(axis=1)
    left_open = _left_open(near)[best].tolist()
    rows = zip(near.articles[best], scores[best].tolist(), whole.tolist(), left_open, strict=True)
    return [
        Hit(index.names[article], score, meaning, words, letters, is_open)
        for article, score, (meaning, words, letters), is_open in rows
    ]


def evidence(
    index: Index, question: str, vector: Vectors
) -> tuple[npt.NDArray[np.int64], Evidence]:
    """The candidates, by their place in `index.names`, and what speaks for each of them.

    Of shape (candidates, 6), in the order of `WEIGHTS`: the best of each kind among all passages
    of the article. What a candidate lacks counts as the least that was found.
    """
    near = _near(index, question, vector)
    return near.articles, _best_of_each(near)


@dataclass(frozen=True)
class _Near:
    """All passages of the candidates: where each article's begin, their kinds (by their place in
    KINDS), and what speaks for each of them, of shape (passages, 3)."""

    articles: npt.NDArray[np.int64]
    starts: npt.NDArray[np.int64]
    kinds: npt.NDArray[np.int8]
    passages: Evidence


def _near(index: Index, question: str, vector: Vectors) -> _Near:
    articles = np.unique(index.owners[index.nearest(vector, CANDIDATES)])
    positions, starts = index.passages_of(articles)
    words, letters = index.weights.scores(question, index.rows_of(articles))
    # Not by BLAS, which would share so little work between threads and wait for them.
    meaning = np.einsum("pd,d->p", index.vectors(positions), vector)
    passages = np.stack([meaning, words, letters], axis=1)
    return _Near(articles, starts, index.kinds[positions], passages)


def _best_of_each(near: _Near) -> Evidence:
    asked, least = near.kinds[:, None] != BODY, near.passages.min(axis=0)
    parts = [np.where(asked, near.passages, least), np.where(asked, least, near.passages)]
    best: Evidence = np.maximum.reduceat(np.hstack(parts), near.starts)
    return best


def _left_open(near: _Near) -> npt.NDArray[np.bool_]:
    """Whether one of an article's open questions is nearer than all else of it."""
    nearness = standard(near.passages) @ WEIGHTS[0]
    is_open = near.kinds == OPEN
    open_, other = (
        np.maximum.reduceat(np.where(these, nearness, -np.inf), near.starts)
        for these in (is_open, ~is_open)
    )
    left_open: npt.NDArray[np.bool_] = open_ > other
    return left_open


def one_of_each(
    hits: Sequence[Hit],
    articles: Mapping[str, Article],
    versions: Versions,
    language: str,
    fresh: Collection[str],
) -> list[Hit]:
    """The hits in their order, one for each article with its translations.

    It has the version in the asker's language, else the one whose words fitted best; one past its
    review date (not among `fresh`) only where no other is left.
    """
    groups: dict[str, list[Hit]] = {}
    for hit in hits:
        groups.setdefault(original(articles[hit.article_id]), []).append(hit)

    def shown(name: str, found: list[Hit]) -> Hit:
        ids = dict.fromkeys([*(hit.article_id for hit in found), *versions[name]])
        best = min(ids, key=lambda id_: (id_ not in fresh, articles[id_].language != language))
        return replace(found[0], article_id=best)

    return [shown(name, found) for name, found in groups.items()]


def standard(found: Evidence) -> Evidence:
    """In standard deviations from the mean of the candidates, each kind by itself."""
    spread = np.maximum(found.std(axis=0), 1e-6)
    deviations: Evidence = (found - found.mean(axis=0)) / spread
    return deviations
