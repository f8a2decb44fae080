"""The library makes its index one part in the background, and nothing that is asked notices."""

import asyncio
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from knowledge import index as index_module
from knowledge.encoder.embeddings import Embeddings
from knowledge.index import Index
from knowledge.library import Library
from knowledge.saved import Shelf as Saved
from tests.knowledge.shelf import TODAY, Shelf
from tests.knowledge.test_library import ASKED, GRANT, SAL

SMALL = "aktivitetsbidrag"
OTHER = {**GRANT, "id": "lokalbidrag", "title": "Hur söker vi lokalbidrag?"}


class Held(Saved):
    """Saves only when it is let go, or fails then."""

    def __init__(self, folder: Path, embeddings: Embeddings) -> None:
        super().__init__(folder, embeddings.encoder.name, embeddings.encoder.dimensions)
        self.begun, self.go_on = threading.Event(), threading.Event()
        self.fault: Exception | None = None
        self.saved: list[Index] = []

    def save(self, index: Index) -> Index:
        self.begun.set()
        assert self.go_on.wait(30)
        if self.fault:
            raise self.fault
        self.saved.append(index)
        return super().save(index)


@pytest.fixture
def saved(tmp_path: Path, embeddings: Embeddings, monkeypatch: pytest.MonkeyPatch) -> Held:
    """Any change is much."""
    monkeypatch.setattr(index_module, "FEW", 0)
    return Held(tmp_path / "index", embeddings)


@pytest.fixture
async def joining(shelf: Shelf, saved: Held) -> AsyncIterator[Shelf]:
    """A library with one article that has begun to make it one part, and is held there."""
    library = Library(shelf.database, shelf.embeddings, lambda: TODAY, saved)
    await library.open()
    shelf.library = library
    await shelf.publish()
    assert await shelf.found(ASKED) == [SAL]
    assert await asyncio.to_thread(saved.begun.wait, 10)
    yield shelf
    saved.go_on.set()
    await library.close()


async def _let_go(shelf: Shelf, saved: Held) -> Index:
    """The index after the join that is under way."""
    saved.go_on.set()
    task = shelf.library._joining
    assert task is not None
    await task
    return shelf.library._index


async def test_what_is_published_or_taken_away_meanwhile_is_answered_by_at_once(
    joining: Shelf,
) -> None:
    await joining.publish(**GRANT)
    assert await joining.found(ASKED) == [SAL, SMALL]
    await joining.take_away(SAL)
    assert await joining.found(ASKED) == [SMALL]


async def test_what_has_changed_meanwhile_is_not_undone_when_the_parts_are_one(
    joining: Shelf, saved: Held
) -> None:
    await joining.publish(**GRANT)
    await joining.publish(**OTHER)
    await joining.take_away(SAL)

    index = await _let_go(joining, saved)

    assert (index.large.names, index.gone) == ([SAL], {SAL})
    assert set(index.entries) == {SMALL, "lokalbidrag"}
    assert set(await joining.found(ASKED)) == {SMALL, "lokalbidrag"}


async def test_after_it_the_index_is_in_one_part_which_a_start_goes_on_from(
    joining: Shelf, saved: Held
) -> None:
    index = await _let_go(joining, saved)
    assert (index.large.names, index.entries, index.worn) == ([SAL], {}, False)
    assert await joining.found(ASKED) == [SAL]

    next_one = Library(joining.database, joining.embeddings, lambda: TODAY, saved)
    await next_one.open()

    assert (next_one._index.large.names, next_one._index.entries) == ([SAL], {})
    assert [hit.article_id for hit in await next_one.find(ASKED)] == [SAL]
    await next_one.close()


async def test_only_one_is_under_way_however_many_ask(joining: Shelf, saved: Held) -> None:
    await asyncio.gather(*(joining.found(ASKED) for _ in range(20)))
    await _let_go(joining, saved)
    assert len(saved.saved) == 1


@pytest.mark.parametrize("fault", [ValueError("broken"), MemoryError()], ids=["broken", "memory"])
async def test_one_that_fails_leaves_the_parts_as_they_were_until_the_next_change(
    joining: Shelf, saved: Held, fault: Exception
) -> None:
    saved.fault = fault
    index = await _let_go(joining, saved)
    assert (index.large.names, set(index.entries)) == ([], {SAL})
    saved.begun.clear()
    assert await joining.found(ASKED) == [SAL]
    assert not saved.begun.is_set()  # it would fail at each question

    saved.fault = None
    await joining.publish(**GRANT)
    assert await joining.found(ASKED) == [SAL, SMALL]
    assert set((await _let_go(joining, saved)).large.names) == {SAL, SMALL}


async def test_where_it_cannot_be_saved_it_answers_all_the_same(
    joining: Shelf, saved: Held
) -> None:
    saved.fault = OSError("no space left")
    index = await _let_go(joining, saved)
    assert (index.large.names, index.entries) == ([SAL], {})
    assert await joining.found(ASKED) == [SAL]


async def test_a_start_is_not_stopped_by_one_that_fails(shelf: Shelf, saved: Held) -> None:
    await shelf.publish()
    saved.fault = ValueError("broken")
    saved.go_on.set()
    library = Library(shelf.database, shelf.embeddings, lambda: TODAY, saved)
    await library.open()
    assert [hit.article_id for hit in await library.find(ASKED)] == [SAL]
    await library.close()
