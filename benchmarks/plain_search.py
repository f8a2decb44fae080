"""The search that one would put together instead: float32 in FAISS and FTS5 in SQLite."""

import re
import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path

import faiss

from benchmarks.crowd import Real, made
from benchmarks.memory import own_memory
from knowledge.encoder.model import Vectors

EACH = 100  # found by vectors, and by words
RANKED_FROM = 60  # Cormack, Clarke and Büttcher 2009
TABLE = "CREATE VIRTUAL TABLE passage USING fts5(text)"
MATCHING = "SELECT rowid FROM passage WHERE passage MATCH ? ORDER BY bm25(passage) LIMIT ?"


@dataclass(frozen=True)
class Plain:
    milliseconds: list[float]
    build_seconds: float
    memory: float  # MB
    saved: float  # MB; of the words, since the vectors are saved elsewhere


def search_plainly(folder: Path, real: Real, count: int, asked: list[int]) -> Plain:
    faiss.omp_set_num_threads(1)
    before, began = own_memory().all, time.perf_counter()
    file = folder / "words.db"
    vectors, words = faiss.IndexFlatIP(real.vectors.shape[1]), sqlite3.connect(file)
    words.execute(TABLE)
    for some in made(real, count):
        vectors.add(some.vectors)
        rows = ((text,) for text in some.texts(real))
        words.executemany("INSERT INTO passage VALUES (?)", rows)
    words.commit()
    built, times = time.perf_counter() - began, []
    for at in asked:
        began = time.perf_counter()
        _find(vectors, words, real.questions[at], real.asked[at])
        times.append(1000 * (time.perf_counter() - began))
    memory = own_memory().all - before
    return Plain(times, built, memory, file.stat().st_size / 2**20)


def _find(
    vectors: faiss.IndexFlatIP, words: sqlite3.Connection, question: str, vector: Vectors
) -> list[int]:
    """By the sum of what each rank is worth."""
    _, near = vectors.search(vector[None], EACH)
    terms = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", question))
    rows = words.execute(MATCHING, (terms, EACH)).fetchall()
    worth: dict[int, float] = {}
    for found in (near[0].tolist(), [row[0] - 1 for row in rows]):
        for rank, at in enumerate(found):
            worth[at] = worth.get(at, 0) + 1 / (RANKED_FROM + rank)
    return sorted(worth, key=lambda at: -worth[at])[:10]
