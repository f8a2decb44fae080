"""A part of the index: the passages of some articles in a few long arrays, never changed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from knowledge.encoder.model import Vectors
from knowledge.lexical import Rows, Statistics
from knowledge.meaning import Cells, Meaning
from knowledge.passages import KINDS

Positions = npt.NDArray[np.int64]
GROWN = 2  # times the passages that the cells were learnt from, and they are learnt anew


@dataclass(frozen=True)
class Entry:
    """All that is indexed of one article."""

    article_id: str
    kinds: list[str]
    vectors: Vectors
    words: Rows

    @classmethod
    def of(cls, article_id: str, kinds: list[str], texts: list[str], vectors: Vectors) -> "Entry":
        return cls(article_id, kinds, vectors, Rows.of(texts))


@dataclass(frozen=True)
class Part:
    """The passages of an article stand together. `counts` has their number, by the article's place
    in `names`; `kinds` is the place of each passage's kind in KINDS; `learnt` is how many passages
    there were when the cells were learnt."""

    names: list[str]
    counts: Positions
    kinds: npt.NDArray[np.int8]
    rows: Rows
    statistics: Statistics
    meaning: Meaning
    learnt: int = 0

    @classmethod
    def of(cls, entries: Sequence[Entry], dimensions: int) -> "Part":
        kinds = [kind for entry in entries for kind in entry.kinds]
        rows = Rows.joined([entry.words for entry in entries])
        vectors = [np.empty((0, dimensions), np.float32), *(entry.vectors for entry in entries)]
        return cls(
            [entry.article_id for entry in entries],
            np.array([len(entry.kinds) for entry in entries], np.int64),
            np.array([KINDS.index(kind) for kind in kinds], np.int8),
            rows,
            Statistics.of(rows),
            Meaning(np.concatenate(vectors)),
        )

    def __len__(self) -> int:
        return len(self.kinds)

    @cached_property
    def begins(self) -> Positions:
        return np.cumsum(self.counts) - self.counts

    @cached_property
    def places(self) -> dict[str, int]:
        return {name: place for place, name in enumerate(self.names)}

    def rows_of(self, places: Positions) -> list[Rows]:
        """The counts of some articles, whose places stand in order."""
        if not len(places):
            return []
        begins, ends = self.begins[places], self.begins[places] + self.counts[places]
        # Those that stand together are read in one.
        apart = np.flatnonzero(begins[1:] != ends[:-1])
        runs = zip(begins[np.append(0, apart + 1)], ends[np.append(apart, -1)], strict=True)
        return self.rows.taken([(int(begin), int(end)) for begin, end in runs])

    def gone(self, names: Collection[str]) -> npt.NDArray[np.bool_]:
        """Of each passage, whether its article is one of these."""
        articles = np.zeros(len(self.names), dtype=bool)
        articles[[self.places[name] for name in names]] = True
        return np.repeat(articles, self.counts)


def joined(
    part: Part, gone: Collection[str], statistics: Statistics, recent: Part, most_exact: int
) -> Part:
    """One part of two, without the articles of the first that are gone; `statistics` are those of
    both. Where there are more passages than `most_exact` they are put into cells."""
    left, kept = ~part.gone(gone), [name not in gone for name in part.names]
    names = [name for name in part.names if name not in gone] + recent.names
    vectors = np.concatenate([part.meaning.vectors[left], recent.meaning.vectors])
    cells, learnt = _cells(part, vectors) if len(vectors) > most_exact else (None, 0)
    return Part(
        names,
        np.concatenate([part.counts[kept], recent.counts]),
        np.concatenate([part.kinds[left], recent.kinds]),
        Rows.joined([*part.rows.taken(_runs(left)), recent.rows]),
        statistics,
        Meaning(vectors, cells),
        learnt,
    )


def _cells(part: Part, vectors: Vectors) -> tuple[Cells, int]:
    known, count = part.meaning.cells, len(vectors)
    if known is None or count > GROWN * part.learnt:
        return Cells.learnt(vectors), count
    return Cells.given(known.middles, vectors), part.learnt


def _runs(mask: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Where the mask begins and ends to be true, in turn."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], mask, [False]]).astype(np.int8)))
    return [(int(begin), int(end)) for begin, end in edges.reshape(-1, 2)]
