"""The passages nearest in meaning, by FAISS.

What it finds by shortened vectors is compared again exactly. All passages are looked at where they
are few: a byte is kept of each number, a quarter of it to go through. Where they are very many, a
bit is kept, and only the cells nearest to the question are looked at: that may miss some.
"""

import faiss
import numpy as np
import numpy.typing as npt

from knowledge.encoder.model import Vectors

MOST_EXACT = 200_000  # passages that are all compared
# Chosen on a million such passages as `./lotsen bench search` makes, in a thousand cells: recall@10
# 0.994 in 5 ms of processor time. Halved floats in the same cells took 13 ms and 16 times the
# memory for as much; products of codes found less.
SHARE = 4  # of the cells, one in so many is looked at
LEARNT_FROM = 40  # passages for each cell
CODES_FROM = 50_000  # passages whose mean the bits are told from
AT_ONCE = 50_000  # passages that are put in, or gone through
# Times as many as are wanted that are compared again: of bytes (with four, one question in thirty
# went through a hundred thousand twice), of bits.
FEWER = 6, 20
SUMMED = 1e-5  # how far off a sum of so many floats may be

Positions = npt.NDArray[np.int64]


class Cells:
    """Each passage belongs to the cell whose middle is nearest to it, and is kept there in bits
    (RaBitQ, Gao and Long 2024)."""

    def __init__(self, index: faiss.Index) -> None:
        self.index = index

    @classmethod
    def learnt(cls, vectors: Vectors) -> "Cells":
        count = max(1, round(len(vectors) ** 0.5))
        sample = np.random.default_rng(1).permutation(len(vectors))[: count * LEARNT_FROM]
        means = faiss.Kmeans(vectors.shape[1], count, niter=8, spherical=True, seed=1)
        means.train(vectors[np.sort(sample)])
        return cls.given(np.asarray(means.centroids), vectors)

    @classmethod
    def given(cls, middles: Vectors, vectors: Vectors) -> "Cells":
        flat = faiss.IndexFlatIP(middles.shape[1])
        flat.add(middles)
        inner = faiss.METRIC_INNER_PRODUCT
        index = faiss.IndexIVFRaBitQFastScan(flat, middles.shape[1], len(middles), inner)
        index.train(np.ascontiguousarray(vectors[:CODES_FROM]))
        for at in range(0, len(vectors), AT_ONCE):
            index.add(np.ascontiguousarray(vectors[at : at + AT_ONCE]))
        index.nprobe = -(-len(middles) // SHARE)
        return cls(index)

    @classmethod
    def read(cls, saved: npt.NDArray[np.uint8]) -> "Cells":
        return cls(faiss.deserialize_index(np.array(saved)))

    def written(self) -> npt.NDArray[np.uint8]:
        written: npt.NDArray[np.uint8] = faiss.serialize_index(self.index)
        return written

    @property
    def middles(self) -> Vectors:
        middles: Vectors = faiss.extract_index_ivf(self.index).quantizer.reconstruct_n()
        return middles


class Meaning:
    def __init__(self, vectors: Vectors, cells: Cells | None = None) -> None:
        self.vectors = vectors
        self.cells = cells
        self._index = cells.index if cells else _all(vectors)
        # By Cauchy and Schwarz, no cosine with a vector of length one is further off.
        self._off_by = 0.0 if cells else _furthest(self._index, vectors) + SUMMED

    def nearest(
        self, vector: Vectors, count: int, gone: npt.NDArray[np.bool_]
    ) -> tuple[Positions, Vectors]:
        """The nearest passages that are not gone, best first, with their cosines."""
        looked = FEWER[self.cells is not None] * count
        while True:
            # FAISS refuses to look for none.
            within = max(1, min(looked, len(self.vectors)))
            rough, found = self._index.search(vector[None, :], within)
            held = found[0][found[0] >= 0]
            there = np.sort(held[~gone[held]])
            # Not by BLAS, which would share so little work between threads and wait for them.
            cosines = np.einsum("pd,d->p", self.vectors[there], vector)
            best = np.argsort(-cosines, kind="stable")[:count]
            if len(held) < looked or self._enough(cosines[best], count, rough[0][-1]):
                return there[best], cosines[best]
            looked *= 4

    def _enough(self, cosines: Vectors, count: int, last: float) -> bool:
        """Whether nothing that was not found can be nearer than what was."""
        if len(cosines) < count:
            return False
        return self.cells is not None or bool(cosines[-1] >= last + self._off_by)


def _all(vectors: Vectors) -> faiss.Index:
    byte = faiss.ScalarQuantizer.QT_8bit
    index = faiss.IndexScalarQuantizer(vectors.shape[1], byte, faiss.METRIC_INNER_PRODUCT)
    rows = np.ascontiguousarray(vectors)
    # FAISS refuses to learn from none.
    index.train(rows if len(rows) else np.zeros((1, index.d), np.float32))
    index.add(rows)
    return index


def _furthest(index: faiss.Index, vectors: Vectors) -> float:
    """How far the furthest vector has been moved by being shortened."""
    moved = [0.0]
    for at in range(0, len(vectors), AT_ONCE):
        some = vectors[at : at + AT_ONCE]
        lengths = np.linalg.norm(some - index.reconstruct_n(at, len(some)), axis=1)
        moved.append(float(lengths.max()))
    return max(moved)
