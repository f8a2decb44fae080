"""Very many passages to search among. They are made: no municipality has so many.

A passage is one to three real sentences of the seed's articles, and its vector is theirs, mixed,
with noise. All passages of an article share their first sentence. The questions are real.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from benchmarks.questions import distinct_texts
from knowledge.article import read_folder
from knowledge.encoder.model import Encoder, Vectors
from knowledge.lexical import TERMS, Rows, Terms
from knowledge.part import Entry
from knowledge.passages import plain

SEED = Path("knowledge/seed")
KINDS = ["title", "question", "question", "question", "body", "body", "body", "body"]
SENTENCES = {"title": 1, "question": 2, "body": 3}
SHARES = np.array([0.5, 0.3, 0.2], np.float32)  # of the vector, by place in the passage
NOISE = 0.1  # its length; the vectors' own is 1
AT_ONCE = 4_000  # passages


@dataclass(frozen=True)
class Real:
    """What all is made of."""

    sentences: list[str]
    vectors: Vectors
    counts: Rows
    questions: list[str]
    asked: Vectors

    @classmethod
    def read(cls, encoder: Encoder) -> "Real":
        sentences, questions = _sentences(), distinct_texts()
        return cls(
            sentences,
            np.concatenate([encoder.passages([text]) for text in sentences]),
            Rows.of(sentences),
            questions,
            np.concatenate([encoder.questions([text]) for text in questions]),
        )


@dataclass(frozen=True)
class Made:
    """Some passages: which sentences each has (-1 for none), and its vector."""

    kinds: list[str]
    of: npt.NDArray[np.int64]
    vectors: Vectors

    def texts(self, real: Real) -> list[str]:
        return [" ".join(real.sentences[at] for at in row if at >= 0) for row in self.of]

    def counts(self, real: Real) -> Rows:
        """The same as of counting the texts, but a hundred times sooner: neither a stem nor a run
        of characters reaches over a space."""
        held = self.of >= 0
        rows, columns = np.repeat(np.arange(len(self.of)), held.sum(axis=1)), self.of[held]
        shape = (len(self.of), len(real.sentences))
        chosen = csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), shape)
        return Rows(*(Terms.of(chosen @ _matrix(terms)) for terms in vars(real.counts).values()))


def made(real: Real, count: int) -> Iterator[Made]:
    """That many passages, always the same, some at a time; articles stay whole."""
    random = np.random.default_rng(1)
    places = np.array([SENTENCES[kind] for kind in KINDS])
    for begin in range(0, count, AT_ONCE):
        articles = min(AT_ONCE, count - begin) // len(KINDS)
        of = random.integers(len(real.sentences), size=(articles, len(KINDS), 3))
        of[:, :, 0] = of[:, :1, 0]
        of[np.broadcast_to(np.arange(3) >= places[:, None], of.shape)] = -1
        of = of.reshape(-1, 3)
        mixed = real.vectors[of] * (SHARES * (of >= 0))[:, :, None]
        noise = random.standard_normal((len(of), real.vectors.shape[1]), np.float32)
        rows = _unit(mixed.sum(axis=1)) + noise * np.float32(NOISE / np.sqrt(noise.shape[1]))
        yield Made(KINDS * articles, of, _unit(rows))


def entries(real: Real, count: int) -> Iterator[Entry]:
    """The same as articles that are indexed."""
    number = 0
    for some in made(real, count):
        counts = some.counts(real)
        for at in range(0, len(some.of), len(KINDS)):
            [words] = counts.taken([(at, at + len(KINDS))])
            yield Entry(f"a{number:07}", KINDS, some.vectors[at : at + len(KINDS)], words)
            number += 1


def _sentences() -> list[str]:
    texts = [
        text
        for article in read_folder(SEED)
        for text in (article.title, *article.questions, plain(article.body))
    ]
    parts = (part for text in texts for part in re.split(r"(?<=[.!?])\s+|\n+", text))
    return list(dict.fromkeys(part for part in parts if len(part.split()) > 2))


def _matrix(terms: Terms) -> csr_matrix:
    shape = (len(terms.begins) - 1, TERMS)
    return csr_matrix((terms.counts.astype(np.float32), terms.ids, terms.begins), shape)


def _unit(rows: Vectors) -> Vectors:
    unit: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit
