"""What SQLite held, PostgreSQL holds after the move, row by row; or nothing has changed."""

import hashlib
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection, Engine

from backup import moving
from backup.moving import Differs, DoesNotFit, move
from backup.restoring import WrongPlace
from backup.sqlite import InUse
from commands import move as command
from conversations.access import Conversation
from conversations.transcript import as_text, transcript
from db.engine import Database, open_engine
from db.migrate import migrate
from db.schema import conversation, metadata
from knowledge.encoder.embeddings import Embeddings
from knowledge.encoder.model import Encoder
from servicecenter import contact_paths, searching
from tests.backup.places import elsewhere
from tests.cast import MONDAY
from tests.db.filled import ROWS, fill
from tests.knowledge.shelf import Shelf
from tests.servicecenter.stage import begin, hand_over, hired, open_one, say, staff

QUESTIONS = ("Vad kostar en gymnastiksal?", "Hur söker vi bidrag?", "dörren")


@pytest.fixture
def source(tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(f"sqlite:///{tmp_path / 'lotsen.db'}")
    migrate(engine)
    yield engine
    engine.dispose()


def _writing(engine: Engine) -> Engine:
    return engine.execution_options(sqlite_begin="BEGIN IMMEDIATE")


def _raw(db: Connection) -> dict[str, list[tuple[str, ...]]]:
    """Every value of every row as a text; JSON and times as they are read."""
    return {
        table.name: sorted(tuple(map(repr, row)) for row in db.execute(sa.select(table)))
        for table in metadata.sorted_tables
    }


def test_every_row_of_every_table_moves_and_numbers_go_on(
    source: Engine,
    postgresql_url: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with _writing(source).begin() as db:
        fill(db, metadata)
        # the first refers to one that comes after it
        db.exec_driver_sql(
            "UPDATE function SET deputy_id = (SELECT max(id) FROM function)"
            " WHERE id = (SELECT min(id) FROM function)"
        )
        held = _raw(db)
    assert {name: len(rows) for name, rows in held.items()} == dict.fromkeys(held, ROWS)
    source.dispose()
    target = elsewhere(postgresql_url, tmp_path)
    monkeypatch.setenv("LOTSEN_DATABASE_URL", target)
    monkeypatch.setenv("LOTSEN_DATA", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["move"])

    assert command.main() == 0

    assert f"All {ROWS * len(held)} rows of {len(held)} tables" in capsys.readouterr().out
    engine = open_engine(target)
    with engine.begin() as db:
        assert _raw(db) == held
        assert hired(db, "new", functions=()).id == ROWS + 1
    engine.dispose()
    with pytest.raises(WrongPlace, match="not empty"):
        move(tmp_path / "lotsen.db", target)


def test_a_move_that_fails_leaves_an_empty_database_and_tells_no_words_of_people(
    source: Engine, postgresql_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, here = elsewhere(postgresql_url, tmp_path), tmp_path / "lotsen.db"
    engine = open_engine(target)
    _refused_while_open(here, target, engine)

    with _writing(source).begin() as db:
        begin(db)
    source.dispose()
    with monkeypatch.context() as less:
        less.setattr(moving, "_copy", _loses_the_last)
        with pytest.raises(Differs, match="message: 2 rows here, 1 there"):
            move(here, target)
    with monkeypatch.context() as other:
        other.setattr(moving, "_rows", _alters_a_word)
        with pytest.raises(Differs, match="conversation: 1 rows here, 1 there"):
            move(here, target)

    with _writing(source).begin() as db:
        db.exec_driver_sql(
            "UPDATE message SET client_id = 'Kalle Anka ' || hex(zeroblob(99)) WHERE seq = 2"
        )
    source.dispose()
    with pytest.raises(DoesNotFit, match="message: value too long") as told:
        move(here, target)
    assert "Kalle" not in str(told.value)

    with engine.begin() as db:
        assert sa.inspect(db).get_table_names() == []
    engine.dispose()


def _refused_while_open(here: Path, target: str, engine: Engine) -> None:
    serving = open_engine(f"sqlite:///{here}")
    with serving.begin() as db:
        db.exec_driver_sql("SELECT 1")
    with pytest.raises(InUse):
        move(here, target)
    serving.dispose()
    with engine.begin() as db:
        db.exec_driver_sql("SELECT 1")
    with pytest.raises(InUse):
        move(here, target)
    engine.dispose()


_copied = moving._copy
_read = moving._rows


def _loses_the_last(old: Connection, new: Connection, table: sa.Table) -> None:
    _copied(old, new, table)
    if table.name == "message":
        new.exec_driver_sql("DELETE FROM message WHERE seq = (SELECT max(seq) FROM message)")


def _alters_a_word(old: Connection, table: sa.Table) -> Iterator[tuple[Any, ...]]:
    for row in _read(old, table):
        yield ("0" * 32, *row[1:]) if table.name == "conversation" else row


@pytest.mark.slow
async def test_transcripts_and_what_is_found_are_the_same_after_the_move(
    source: Engine, postgresql_url: str, tmp_path: Path, encoder: Encoder
) -> None:
    with _writing(source).begin() as db:
        contact_paths.fill(db)
        hired(db, "bo")
        for word in (
            "NYCKELN är borta",
            "Åskan slog ut ÖVRE hallen",
            "100 % \\ 'citat' \U0001f600",
        ):
            asked = begin(db)
            say(db, asked, word)
            hand_over(db, asked)
        open_one(db)
    embeddings = Embeddings(encoder)
    here, there = str(source.url), elsewhere(postgresql_url, tmp_path)
    try:
        before = await _seen(here, embeddings, publish=True)
        source.dispose()
        move(tmp_path / "lotsen.db", there)
        after = await _seen(there, embeddings)
    finally:
        embeddings.close()
    assert after == before
    assert [len(found) for found in before["desk"]] == [1, 1, 4]
    assert before["articles"][0] == ["hyra-gymnastiksal", "bidrag"]


async def _seen(url: str, embeddings: Embeddings, publish: bool = False) -> dict[str, Any]:
    database = Database(url)
    shelf = Shelf(database, embeddings)
    try:
        if publish:
            await shelf.publish()
            questions = ["Hur söker man bidrag?"]
            await shelf.publish(id="bidrag", title="Bidrag", questions=questions)
        await shelf.library.open()
        found = [await shelf.found(question) for question in QUESTIONS]
        await shelf.library.close()
        return {"articles": found, **await database.read(_of_people)}
    finally:
        database.close()


def _of_people(db: Connection) -> dict[str, Any]:
    bo = staff(db, "bo")
    found = [searching.search(db, bo, words) for words in ("nycklar", "övre", "dörr")]
    return {"transcripts": _transcripts(db), "desk": found}


def _transcripts(db: Connection) -> list[str]:
    rows = db.execute(sa.select(conversation)).mappings().all()
    names = [field.name for field in fields(Conversation)]
    taken = [Conversation(**{name: row[name] for name in names}) for row in rows]
    texts = [as_text(transcript(db, one, MONDAY)) for one in taken]
    return sorted(hashlib.sha256(text.encode()).hexdigest() for text in texts)
