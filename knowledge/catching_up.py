"""Keeps an index up with the database's rows."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, TypeVar

import numpy as np
import sqlalchemy as sa
from sqlalchemy import Connection

from db import counters
from db.schema import article_change, passage
from knowledge import articles
from knowledge.index import Index, Known
from knowledge.part import Entry

AT_ONCE = 500  # articles in one query
T = TypeVar("T")


def load(db: Connection, dimensions: int, encoder: str) -> Index:
    """The index of everything that is live now, made from the rows."""
    return catch_up(db, Index.of([], dimensions), encoder)


def catch_up(db: Connection, index: Index, encoder: str) -> Index:
    """The index with all changes since its number; the same one when there are none."""
    newest = counters.last(db, articles.CHANGES)
    if newest == index.change:
        return index
    query = sa.select(article_change.c.article_id).where(article_change.c.number > index.change)
    return _with(db, index, set(db.scalars(query)), newest, encoder)


def resume(db: Connection, index: Index, encoder: str) -> Index:
    """A saved index with what is live now. It is not taken at its word: each article that is not
    at the version it was saved with is read again, as after a backup has been put back."""
    newest, stamps = counters.last(db, articles.CHANGES), articles.stamps(db)
    query = sa.select(article_change.c.article_id).where(article_change.c.number > index.change)
    changed = {name for name, _ in stamps.items() ^ index.known.stamps.items()}
    changed |= set(db.scalars(query))
    live = {one.id: one for one in articles.live(db)}
    kept = {name: live[name] for name in index.known.stamps if name in live}
    known = Known(index.change, kept, index.known.stamps)
    held = Index(index.large, index.entries, index.gone, known)
    return _with(db, held, changed, newest, encoder) if changed else held


def _with(
    db: Connection, index: Index, changed: Collection[str], newest: int, encoder: str
) -> Index:
    stamps = {
        name: stamp for some in _some(changed) for name, stamp in articles.stamps(db, some).items()
    }
    found = {one.id: one for some in _some(changed) for one in articles.live(db, some)}
    # One whose vectors are another encoder's is left out until it is encoded anew.
    fresh = {one.article_id: one for some in _some(found) for one in _entries(db, some, encoder)}
    known = Known(
        newest,
        _replaced(index.articles, changed, {name: found[name] for name in fresh}),
        _replaced(index.known.stamps, changed, {name: stamps[name] for name in fresh}),
    )
    gone = index.gone | {name for name in changed if name in index.large.places}
    return Index(index.large, _replaced(index.entries, changed, fresh), gone, known)


def _some(names: Iterable[str]) -> Iterator[tuple[str, ...]]:
    ordered = sorted(names)
    return (tuple(ordered[at : at + AT_ONCE]) for at in range(0, len(ordered), AT_ONCE))


def _replaced(
    known: Mapping[str, T], changed: Collection[str], new: Mapping[str, T]
) -> dict[str, T]:
    return {name: one for name, one in known.items() if name not in changed} | dict(new)


def _entries(db: Connection, names: tuple[str, ...], encoder: str) -> Iterator[Entry]:
    query = sa.select(passage).where(passage.c.article_id.in_(names), passage.c.encoder == encoder)
    rows = db.execute(query.order_by(passage.c.article_id, passage.c.id))
    for name, group in groupby(rows, lambda row: str(row.article_id)):
        yield _entry(name, list(group))


def _entry(name: str, rows: list[Any]) -> Entry:
    vectors = np.array([np.frombuffer(row.vector, np.float32) for row in rows])
    return Entry.of(name, [row.kind for row in rows], [row.text for row in rows], vectors)
