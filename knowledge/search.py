"""Finds the articles that may answer a question, with the evidence for each."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from knowledge.article import Article
from knowledge.encoder.model import Vectors
from knowledge.index import Index
from knowledge.versions import Versions, original

CANDIDATES = 200  # passages looked at more closely

# How much each kind of evidence counts, in standard deviations of it among the candidates.
# Dense first: unweighted mixes rank questions to FAQs worse than the encoder alone.
WEIGHTS = np.array([1.0, 0.3, 0.3], dtype=np.float32)


@dataclass(frozen=True)
class Hit:
    """An article found. `meaning` and `letters` are cosines, `words` a BM25 sum."""

    article_id: str
    score: float
    meaning: float
    words: float
    letters: float


def find(index: Index, question: str, vector: Vectors, count: int = 10) -> list[Hit]:
    """The best articles for a question, best first."""
    if index.words is None:
        return []
    meaning, positions = index.nearest(vector, CANDIDATES)
    words, letters = index.words.scores(question)
    passages = np.stack([meaning, words[positions], letters[positions]], axis=1)
    articles, evidence = _by_article(index.owners[positions], passages)
    scores = _standard(evidence) @ WEIGHTS
    best = np.argsort(-scores, kind="stable")[:count]
    rows = zip(articles[best], scores[best].tolist(), evidence[best].tolist(), strict=True)
    return [Hit(index.names[article], score, *found) for article, score, found in rows]


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


def _by_article(
    owners: npt.NDArray[np.int64], evidence: npt.NDArray[np.float32]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
    """The best of each kind of evidence among an article's passages."""
    order = np.argsort(owners, kind="stable")
    articles, starts = np.unique(owners[order], return_index=True)
    best: npt.NDArray[np.float32] = np.maximum.reduceat(evidence[order], starts)
    return articles, best


def _standard(evidence: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    spread: npt.NDArray[np.float32] = evidence.std(axis=0)
    standard: npt.NDArray[np.float32] = (evidence - evidence.mean(axis=0)) / np.maximum(
        spread, 1e-6
    )
    return standard
