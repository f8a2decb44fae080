"""Evidence in the words themselves: stems by BM25, and runs of characters by TF-IDF.

Stems find what the encoder blurs (numbers, names of grants); runs of characters see through
compounds and misspellings. Texts become counts once; how rare a term is in the collection is
weighed in when a question comes. Counts are kept by text, not by term: only the texts of the
candidates are scored, so the time does not grow with the collection.
"""

import re
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import Stemmer
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import HashingVectorizer

TERMS = 2**18
K1, B = 1.2, 0.75  # Robertson and Zaragoza 2009, their recommended middle values
GRAMS = (3, 5)
MOST = 2**16 - 1  # of one term in one text that are counted

Scores = npt.NDArray[np.float32]
Ranges = Iterable[tuple[int, int]]  # of rows: the first, and the one after the last
_stemmers = threading.local()


def stems(text: str) -> list[str]:
    """Swedish Snowball stems of all words. The stemmer keeps state, so each thread has one."""
    if not hasattr(_stemmers, "swedish"):
        _stemmers.swedish = Stemmer.Stemmer("swedish")
    words: list[str] = _stemmers.swedish.stemWords(re.findall(r"\w+", text.lower()))
    return words


_words = HashingVectorizer(
    n_features=TERMS, analyzer=stems, norm=None, alternate_sign=False, dtype=np.float32
)
_grams = HashingVectorizer(
    n_features=TERMS,
    analyzer="char_wb",
    ngram_range=GRAMS,
    norm=None,
    alternate_sign=False,
    dtype=np.float32,
)


@dataclass(frozen=True)
class Terms:
    """Which terms stand in each text, and how often; the terms of text n begin at `begins[n]`."""

    ids: npt.NDArray[np.int32]
    counts: npt.NDArray[np.uint16]
    begins: npt.NDArray[np.int64]

    @classmethod
    def of(cls, rows: csr_matrix) -> "Terms":
        counts = np.minimum(rows.data, MOST).astype(np.uint16)
        return cls(rows.indices.astype(np.int32), counts, rows.indptr.astype(np.int64))

    @classmethod
    def joined(cls, parts: Sequence["Terms"]) -> "Terms":
        lengths = [part.begins[1:] - part.begins[:-1] for part in parts]
        return cls(
            np.concatenate([part.ids for part in parts]),
            np.concatenate([part.counts for part in parts]),
            np.concatenate([[0], np.cumsum(np.concatenate(lengths))]),
        )

    def taken(self, ranges: Ranges) -> list["Terms"]:
        """The texts of each range, read in place."""
        return [self._between(begin, end) for begin, end in ranges]

    def _between(self, begin: int, end: int) -> "Terms":
        begins = self.begins[begin : end + 1]
        inside = slice(begins[0], begins[-1])
        return Terms(self.ids[inside], self.counts[inside], begins - begins[0])

    def found_in(self) -> npt.NDArray[np.int64]:
        """In how many texts each term stands."""
        return np.bincount(self.ids, minlength=TERMS)


@dataclass(frozen=True)
class Rows:
    """Counts of stems and of runs of characters, one row for each text."""

    words: Terms
    grams: Terms

    @classmethod
    def of(cls, texts: list[str]) -> "Rows":
        return cls(Terms.of(_words.transform(texts)), Terms.of(_grams.transform(texts)))

    @classmethod
    def none(cls) -> "Rows":
        empty = Terms.of(csr_matrix((0, TERMS), dtype=np.float32))
        return cls(empty, empty)

    @classmethod
    def joined(cls, parts: Sequence["Rows"]) -> "Rows":
        parts = parts or [cls.none()]
        words = Terms.joined([part.words for part in parts])
        return cls(words, Terms.joined([part.grams for part in parts]))

    def taken(self, ranges: Sequence[tuple[int, int]]) -> list["Rows"]:
        pairs = zip(self.words.taken(ranges), self.grams.taken(ranges), strict=True)
        return [Rows(words, grams) for words, grams in pairs]


@dataclass(frozen=True)
class Statistics:
    """What weighing needs to know of a collection. Those of two are added, of a part taken off."""

    texts: int
    length: int  # words in all texts
    words: npt.NDArray[np.int64]  # in how many texts each stem stands
    grams: npt.NDArray[np.int64]

    @classmethod
    def of(cls, rows: Rows) -> "Statistics":
        length = int(rows.words.counts.sum(dtype=np.int64))
        found = rows.words.found_in(), rows.grams.found_in()
        return cls(len(rows.words.begins) - 1, length, *found)

    def __add__(self, other: "Statistics") -> "Statistics":
        found = self.words + other.words, self.grams + other.grams
        return Statistics(self.texts + other.texts, self.length + other.length, *found)

    def __sub__(self, other: "Statistics") -> "Statistics":
        found = self.words - other.words, self.grams - other.grams
        return Statistics(self.texts - other.texts, self.length - other.length, *found)


class Weights:
    """How much each term says in one collection: the rarer, the more."""

    def __init__(self, of: Statistics) -> None:
        rarity = np.log(1 + (of.texts - of.words + 0.5) / (of.words + 0.5))
        self._words: Scores = rarity.astype(np.float32)
        self._grams: Scores = (np.log((1 + of.texts) / (1 + of.grams)) + 1).astype(np.float32)
        self._squares: Scores = self._grams * self._grams
        self._mean_length = of.length / max(of.texts, 1)

    def scores(self, question: str, rows: Rows) -> tuple[Scores, Scores]:
        """BM25 of stems, and the cosine of runs of characters, for each row."""
        asked = Rows.of([question])
        return self._bm25(asked.words, rows.words), self._cosine(asked.grams, rows.grams)

    def _bm25(self, asked: Terms, terms: Terms) -> Scores:
        weights = np.zeros(TERMS, np.float32)
        weights[asked.ids] = self._words[asked.ids]
        counts = terms.counts.astype(np.float32)
        texts = np.repeat(np.arange(len(terms.begins) - 1), np.diff(terms.begins))
        lengths = np.bincount(texts, counts, len(terms.begins) - 1)
        norms = K1 * (1 - B + B * lengths / max(self._mean_length, 1e-9))
        shared = np.flatnonzero(weights[terms.ids])  # most terms are not asked for
        counts, texts = counts[shared], texts[shared]
        parts = weights[terms.ids[shared]] * counts * (K1 + 1) / (counts + norms[texts])
        return np.bincount(texts, parts, len(norms)).astype(np.float32)

    def _cosine(self, asked: Terms, terms: Terms) -> Scores:
        weights = asked.counts * self._grams[asked.ids]
        length = max(float(np.linalg.norm(weights)), 1e-9)
        question = np.zeros(TERMS, np.float32)
        question[asked.ids] = weights / length * self._grams[asked.ids]
        shape = (len(terms.begins) - 1, TERMS)
        ends = terms.begins.astype(np.int32)  # as short as the ids, or scipy would copy them all
        rows = csr_matrix((terms.counts.astype(np.float32), terms.ids, ends), shape)
        products: Scores = rows @ question
        rows.data *= rows.data
        lengths = np.sqrt(rows @ self._squares)
        cosines: Scores = products / np.maximum(lengths, np.float32(1e-9))
        return cosines
