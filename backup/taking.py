"""Takes a backup while the service runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sa
from sqlalchemy import Connection

from backup import archive, postgresql, sqlite
from backup.archive import DATABASE, Kind, Manifest
from db.engine import open_engine
from db.migrate import revision_of
from db.schema import attachment


@dataclass(frozen=True)
class Snapshot:
    """The schema's revision, and the ids of the files that the database knows at that moment."""

    revision: str
    files: Sequence[str]


def back_up(database_url: str, files: Path, target: Path, now: datetime) -> Manifest:
    """Everything that was stored before the call is in it. A file is on disk before its row, so
    those that the copied rows name are there, but for what is erased meanwhile."""
    if target.exists():
        raise FileExistsError(17, "There is one already", str(target))
    url = sa.make_url(database_url)
    kind: Kind = "sqlite" if url.get_backend_name() == "sqlite" else "postgresql"
    with TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as folder:
        copy = Path(folder) / DATABASE[kind]
        taken = _of_sqlite(url, copy) if kind == "sqlite" else _of_postgresql(url, copy)
        parts = {copy.name: copy, **{f"files/{one}": files / one for one in taken.files}}
        return archive.write(target, now, kind, taken.revision, parts)


def _of_sqlite(url: sa.URL, copy: Path) -> Snapshot:
    sqlite.snapshot(Path(url.database or ""), copy)
    engine = open_engine(f"sqlite:///{copy}")
    with engine.begin() as db:
        taken = _what_is_in(db)
    engine.dispose()
    return taken


def _of_postgresql(url: sa.URL, copy: Path) -> Snapshot:
    engine = open_engine(url.render_as_string(hide_password=False))
    with engine.execution_options(isolation_level="REPEATABLE READ").begin() as db:
        postgresql.dump(db, copy)
        taken = _what_is_in(db)
    engine.dispose()
    return taken


def _what_is_in(db: Connection) -> Snapshot:
    known = sa.select(attachment.c.id).where(attachment.c.state != "stopped")
    return Snapshot(revision_of(db) or "", db.scalars(known).all())
