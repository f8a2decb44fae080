"""Builds the index that the web uses from many passages, starts from it, and asks it."""

import asyncio
import time
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import cycle
from pathlib import Path

import faiss
import numpy as np
from sqlalchemy import Connection

from benchmarks.crowd import KINDS, Real, entries
from benchmarks.memory import Own, own_memory
from db import counters
from db.engine import Database, open_database, open_engine
from db.migrate import migrate
from db.schema import article, article_change, article_version, counter
from knowledge import articles
from knowledge.encoder.embeddings import Embeddings
from knowledge.encoder.model import Encoder, Vectors
from knowledge.index import Index, Known
from knowledge.library import Library
from knowledge.meaning import Meaning, Positions
from knowledge.part import Part
from knowledge.ranking import CONSIDERED
from knowledge.saved import Shelf
from knowledge.search import CANDIDATES, find
from servicecenter import contact_paths

NOW, DUE = datetime(2026, 1, 1, tzinfo=UTC), date(2030, 1, 1)
PAUSE = 0.02  # seconds between questions while the parts are made one
WARM_UP = 50  # questions before those that are measured


@dataclass(frozen=True)
class Built:
    seconds: float
    saving_seconds: float
    saved: float  # MB
    memory: float  # MB, the most at any time


@dataclass(frozen=True)
class Asked:
    start_seconds: float
    memory: Own
    milliseconds: list[float]  # of a question, its vector being made
    processor: list[float]  # the same in processor time
    meaning: list[float]  # of that the nearest in meaning, again in processor time
    recall_at_10: float  # of passages, beside comparing all exactly
    recall_at_100: float
    same_articles: float  # of the ten that are found in the end
    joining_seconds: float  # that making one part and saving it takes, while questions come
    joining: list[float]  # milliseconds of a question meanwhile


