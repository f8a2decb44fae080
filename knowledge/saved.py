"""The index on disk, so that a start need not make it anew.

A folder for each, named by encoder and change: arrays that are mapped into memory as they are, and
a list of their digests. It is written beside its place and then renamed, so it is whole or not
there. What is broken, foreign or of another form is not read; the rows in the database are the
truth, and the index is made from them again.
"""

import hashlib
import json
import logging
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import faiss
import numpy as np
import numpy.typing as npt

from knowledge.index import Index, Known
from knowledge.lexical import Rows, Statistics, Terms
from knowledge.meaning import Cells, Meaning
from knowledge.part import Part

FORM = 3  # of the files and of counting terms; those of another form are not read
UNREADABLE = (OSError, ValueError, KeyError, TypeError, EOFError, RuntimeError)
LIST, ARTICLES = "files.json", "articles.json"
log = logging.getLogger(__name__)


class Shelf:
    """Where the indexes of one encoder are saved."""

    def __init__(self, folder: Path, encoder: str, dimensions: int) -> None:
        self._folder = folder
        self._label = {
            "form": FORM,
            "faiss": faiss.__version__,
            "encoder": encoder,
            "dimensions": dimensions,
        }
        self._name = hashlib.sha256(json.dumps(self._label).encode()).hexdigest()[:16]

    def load(self) -> Index | None:
        """The newest that is whole."""
        for place in sorted(self._saved(), key=_change, reverse=True):
            try:
                return self._read(place)
            except UNREADABLE as problem:
                log.warning("saved index %s not used: %s", place.name, type(problem).__name__)
        return None

    def save(self, index: Index) -> Index:
        """Writes an index that is in one part, and takes the older ones away. Gives it back as
        read from there: mapped, so that the system may put its pages aside."""
        self._folder.mkdir(parents=True, exist_ok=True)
        beside = Path(mkdtemp(prefix="new-", dir=self._folder))
        try:
            self._write(beside, index)
            place = self._folder / f"{self._name}-{index.change}"
            shutil.rmtree(place, ignore_errors=True)
            beside.rename(place)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
        for old in self._folder.iterdir():
            if old != place and not old.name.startswith("new-"):
                shutil.rmtree(old, ignore_errors=True)
        known = self._read(place)
        return Index(known.large, {}, frozenset(), index.known)

    def _saved(self) -> Iterator[Path]:
        return self._folder.glob(f"{self._name}-*")

    def _write(self, folder: Path, index: Index) -> None:
        for name, array in _arrays(index.large).items():
            np.save(folder / f"{name}.npy", array, allow_pickle=False)
        part, known = index.large, index.known
        about = {"change": known.change, "names": part.names, "stamps": dict(known.stamps)}
        text = json.dumps(about | {"learnt": part.learnt})
        (folder / ARTICLES).write_text(text, encoding="utf-8")
        digests = {path.name: _digest(path) for path in sorted(folder.iterdir())}
        listed = json.dumps(self._label | {"files": digests})
        (folder / LIST).write_text(listed, encoding="utf-8")

    def _read(self, folder: Path) -> Index:
        """Raises ValueError and others when anything is not as it was written."""
        listed = json.loads((folder / LIST).read_text(encoding="utf-8"))
        if {name: listed[name] for name in self._label} != self._label:
            raise ValueError("of another encoder or form")
        for name, digest in listed["files"].items():
            if _digest(folder / Path(name).name) != digest:
                raise ValueError(f"{name} is broken")
        about = json.loads((folder / ARTICLES).read_text(encoding="utf-8"))
        arrays = {
            Path(name).stem: _mapped(folder / name) for name in listed["files"] if ".npy" in name
        }
        known = Known(about["change"], {}, about["stamps"])
        return Index(_part(arrays, about), {}, frozenset(), known)


def _change(folder: Path) -> int:
    _, _, change = folder.name.rpartition("-")
    return int(change) if change.isdigit() else -1


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _mapped(path: Path) -> npt.NDArray[Any]:
    return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))


def _arrays(part: Part) -> dict[str, npt.NDArray[Any]]:
    cells = part.meaning.cells
    arrays: dict[str, npt.NDArray[Any]] = {"cells": cells.written()} if cells else {}
    return arrays | {
        "counts": part.counts,
        "kinds": part.kinds,
        "vectors": part.meaning.vectors,
        "lengths": np.array([part.statistics.texts, part.statistics.length]),
        "words_found": part.statistics.words,
        "grams_found": part.statistics.grams,
        **_terms("words", part.rows.words),
        **_terms("grams", part.rows.grams),
    }


def _terms(name: str, terms: Terms) -> dict[str, npt.NDArray[Any]]:
    columns: dict[str, npt.NDArray[Any]] = {
        "ids": terms.ids,
        "counts": terms.counts,
        "begins": terms.begins,
    }
    return {f"{name}_{column}": array for column, array in columns.items()}


def _part(arrays: dict[str, npt.NDArray[Any]], about: dict[str, Any]) -> Part:
    words, grams = (
        Terms(*(arrays[f"{name}_{column}"] for column in ("ids", "counts", "begins")))
        for name in ("words", "grams")
    )
    texts, length = map(int, arrays["lengths"])
    cells = Cells.read(arrays["cells"]) if "cells" in arrays else None
    return Part(
        about["names"],
        arrays["counts"],
        arrays["kinds"],
        Rows(words, grams),
        Statistics(texts, length, arrays["words_found"], arrays["grams_found"]),
        Meaning(arrays["vectors"], cells),
        about["learnt"],
    )
