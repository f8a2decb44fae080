"""Copying an SQLite database, and seeing whether anyone has it open."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

BESIDE = ("", "-wal", "-shm")  # what the names of its files end with


class InUse(Exception):
    """Someone has the database open."""


def snapshot(path: Path, target: Path) -> None:
    """All of it as it is at one moment, while others write: one step, so that it is begun once."""
    with closing(_opened(path)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy, pages=-1)


@contextmanager
def ours_alone(path: Path) -> Iterator[None]:
    """Nobody else has it open, or opens it before the end of the block. Raises InUse."""
    with closing(_opened(path)) as db:
        db.execute("PRAGMA locking_mode = EXCLUSIVE")
        try:
            db.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise InUse from error
        yield


def problem(path: Path) -> str | None:
    """What is wrong inside, if anything."""
    try:
        with closing(_opened(path)) as db:
            [found] = db.execute("PRAGMA integrity_check(1)").fetchone()
            broken = db.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError as error:
        return str(error)
    if broken:
        return f"rows of {broken[0]} refer to nothing"
    return None if found == "ok" else str(found)


def _opened(path: Path) -> sqlite3.Connection:
    """One that exists: a wrong name makes no new one."""
    address = f"file:{quote(str(path.absolute()))}?mode=rw"
    return sqlite3.connect(address, uri=True, isolation_level=None, timeout=1)
