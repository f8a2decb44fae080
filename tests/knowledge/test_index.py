"""An index that has caught up is the index that is made anew from the rows."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from db import counters
from knowledge import articles
from knowledge import index as index_module
from knowledge.catching_up import catch_up, load
from knowledge.encoder.model import Vectors
from knowledge.index import Index
from tests.cast import MONDAY
from tests.knowledge.shelf import article, prepared, unit

ENCODER = "by hand"
DIMENSIONS = 3
PROBES = [unit(1, 0, 0), unit(0, 1, 1), unit(1, -2, 3)]


def _publish(db: Connection, name: str, seed: int = 1, pieces: int = 2) -> Vectors:
    """A new version of an article with vectors and texts that follow from the seed."""
    numbers = np.random.default_rng(seed).normal(size=(pieces, DIMENSIONS))
    vectors = np.stack([unit(*row) for row in numbers])
    texts = [f"fråga {seed} om lokal {piece}" for piece in range(pieces)]
    version = articles.save(db, article(id=name, title=f"Om {name} {seed}"), "eva", MONDAY)
    articles.publish(db, name, version, prepared(vectors, texts))
    return vectors


def owners(index: Index) -> list[str]:
    """The article of each passage that can be found, by position."""
    if not len(index):
        return []
    return [index.names[index.owners[place]] for place in np.sort(index.nearest(PROBES[0], 1000))]


def _found(index: Index, probe: Vectors) -> list[tuple[str, float]]:
    if not len(index):
        return []
    positions = np.sort(index.nearest(probe, len(index.owners)))
    cosines = index.vectors(positions) @ probe
    names = [index.names[index.owners[place]] for place in positions]
    return sorted((name, round(float(c), 5)) for name, c in zip(names, cosines, strict=True))


def _words(index: Index) -> list[tuple[str, tuple[float, float]]]:
    if not len(index):
        return []
    places = np.unique(index.owners[index.nearest(PROBES[0], 1000)])
    bm25, letters = index.weights.scores("fråga 3 om lokal", index.rows_of(places))
    rounded = [(round(float(b), 4), round(float(c), 4)) for b, c in zip(bm25, letters, strict=True)]
    return sorted(zip(owners(index), rounded, strict=True))


def _same(index: Index, rebuilt: Index) -> None:
    assert index.change == rebuilt.change
    assert index.articles == rebuilt.articles
    assert index.known == rebuilt.known
    assert [_found(index, probe) for probe in PROBES] == [_found(rebuilt, p) for p in PROBES]
    assert _words(index) == _words(rebuilt)


NAMES = st.sampled_from(["a", "b", "c"])
CHANGES = st.one_of(
    st.tuples(st.just("publish"), NAMES, st.integers(1, 9), st.integers(1, 3)),
    st.tuples(st.just("take away"), NAMES),
    st.tuples(st.just("save only"), NAMES),
)
# Each change, and whether someone searches after it, or the parts are made one as well.
STEPS = st.lists(
    st.tuples(CHANGES, st.sampled_from(["", "search", "join"])), min_size=2, max_size=12
)


@pytest.mark.slow
@settings(
    derandomize=True,
    deadline=None,
    max_examples=30,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
def test_catching_up_after_any_changes_is_the_same_as_building_anew(
    db: Connection, steps: list[tuple[tuple[str | int, ...], str]]
) -> None:
    with db.begin_nested() as undone:
        index = load(db, DIMENSIONS, ENCODER)
        for step, then in steps:
            _change(db, step)
            if then:
                index = catch_up(db, index, ENCODER)
            if then == "join":
                index = index.joined()
        _same(catch_up(db, index, ENCODER), load(db, DIMENSIONS, ENCODER))
        undone.rollback()


def _change(db: Connection, step: tuple[str | int, ...]) -> None:
    match step:
        case ("publish", str(name), int(seed), int(pieces)):
            _publish(db, name, seed, pieces)
        case ("take away", str(name)):
            if any(row.article.id == name for row in articles.all_newest(db)):
                articles.unpublish(db, name)
        case (_, str(name)):
            articles.save(db, article(id=name, title="Ett utkast"), "eva", MONDAY)


def test_an_empty_database_gives_an_empty_index(db: Connection) -> None:
    index = load(db, DIMENSIONS, ENCODER)
    assert (index.change, owners(index), index.articles, len(index)) == (0, [], {}, 0)


def test_each_passage_of_each_live_article_stands_at_its_owners_place(db: Connection) -> None:
    stored = {"a": _publish(db, "a", 1, 3), "b": _publish(db, "b", 2, 1)}

    index = load(db, DIMENSIONS, ENCODER)

    assert len(index) == len(owners(index)) == 4
    assert sorted(owners(index)) == ["a", "a", "a", "b"]
    rows = index.vectors(np.arange(4))
    for name, vectors in stored.items():
        held = [row for row, owner in zip(rows, owners(index), strict=True) if owner == name]
        assert np.array_equal(np.array(held), vectors)


def test_the_passage_nearest_to_a_vector_is_its_own(db: Connection) -> None:
    for number, name in enumerate("abc"):
        _publish(db, name, number, 2)
    index = load(db, DIMENSIONS, ENCODER)
    for place, owner in enumerate(owners(index)):
        [vector] = index.vectors(np.array([place]))
        positions = index.nearest(vector, 2)
        assert (positions[0], owners(index)[positions[0]]) == (place, owner)
        cosines = [float(index.vectors(positions[at : at + 1])[0] @ vector) for at in range(2)]
        assert cosines[0] == pytest.approx(1, abs=1e-6)
        assert cosines[1] <= cosines[0]


def test_all_passages_of_some_articles_are_told_with_where_each_begins(db: Connection) -> None:
    for name, pieces in (("a", 3), ("b", 1), ("c", 2)):
        _publish(db, name, pieces=pieces)
    index = load(db, DIMENSIONS, ENCODER)
    names = owners(index)
    wanted = np.array([index.names.index("a"), index.names.index("c")])
    wanted.sort()
    positions, starts = index.passages_of(wanted)
    found = [[names[place] for place in part] for part in np.split(positions, starts[1:])]
    assert sorted(found) == [["a"] * 3, ["c"] * 2]


def test_more_passages_than_there_are_are_not_found(db: Connection) -> None:
    _publish(db, "a", pieces=2)
    positions = load(db, DIMENSIONS, ENCODER).nearest(unit(1, 0, 0), 200)
    assert sorted(positions) == [0, 1]


def test_nothing_is_done_when_nothing_has_changed(db: Connection) -> None:
    _publish(db, "a")
    index = load(db, DIMENSIONS, ENCODER)
    articles.save(db, article(id="a", title="Ett utkast"), "eva", MONDAY)
    assert catch_up(db, index, ENCODER) is index


def test_only_what_has_changed_is_read_again(db: Connection) -> None:
    _publish(db, "b")
    _publish(db, "a")
    index = load(db, DIMENSIONS, ENCODER)
    _publish(db, "b", 7)

    newer = catch_up(db, index, ENCODER)

    assert newer.entries["a"] is index.entries["a"]
    assert newer.large is index.large
    assert newer.articles["a"] is index.articles["a"]
    assert newer.entries["b"] is not index.entries["b"]
    assert newer.articles["b"].title == "Om b 7"


def test_what_another_encoder_has_encoded_is_left_out_until_it_is_encoded_anew(
    db: Connection,
) -> None:
    _publish(db, "a")
    vectors = _publish(db, "b")
    articles.publish(db, "b", 1, prepared(vectors, ["x", "y"], "another encoder"))
    index = load(db, DIMENSIONS, ENCODER)
    assert set(owners(index)) == set(index.articles) == {"a"}

    articles.encode_anew(db, "b", 1, prepared(vectors, ["x", "y"]))

    assert set(owners(catch_up(db, index, ENCODER))) == {"a", "b"}


def test_an_index_in_use_is_not_changed_by_catching_up(db: Connection) -> None:
    _publish(db, "a")
    index = load(db, DIMENSIONS, ENCODER)
    before = [_found(index, probe) for probe in PROBES]
    articles.unpublish(db, "a")
    _publish(db, "b", 5)

    newer = catch_up(db, index, ENCODER)

    assert [_found(index, probe) for probe in PROBES] == before
    assert set(index.articles) == {"a"}
    assert set(newer.articles) == set(owners(newer)) == {"b"}


def test_an_index_knows_the_number_of_the_change_it_has_come_to(db: Connection) -> None:
    _publish(db, "a")
    articles.unpublish(db, "a")
    index = load(db, DIMENSIONS, ENCODER)
    assert index.change == counters.last(db, articles.CHANGES) == 2


def test_the_last_article_that_is_taken_away_leaves_nothing(db: Connection) -> None:
    _publish(db, "a")
    index = load(db, DIMENSIONS, ENCODER)
    articles.unpublish(db, "a")

    newer = catch_up(db, index, ENCODER)

    assert (owners(newer), newer.articles, len(newer)) == ([], {}, 0)


def test_an_entry_keeps_its_vectors_as_they_are_stored(db: Connection) -> None:
    vectors = _publish(db, "a", 3, 2)
    entry = load(db, DIMENSIONS, ENCODER).entries["a"]
    assert entry.vectors.dtype == np.float32
    assert np.array_equal(entry.vectors, vectors)
    assert entry.kinds == ["question", "question"]


@pytest.mark.parametrize("step", ["replaced", "taken away"])
def test_what_has_changed_since_the_parts_were_one_is_found_at_once(
    db: Connection, step: str
) -> None:
    for name in "abc":
        _publish(db, name, 1)
    one = load(db, DIMENSIONS, ENCODER).joined()
    if step == "replaced":
        [vector, _] = _publish(db, "b", 9)
    else:
        articles.unpublish(db, "b")

    newer = catch_up(db, one, ENCODER)

    assert newer.large is one.large
    assert owners(newer).count("b") == (2 if step == "replaced" else 0)
    if step == "replaced":
        best = newer.nearest(vector, 1)
        assert newer.names[newer.owners[best[0]]] == "b"
    _same(newer, load(db, DIMENSIONS, ENCODER))
    _same(newer.joined(), load(db, DIMENSIONS, ENCODER))


def test_in_cells_too_what_has_changed_is_found_at_once_or_no_longer(db: Connection) -> None:
    vectors = {f"a{seed}": _publish(db, f"a{seed}", seed) for seed in range(20)}
    one = load(db, DIMENSIONS, ENCODER).joined(most_exact=10)
    assert one.large.meaning.cells
    assert all(_best(one, vector) == name for name, (vector, _) in vectors.items())
    articles.unpublish(db, "a3")
    [replaced, _] = _publish(db, "a4", 44)
    [added, _] = _publish(db, "new", 45)

    newer = catch_up(db, one, ENCODER)

    assert newer.large is one.large
    for index in (newer, newer.joined(most_exact=10)):
        assert _best(index, replaced) == "a4"
        assert _best(index, added) == "new"
        assert "a3" not in owners(index)
        for old in ("a3", "a4"):
            assert _best(index, vectors[old][0]) != old
        assert _best(index, vectors["a5"][0]) == "a5"


def _best(index: Index, vector: Vectors) -> str:
    return index.names[index.owners[index.nearest(vector, 1)[0]]]


def test_an_index_is_worn_when_more_than_a_share_has_changed(
    db: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_module, "FEW", 4)
    for name in "abc":
        _publish(db, name)
    assert load(db, DIMENSIONS, ENCODER).worn
    one = load(db, DIMENSIONS, ENCODER).joined()
    assert not one.worn
    _publish(db, "a")  # two passages gone, two new
    assert not catch_up(db, one, ENCODER).worn
    articles.unpublish(db, "b")
    assert catch_up(db, one, ENCODER).worn
