"""The passages of all live articles in memory: FAISS for meaning, counts for words.

It has two parts: one large, which is saved (`knowledge/saved.py`), and one of what has changed
since. An index is never changed: catching up makes a new one around the same large part, so a
search that has begun goes on undisturbed. The database's rows are the truth, and any index can be
made again from them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from knowledge.article import Article
from knowledge.encoder.model import Vectors
from knowledge.lexical import Rows, Statistics, Weights
from knowledge.meaning import MOST_EXACT
from knowledge.part import Entry, Part, Positions, joined
from knowledge.versions import versions_of

FEW = 2_000  # passages that the small part may have, however small the large one is
SHARE = 20  # or one in so many


@dataclass(frozen=True)
class Known:
    """The live articles as of a change, and by `stamps` which version of each."""

    change: int = 0
    articles: Mapping[str, Article] = field(default_factory=dict)
    stamps: Mapping[str, str] = field(default_factory=dict)


class Index:
    """`gone` are the articles of the large part that have been replaced or taken away."""

    def __init__(
        self, large: Part, entries: Mapping[str, Entry], gone: frozenset[str], known: Known
    ) -> None:
        self.large, self.entries, self.gone, self.known = large, entries, gone, known
        self.dimensions = large.meaning.vectors.shape[1]
        self.small = Part.of(list(entries.values()), self.dimensions)
        self.versions = versions_of(known.articles.values())
        self.names = large.names + self.small.names
        # By place in `names`; the passages of an article stand together.
        self._counts = np.concatenate([large.counts, self.small.counts])
        self._begins = np.cumsum(self._counts) - self._counts
        self.owners = np.repeat(np.arange(len(self._counts)), self._counts)
        self.kinds = np.concatenate([large.kinds, self.small.kinds])
        self._gone = large.gone(gone), self.small.gone(())
        self.statistics = large.statistics + self.small.statistics - _of_gone(large, gone)
        self.weights = Weights(self.statistics)

    @classmethod
    def of(
        cls,
        entries: Sequence[Entry],
        dimensions: int,
        articles: Mapping[str, Article] | None = None,
    ) -> "Index":
        """Of these alone, in one part."""
        return cls(Part.of(entries, dimensions), {}, frozenset(), Known(0, articles or {}))

    def __len__(self) -> int:
        """How many passages may be found."""
        return self.statistics.texts

    @property
    def change(self) -> int:
        return self.known.change

    @property
    def articles(self) -> Mapping[str, Article]:
        return self.known.articles

    @property
    def worn(self) -> bool:
        """Whether so much has changed that the two parts should be made one."""
        changed = len(self.small) + int(self._gone[0].sum())
        return changed > max(FEW, len(self.large) // SHARE)

    def joined(self, most_exact: int = MOST_EXACT) -> "Index":
        """The same in one part."""
        large = joined(self.large, self.gone, self.statistics, self.small, most_exact)
        return Index(large, {}, frozenset(), self.known)

    def nearest(self, vector: Vectors, count: int) -> Positions:
        """The positions of the passages nearest in meaning, best first."""
        positions, cosines = self.large.meaning.nearest(vector, count, self._gone[0])
        if not len(self.small):
            return positions
        others, their_cosines = self.small.meaning.nearest(vector, count, self._gone[1])
        both = np.concatenate([positions, others + len(self.large)])
        best = np.argsort(-np.concatenate([cosines, their_cosines]), kind="stable")
        return both[best[:count]]

    def passages_of(self, articles: Positions) -> tuple[Positions, Positions]:
        """The positions of all passages of the articles (places in `names`, in order), and where
        among these each article's begin."""
        counts = self._counts[articles]
        starts = np.cumsum(counts) - counts
        offsets = np.repeat(self._begins[articles] - starts, counts)
        return offsets + np.arange(counts.sum()), starts

    def rows_of(self, articles: Positions) -> Rows:
        """The counts of all passages of the articles, in the same order."""
        first = len(self.large.names)
        large = self.large.rows_of(articles[articles < first])
        return Rows.joined([*large, *self.small.rows_of(articles[articles >= first] - first)])

    def vectors(self, positions: Positions) -> Vectors:
        """One row for each position, which stand in order."""
        first = len(self.large)
        large = self.large.meaning.vectors[positions[positions < first]]
        small = self.small.meaning.vectors[positions[positions >= first] - first]
        return np.concatenate([large, small])


def _of_gone(part: Part, gone: frozenset[str]) -> Statistics:
    places = np.array(sorted(part.places[name] for name in gone), np.int64)
    return Statistics.of(Rows.joined(part.rows_of(places)))
