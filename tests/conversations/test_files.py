"""Files below HTTP: erasing, and what goes to disk."""

import os
import uuid
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from conversations.files import attachments
from conversations.files.names import cleaned, ending
from conversations.files.store import ASIDE, KEPT_ASIDE, Kept, Store
from db.schema import attachment
from servicecenter import erasing
from tests.cast import MONDAY
from tests.conversations.talk import begin

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(100)


async def pieces(*each: bytes) -> AsyncIterator[bytes]:
    for piece in each:
        yield piece


async def kept(store: Store) -> Kept:
    return await store.keep("a.png", pieces(PNG, PNG))


def age(path: Path, seconds: float) -> None:
    then = path.stat().st_mtime - seconds
    os.utime(path, (then, then))


def add(db: Connection, conversation_id: str, store: Store, one: Kept) -> None:
    attachments.add(
        db, conversation_id, "visitor", one, store.room, MONDAY, client_id=str(uuid.uuid4())
    )


async def test_erasing_a_conversation_gives_its_files_to_be_deleted_and_no_others(
    db: Connection, tmp_path: Path
) -> None:
    folder = tmp_path / "files"
    store, erased, other = Store(folder, 2**20), begin(db), begin(db)
    for chat in (erased, erased, other):
        add(db, chat.id, store, await kept(store))

    store.remove(erasing.erase(db, erased.id, erased.secret, MONDAY))

    [left] = db.execute(sa.select(attachment)).all()
    assert left.conversation_id == other.id
    assert os.listdir(folder) == [left.id]


async def test_a_file_is_synced_before_it_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced = []
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda number: (synced.append(number), real(number))[1])
    one = await kept(Store(tmp_path, 2**20))
    assert len(synced) == 2  # the file, and the folder that names it
    assert (tmp_path / one.id).read_bytes() == PNG + PNG


async def test_what_is_set_aside_can_be_put_back_for_thirty_days_and_is_then_deleted(
    tmp_path: Path,
) -> None:
    store = Store(tmp_path, 2**20)
    one, other = await kept(store), await kept(store)
    for name in (one.id, other.id):
        age(tmp_path / name, 10 * KEPT_ASIDE)  # how old it was before counts for nothing

    store.set_aside([one.id, other.id])
    store.empty()
    assert sorted(store.aside()) == sorted([one.id, other.id])
    assert not store.path(one.id).exists()

    store.put_back([one.id])
    age(tmp_path / ASIDE / other.id, KEPT_ASIDE + 60)
    store.empty()
    assert store.aside() == []
    assert store.path(one.id).read_bytes() == PNG + PNG
    assert os.listdir(tmp_path / ASIDE) == []


@pytest.mark.parametrize("file_id", ["../lotsen.db", "", "a" * 31, "A" * 32, "/etc/passwd"])
def test_nothing_but_our_own_ids_names_a_file(tmp_path: Path, file_id: str) -> None:
    with pytest.raises(ValueError, match="not an id"):
        Store(tmp_path, 1).path(file_id)


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("bild.png. . ", "bild.png"),
        ("C:\\bilder\\..\\lås.JPG", "lås.JPG"),
        (".htaccess", "fil.htaccess"),
        ("\u202e\u200f", "fil"),
        ("a\x00b\x1b[2J.pdf", "ab[2J.pdf"),
    ],
)
def test_names_keep_only_what_one_sees(name: str, left: str) -> None:
    assert cleaned(name) == left


def test_only_the_last_ending_counts() -> None:
    assert (ending("a.pdf.EXE"), ending("pdf"), ending("a.")) == ("exe", "", "")