def build(folder: Path, real: Real, encoder: str, count: int) -> Built:
    """Both the index and a database of its articles, without the passages' rows."""
    engine = open_engine(_url(folder))
    migrate(engine)
    with engine.begin() as db:
        _fill(db, count // len(KINDS))
        known = Known(counters.last(db, articles.CHANGES), {}, articles.stamps(db))
    new = {entry.article_id: entry for entry in entries(real, count)}
    began = time.perf_counter()
    dimensions = real.vectors.shape[1]
    index = Index(Part.of([], dimensions), new, frozenset(), known).joined()
    built = time.perf_counter()
    _shelf(folder, encoder, dimensions).save(index)
    saving = time.perf_counter() - built
    size = sum(file.stat().st_size for file in (folder / "index").glob("*/*"))
    return Built(built - began, saving, size / 2**20, own_memory().most)


def ask(folder: Path, real: Real, source: str, asked: list[int]) -> Asked:
    return asyncio.run(_ask(folder, real, source, asked))


async def _ask(folder: Path, real: Real, source: str, asked: list[int]) -> Asked:
    faiss.omp_set_num_threads(1)  # as web/app.py has it
    embeddings = Embeddings(Encoder(source))
    async with open_database(_url(folder)) as db:
        texts = [text for at, text in enumerate(real.questions) if at not in set(asked)]
        texts = texts[:WARM_UP] + [real.questions[at] for at in asked]
        vectors = await embeddings.questions(texts)
        before, began = own_memory(), time.perf_counter()
        library, shelf = _library(folder, db, embeddings)
        await library.open()
        started = time.perf_counter() - began
        times = [await _timed(library, text) for text in texts]
        memory = own_memory() - before
        joining = await _joining(library, texts)
        index = shelf.load()
        assert index is not None
        at = slice(WARM_UP, None)
        compared = _compared(index, texts[at], vectors[at])
        await library.close()
    embeddings.close()
    clock, processor = map(list, zip(*times[at], strict=True))
    return Asked(started, memory, clock, processor, *compared, *joining)


def _library(folder: Path, db: Database, embeddings: Embeddings) -> tuple[Library, Shelf]:
    shelf = _shelf(folder, embeddings.encoder.name, embeddings.encoder.dimensions)
    return Library(db, embeddings, NOW.date, shelf), shelf


async def _timed(library: Library, question: str) -> tuple[float, float]:
    """In milliseconds: by the clock, and of the processor."""
    began, used = time.perf_counter(), time.process_time()
    await library.find(question)
    return 1000 * (time.perf_counter() - began), 1000 * (time.process_time() - used)


async def _joining(library: Library, questions: list[str]) -> tuple[float, list[float]]:
    """As often as someone asks while much that was published is put in."""
    began, times = time.perf_counter(), []
    joining = asyncio.create_task(library.join())
    for question in cycle(questions):
        times.append((await _timed(library, question))[0])
        await asyncio.sleep(PAUSE)
        if joining.done():
            break
    return time.perf_counter() - began, times


def _compared(
    index: Index, texts: list[str], vectors: Vectors
) -> tuple[list[float], float, float, float]:
    """The time of the nearest, and what is the same where all is compared exactly."""
    true_meaning = Exact(index.large.meaning.vectors, vectors)
    exact = Index(replace(index.large, meaning=true_meaning), {}, frozenset(), Known())
    times, same = [], []
    for text, vector in zip(texts, vectors, strict=True):
        used = time.process_time()
        near = index.nearest(vector, CANDIDATES)
        times.append(1000 * (time.process_time() - used))
        true = exact.nearest(vector, CANDIDATES)
        hits = [find(one, text, vector, CONSIDERED)[:10] for one in (index, exact)]
        names = [{hit.article_id for hit in found} for found in hits]
        same.append(
            (
                _share(near[:10], true[:10]),
                _share(near, true),
                len(names[0] & names[1]) / len(names[1]),
            )
        )
    return times, *np.mean(same, axis=0).tolist()


def _share(found: Positions, true: Positions) -> float:
    return len(np.intersect1d(found, true)) / len(true)


class Exact(Meaning):
    """Knows what is nearest to these questions, by comparing all as they are."""

    def __init__(self, vectors: Vectors, asked: Vectors) -> None:
        self.vectors, self.cells = vectors, None
        flat = faiss.IndexFlatIP(vectors.shape[1])
        flat.add(vectors)
        cosines, found = flat.search(asked, CANDIDATES)
        rows = zip(asked, found, cosines, strict=True)
        self._known = {row.tobytes(): (near, how) for row, near, how in rows}

    def nearest(self, vector: Vectors, count: int, gone: object) -> tuple[Positions, Vectors]:
        found, cosines = self._known[vector.tobytes()]
        return found[:count], cosines[:count]


def _url(folder: Path) -> str:
    return f"sqlite:///{folder}/lotsen.db"


def _shelf(folder: Path, encoder: str, dimensions: int) -> Shelf:
    return Shelf(folder / "index", encoder, dimensions)


def _fill(db: Connection, count: int) -> None:
    """So many live articles, as a start reads them."""
    contact_paths.fill(db)
    names = [f"a{number:07}" for number in range(count)]
    db.execute(article.insert(), [{"id": x, "last_version": 1, "live_version": 1} for x in names])
    db.execute(article_version.insert(), [_version(name) for name in names])
    changes = [{"number": n + 1, "article_id": name} for n, name in enumerate(names)]
    db.execute(article_change.insert(), changes)
    db.execute(counter.insert().values(name=articles.CHANGES, last=count))


def _version(name: str) -> dict[str, object]:
    return {
        "article_id": name,
        "version": 1,
        "title": f"Artikel {name}",
        "topic": "grants",
        "association_types": [],
        "function_id": "servicecenter",
        "questions": ["Vad gäller?"] * 3,
        "body": "Det här gäller för alla föreningar i kommunen. " * 20,
        "source": "https://www.example.se",
        "verified_on": NOW.date(),
        "review_by": DUE,
        "to_verify": [],
        "language": "sv",
        "translation_of": None,
        "saved_by": "bench",
        "saved_at": NOW,
    }
