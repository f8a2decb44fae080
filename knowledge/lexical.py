"""Evidence in the words themselves: stems by BM25, and runs of characters by TF-IDF.

Stems find what the encoder blurs (numbers, names of grants); runs of characters see through
compounds and misspellings. Texts become sparse rows once; only the weights of the collection
(how rare a term is) change when articles do.
"""

import re
import threading
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import Stemmer
from scipy.sparse import csr_matrix, vstack
from sklearn.feature_extraction.text import HashingVectorizer

TERMS = 2**18
K1, B = 1.2, 0.75  # Robertson and Zaragoza 2009, their recommended middle values
GRAMS = (3, 5)

Scores = npt.NDArray[np.float32]
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
class Rows:
    """Counts of stems and of runs of characters, one row for each text."""

    words: csr_matrix
    grams: csr_matrix

    @classmethod
    def of(cls, texts: list[str]) -> "Rows":
        return cls(_words.transform(texts), _grams.transform(texts))

    @classmethod
    def joined(cls, parts: list["Rows"]) -> "Rows":
        return cls(
            vstack([part.words for part in parts], format="csr"),
            vstack([part.grams for part in parts], format="csr"),
        )


class Lexical:
    """Scores all texts of one collection against a question.

    Kept by term, so that a question touches only the texts that share a term with it.
    """

    def __init__(self, rows: Rows) -> None:
        self._rarity = _rarity(rows.grams)
        self._words = _bm25(rows.words).T.tocsr()
        self._grams = _unit(rows.grams.multiply(self._rarity[None, :]).tocsr()).T.tocsr()

    def scores(self, question: str) -> tuple[Scores, Scores]:
        """BM25 of stems, and the cosine of runs of characters, for each text."""
        asked = Rows.of([question])
        bm25: Scores = np.ones(asked.words.nnz, np.float32) @ self._words[asked.words.indices]
        weights = asked.grams.data * self._rarity[asked.grams.indices]
        weights /= max(np.linalg.norm(weights), 1e-9)
        cosine: Scores = weights @ self._grams[asked.grams.indices]
        return bm25, cosine


def _document_frequency(rows: csr_matrix) -> npt.NDArray[np.float64]:
    return np.bincount(rows.indices, minlength=TERMS).astype(np.float64)


def _bm25(rows: csr_matrix) -> csr_matrix:
    """Each count as its whole BM25 weight, so that a question only adds them up."""
    count = rows.shape[0]
    lengths = np.asarray(rows.sum(axis=1)).ravel()
    found = _document_frequency(rows)
    rarity = np.log(1 + (count - found + 0.5) / (found + 0.5))
    norms = K1 * (1 - B + B * lengths / max(lengths.mean(), 1e-9))
    weighted = rows.copy()
    per_value = np.repeat(norms, np.diff(rows.indptr))
    weighted.data = (rarity[rows.indices] * rows.data * (K1 + 1) / (rows.data + per_value)).astype(
        np.float32
    )
    return weighted


def _rarity(rows: csr_matrix) -> Scores:
    found = _document_frequency(rows)
    rarity: Scores = (np.log((1 + rows.shape[0]) / (1 + found)) + 1).astype(np.float32)
    return rarity


def _unit(rows: csr_matrix) -> csr_matrix:
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1))).ravel()
    scaled = rows.astype(np.float32)
    scaled.data /= np.repeat(np.maximum(lengths, 1e-9), np.diff(rows.indptr)).astype(np.float32)
    return scaled
