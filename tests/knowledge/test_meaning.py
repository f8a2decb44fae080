"""All that is near is found where all is compared, and nearly all where cells are."""

import numpy as np
import pytest

from knowledge.encoder.model import Vectors
from knowledge.index import Index
from knowledge.meaning import Cells, Meaning
from knowledge.part import Entry

DIMENSIONS = 32
FEW = 500  # passages that are all compared
NONE_GONE = np.zeros(3000, dtype=bool)


def _unit(rows: Vectors) -> Vectors:
    unit: Vectors = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return unit


def _vectors(seed: int, count: int, spread: float = 1.0) -> Vectors:
    """A little of them lies between the numbers that a byte can tell."""
    random = np.random.default_rng(seed)
    return _unit(np.ones(DIMENSIONS) + spread * random.normal(size=(count, DIMENSIONS)))


@pytest.mark.parametrize("spread", [1.0, 1e-3, 0.0])
@pytest.mark.parametrize("seed", range(5))
def test_the_nearest_are_those_of_comparing_each_exactly(seed: int, spread: float) -> None:
    vectors, [asked] = _vectors(seed, 3000, spread), _vectors(100 + seed, 1)
    gone = np.random.default_rng(seed).random(3000) < 0.3
    exact = np.einsum("pd,d->p", vectors, asked)

    positions, cosines = Meaning(vectors).nearest(asked, 100, gone)

    assert not gone[positions].any()
    assert cosines.tolist() == np.sort(exact[~gone])[::-1][:100].tolist()
    assert np.array_equal(cosines, exact[positions])


def test_the_nearest_are_found_where_one_far_away_makes_all_others_look_alike() -> None:
    vectors, [asked] = _vectors(1, 3000, 1e-3), _vectors(2, 1)
    vectors[0] = -vectors[1]
    exact = np.einsum("pd,d->p", vectors, asked)

    positions, cosines = Meaning(vectors).nearest(asked, 10, NONE_GONE)

    assert cosines.tolist() == np.sort(exact)[::-1][:10].tolist()
    assert np.array_equal(cosines, exact[positions])


def test_all_but_a_few_may_be_gone() -> None:
    vectors = _vectors(1, 3000)
    gone = np.ones(3000, dtype=bool)
    gone[[5, 2000]] = False
    for one in (Meaning(vectors), Meaning(vectors, Cells.given(vectors[:1], vectors))):
        positions, _ = one.nearest(vectors[7], 100, gone)
        assert sorted(positions) == [5, 2000]


def test_cells_find_nearly_all_that_is_near() -> None:
    vectors, asked = _vectors(1, 3000), _vectors(2, 50)
    exact, celled = Meaning(vectors), Meaning(vectors, Cells.learnt(vectors))
    shares = [
        len(np.intersect1d(*(one.nearest(row, 10, NONE_GONE)[0] for one in (exact, celled)))) / 10
        for row in asked
    ]
    assert np.mean(shares) > 0.7


def test_very_many_passages_are_put_into_cells_and_what_is_new_into_those_there_are() -> None:
    one = Index.of([_entry("a", 1, 450)], DIMENSIONS).joined(FEW)
    assert one.large.meaning.cells is None
    two = _with(one, _entry("b", 2, 300)).joined(FEW)
    three = _with(two, _entry("c", 3, 300)).joined(FEW)
    four = _with(three, _entry("d", 4, 900)).joined(FEW)
    known = [index.large.meaning.cells for index in (two, three, four)]
    middles = [cells.middles for cells in known if cells]
    assert np.array_equal(middles[1], middles[0])
    assert len(middles[2]) > len(middles[0])  # it has more than doubled
    for index in (two, three, four):
        for at in (0, len(index) - 1):
            [vector] = index.vectors(np.array([at]))
            assert index.nearest(vector, 1).tolist() == [at]


def test_what_is_in_cells_is_not_found_when_it_is_gone() -> None:
    one = _with(Index.of([], DIMENSIONS), _entry("a", 1, 400), _entry("b", 2, 400)).joined(FEW)
    less = Index(one.large, {}, frozenset({"a"}), one.known)
    [vector] = one.vectors(np.array([0]))
    assert one.names[one.owners[one.nearest(vector, 1)[0]]] == "a"
    for index in (less, less.joined(FEW)):
        found = index.nearest(vector, 1000)
        assert {index.names[owner] for owner in index.owners[found]} == {"b"}


def _entry(name: str, seed: int, count: int) -> Entry:
    return Entry.of(name, ["body"] * count, [name] * count, _vectors(seed, count))


def _with(index: Index, *entries: Entry) -> Index:
    return Index(index.large, {one.article_id: one for one in entries}, frozenset(), index.known)
