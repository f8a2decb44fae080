"""The passages of all live articles in memory: FAISS for meaning, counts for words.

An index is never changed: catching up makes a new one, so a search that has begun goes on
undisturbed. The database's rows are the truth, and any index can be made again from them.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import faiss
import numpy as np
import numpy.typing as npt
import sqlalchemy as sa
from sqlalchemy import Connection

from db import counters
from db.schema import article_change, passage
from knowledge import articles
from knowledge.article import Article
from knowledge.encoder.model import Vectors
from knowledge.lexical import Lexical, Rows
from knowledge.versions import versions_of

Positions = npt.NDArray[np.int64]


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


class Index:
    def __init__(
        self,
        entries: Iterable[Entry],
        dimensions: int,
        change: int = 0,
        live: dict[str, Article] | None = None,
    ) -> None:
        self.entries = {entry.article_id: entry for entry in entries}
        self.change = change
        self.articles = live or {}
        self.versions = versions_of(self.articles.values())
        self.names = list(self.entries)
        # By place in `names`; the passages of an article stand together.
        self._counts = np.array([len(entry.kinds) for entry in self.entries.values()], np.int64)
        self._begins = np.cumsum(self._counts) - self._counts
        self.owners = np.repeat(np.arange(len(self._counts)), self._counts)
        kinds = [kind for entry in self.entries.values() for kind in entry.kinds]
        self.asked = np.array([kind != "body" for kind in kinds], dtype=bool)  # a title or question
        self.meaning = faiss.IndexFlatIP(dimensions)
        self.words: Lexical | None = None
        if len(self.owners):
            self.meaning.add(np.concatenate([entry.vectors for entry in self.entries.values()]))
            self.words = Lexical(Rows.joined([entry.words for entry in self.entries.values()]))

    def nearest(self, vector: Vectors, count: int) -> Positions:
        """The positions of the passages nearest in meaning, best first."""
        _, positions = self.meaning.search(vector[None, :], min(count, len(self.owners)))
        nearest: Positions = positions[0]
        return nearest

    def passages_of(self, articles: Positions) -> tuple[Positions, Positions]:
        """The positions of all passages of the articles (places in `names`), and where among
        these each article's begin."""
        counts = self._counts[articles]
        starts = np.cumsum(counts) - counts
        offsets = np.repeat(self._begins[articles] - starts, counts)
        return offsets + np.arange(counts.sum()), starts

    def vectors(self, positions: Positions) -> Vectors:
        """One row for each position, read where FAISS has them."""
        count = self.meaning.ntotal * self.meaning.d
        whole = faiss.rev_swig_ptr(self.meaning.get_xb(), count).reshape(-1, self.meaning.d)
        rows: Vectors = whole[positions]
        return rows


def load(db: Connection, dimensions: int, encoder: str) -> Index:
    """The index of everything that is live now."""
    return catch_up(db, Index([], dimensions), encoder)


def catch_up(db: Connection, index: Index, encoder: str) -> Index:
    """The index with all changes since its number; the same one when there are none."""
    newest = counters.last(db, articles.CHANGES)
    if newest == index.change:
        return index
    query = sa.select(article_change.c.article_id).where(article_change.c.number > index.change)
    changed = list(set(db.scalars(query)))
    kept = {name: entry for name, entry in index.entries.items() if name not in changed}
    found = {article.id: article for article in articles.live(db, changed)}
    # One whose vectors are another encoder's is left out until it is encoded anew.
    fresh = [entry for name in found if (entry := _entry(db, name, encoder))]
    live = {entry.article_id: found[entry.article_id] for entry in fresh}
    remaining = {name: index.articles[name] for name in kept}
    dimensions = index.meaning.d
    return Index([*kept.values(), *fresh], dimensions, newest, remaining | live)


def _entry(db: Connection, article_id: str, encoder: str) -> Entry | None:
    query = sa.select(passage.c.kind, passage.c.text, passage.c.vector).where(
        passage.c.article_id == article_id, passage.c.encoder == encoder
    )
    rows = db.execute(query.order_by(passage.c.id)).all()
    if not rows:
        return None
    vectors = np.array([np.frombuffer(row.vector, np.float32) for row in rows])
    return Entry.of(article_id, [row.kind for row in rows], [row.text for row in rows], vectors)
