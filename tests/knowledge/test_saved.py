"""A saved index is the one that was saved, or it is not used."""

import json
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import Connection

from knowledge import articles, saved
from knowledge.catching_up import load, resume
from knowledge.index import Index
from knowledge.saved import Shelf
from tests.cast import MONDAY
from tests.knowledge import test_meaning
from tests.knowledge.shelf import article, prepared
from tests.knowledge.test_index import DIMENSIONS, ENCODER, _publish, _same, owners


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "index", ENCODER, DIMENSIONS)


def _save(db: Connection, shelf: Shelf) -> Index:
    return shelf.save(load(db, DIMENSIONS, ENCODER).joined())


def _resumed(db: Connection, shelf: Shelf) -> Index:
    loaded = shelf.load()
    assert loaded is not None
    return resume(db, loaded, ENCODER)


def test_a_loaded_index_is_the_one_that_is_made_anew(db: Connection, shelf: Shelf) -> None:
    for number, name in enumerate("abc"):
        _publish(db, name, number, number + 1)
    rebuilt = load(db, DIMENSIONS, ENCODER)
    _same(_save(db, shelf), rebuilt)
    resumed = _resumed(db, shelf)
    assert resumed.entries == {}  # nothing was read again
    _same(resumed, rebuilt)


def test_what_changed_while_nobody_ran_is_caught_up_with(db: Connection, shelf: Shelf) -> None:
    for number, name in enumerate("abc"):
        _publish(db, name, number)
    _save(db, shelf)
    articles.unpublish(db, "a")
    _publish(db, "b", 7)
    _publish(db, "d", 8)

    resumed = _resumed(db, shelf)

    assert set(resumed.entries) == {"b", "d"}
    _same(resumed, load(db, DIMENSIONS, ENCODER))


def test_a_database_from_a_backup_is_believed_and_not_the_index(
    db: Connection, shelf: Shelf
) -> None:
    with db.begin_nested() as later:
        _publish(db, "a", 1)
        _publish(db, "b", 2)
        _save(db, shelf)
        later.rollback()
    # The same numbers of changes and versions, with other words.
    for name, seed in (("a", 5), ("c", 6)):
        version = articles.save(db, article(id=name), "eva", MONDAY + timedelta(hours=1))
        vectors = np.eye(DIMENSIONS, dtype=np.float32)[:1]
        articles.publish(db, name, version, prepared(vectors, [f"text {seed}"]))

    resumed = _resumed(db, shelf)

    assert set(owners(resumed)) == {"a", "c"}
    _same(resumed, load(db, DIMENSIONS, ENCODER))


def test_cells_are_saved_with_the_rest(shelf: Shelf) -> None:
    entries = [test_meaning._entry(name, seed, 300) for seed, name in enumerate("abc")]
    shelf = Shelf(shelf._folder, ENCODER, test_meaning.DIMENSIONS)
    index = Index.of(entries, test_meaning.DIMENSIONS).joined(test_meaning.FEW)
    loaded = shelf.save(index)
    assert index.large.meaning.cells
    assert loaded.large.meaning.cells
    assert loaded.large.learnt == 900
    for row in test_meaning._vectors(9, 20):
        assert loaded.nearest(row, 100).tolist() == index.nearest(row, 100).tolist()


def _cut_short(folder: Path) -> None:
    file = folder / "vectors.npy"
    file.write_bytes(file.read_bytes()[:-1])


def _turn_a_bit(folder: Path) -> None:
    file = folder / "grams_ids.npy"
    whole = bytearray(file.read_bytes())
    whole[-3] ^= 1
    file.write_bytes(whole)


def _listed(folder: Path, **changes: object) -> None:
    file = folder / saved.LIST
    file.write_text(json.dumps(json.loads(file.read_text()) | changes))


BROKEN: dict[str, Callable[[Path], object]] = {
    "a file is cut short": _cut_short,
    "a bit has turned": _turn_a_bit,
    "a file is missing": lambda folder: (folder / "kinds.npy").unlink(),
    "the list is missing": lambda folder: (folder / saved.LIST).unlink(),
    "the list is not JSON": lambda folder: (folder / saved.LIST).write_text("{"),
    "the list is something else": lambda folder: (folder / saved.LIST).write_text("[]"),
    "the list names nothing": lambda folder: _listed(folder, files={}),
    "it has another form": lambda folder: _listed(folder, form=saved.FORM + 1),
    "it is another encoder's": lambda folder: _listed(folder, encoder="another"),
    "the folder is a file": lambda folder: (shutil.rmtree(folder), folder.write_text("")),
    "there is none": shutil.rmtree,
}


@pytest.mark.parametrize("damage", BROKEN.values(), ids=list(BROKEN))
def test_what_is_broken_or_foreign_is_not_used(
    tmp_path: Path, shelf: Shelf, damage: Callable[[Path], object]
) -> None:
    damage(_kept(tmp_path, shelf))
    assert shelf.load() is None


def _kept(tmp_path: Path, shelf: Shelf) -> Path:
    shelf.save(Index.of([], DIMENSIONS))
    [folder] = (tmp_path / "index").iterdir()
    return folder


def test_an_array_of_objects_is_not_read(tmp_path: Path, shelf: Shelf) -> None:
    folder = _kept(tmp_path, shelf)
    file = folder / "kinds.npy"
    np.save(file, np.array([{}], dtype=object), allow_pickle=True)
    files = json.loads((folder / saved.LIST).read_text())["files"]
    _listed(folder, files=files | {"kinds.npy": saved._digest(file)})
    assert shelf.load() is None


def test_another_encoder_finds_nothing_on_its_shelf(tmp_path: Path, shelf: Shelf) -> None:
    _kept(tmp_path, shelf)
    assert Shelf(tmp_path / "index", "another", DIMENSIONS).load() is None
    assert Shelf(tmp_path / "index", ENCODER, DIMENSIONS + 1).load() is None


def test_only_the_newest_is_kept_and_it_is_the_one_that_is_read(
    db: Connection, tmp_path: Path, shelf: Shelf
) -> None:
    _publish(db, "a", 1)
    _save(db, shelf)
    _publish(db, "a", 2)
    newer = _save(db, shelf)
    assert len(list((tmp_path / "index").iterdir())) == 1
    _same(_resumed(db, shelf), newer)
    _same(_save(db, shelf), newer)  # over itself


def test_an_index_in_use_is_not_disturbed_by_saving_a_newer_one(
    db: Connection, shelf: Shelf
) -> None:
    _publish(db, "a", 1)
    used = _save(db, shelf)
    articles.unpublish(db, "a")
    _publish(db, "b", 2)
    _save(db, shelf)
    assert set(owners(used)) == {"a"}


def test_what_fails_half_way_leaves_what_was_saved(
    db: Connection, tmp_path: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    _publish(db, "a", 1)
    before = _save(db, shelf)
    _publish(db, "b", 2)

    def full(*_: object, **__: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(saved.np, "save", full)
    with pytest.raises(OSError, match="no space left"):
        _save(db, shelf)
    assert len(list((tmp_path / "index").iterdir())) == 1
    loaded = shelf.load()
    assert loaded is not None
    assert loaded.change == before.change
