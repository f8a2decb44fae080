"""The passages nearest in meaning, by FAISS.

It compares halved floats, which takes half the time and memory, and what it finds is compared
again exactly. All passages are looked at where they are few; where they are very many, only those
in the cells nearest to the question, which may miss some.
"""

from dataclasses import dataclass

import faiss
import numpy as np
import numpy.typing as npt

from knowledge.encoder.model import Vectors

MOST_EXACT = 200_000  # passages that are all compared: some 5 ms
# Measured on a million passages: of HNSW, products of codes and cells, these had the recall that
# is wanted in the least time, and are built in a minute.
CELLS = 4096
LOOKED_AT = 768  # cells
LEARNT_FROM = 40  # passages for each cell
# A float is halved to within 2^-11 of itself, so a cosine of unit vectors is no further off.
OFF_BY = 2.0**-11 + 1e-5

Positions = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Cells:
    """Each passage belongs to the cell whose middle is nearest to it."""

    middles: Vectors
    of: npt.NDArray[np.int32]

    @classmethod
    def learnt(cls, vectors: Vectors) -> "Cells":
        sample = np.random.default_rng(1).permutation(len(vectors))[: CELLS * LEARNT_FROM]
        means = faiss.Kmeans(vectors.shape[1], CELLS, niter=8, spherical=True, seed=1)
        means.train(vectors[np.sort(sample)])
        return cls.given(np.asarray(means.centroids), vectors)

    @classmethod
    def given(cls, middles: Vectors, vectors: Vectors) -> "Cells":
        _, nearest = _flat(middles).search(np.ascontiguousarray(vectors), 1)
        return cls(middles, nearest[:, 0].astype(np.int32))


class Meaning:
    def __init__(self, vectors: Vectors, cells: Cells | None = None) -> None:
        self.vectors = vectors
        self.cells = cells
        self._index = _in_cells(vectors, cells) if cells else _all(vectors)

    def nearest(
        self, vector: Vectors, count: int, gone: npt.NDArray[np.bool_]
    ) -> tuple[Positions, Vectors]:
        """The nearest passages that are not gone, best first, with their cosines."""
        looked = 2 * count
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
        return self.cells is not None or bool(cosines[-1] >= last + OFF_BY)


def _flat(vectors: Vectors) -> faiss.IndexFlatIP:
    flat = faiss.IndexFlatIP(vectors.shape[1])
    flat.add(vectors)
    return flat


def _all(vectors: Vectors) -> faiss.Index:
    half = faiss.ScalarQuantizer.QT_fp16
    index = faiss.IndexScalarQuantizer(vectors.shape[1], half, faiss.METRIC_INNER_PRODUCT)
    if len(vectors):
        index.add(np.ascontiguousarray(vectors))
    return index


def _in_cells(vectors: Vectors, cells: Cells) -> faiss.Index:
    half, dimensions = faiss.ScalarQuantizer.QT_fp16, vectors.shape[1]
    index = faiss.IndexIVFScalarQuantizer(
        _flat(cells.middles),
        dimensions,
        len(cells.middles),
        half,
        faiss.METRIC_INNER_PRODUCT,
        False,
    )
    index.is_trained = True  # halving needs no training, and the cells are known
    index.nprobe = LOOKED_AT
    of, rows = cells.of.astype(np.int64), np.ascontiguousarray(vectors)
    index.add_core(len(rows), faiss.swig_ptr(rows), None, faiss.swig_ptr(of))
    return index
