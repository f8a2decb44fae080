"""Puts a backup back: it is checked before anything changes, and what was there is set aside."""

import shutil
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from backup import archive, postgresql, sqlite
from backup.archive import DATABASE, Manifest, NotABackup
from backup.sqlite import BESIDE, InUse
from db.engine import open_engine
from db.migrate import revisions

MADE_AGAIN = "index"  # follows from the database, and must not tell of another one


class WrongPlace(Exception):
    """The backup does not belong there; says what to do."""


def restore(
    source: Path, database_url: str, data: Path, now: datetime
) -> tuple[Manifest, Path | None]:
    """What was restored, and where what was there before now lies."""
    url = sa.make_url(database_url)
    _refuse_if_in_use(url)
    data.mkdir(parents=True, exist_ok=True)
    unpacked = data / "restoring"
    shutil.rmtree(unpacked, ignore_errors=True)
    try:
        manifest = archive.unpack(source, unpacked)
        _check(manifest, url, unpacked)
        aside = data / f"before-restore-{now:%Y%m%d-%H%M%S}"
        if manifest.database == "sqlite":
            _put_sqlite(Path(url.database or ""), unpacked, aside)
        else:
            postgresql.put_back(url, unpacked / DATABASE["postgresql"])
        _put_files(data, unpacked, aside)
    finally:
        shutil.rmtree(unpacked, ignore_errors=True)
    shutil.rmtree(data / MADE_AGAIN, ignore_errors=True)
    return manifest, aside if aside.exists() else None


def _refuse_if_in_use(url: sa.URL) -> None:
    """A PostgreSQL database must be empty too: nothing of it can be set aside."""
    if url.get_backend_name() == "sqlite":
        path = Path(url.database or "")
        if path.exists():
            with sqlite.ours_alone(path):
                return
        return
    engine = open_engine(url.render_as_string(hide_password=False))
    with engine.begin() as db:
        others, empty = postgresql.others(db), postgresql.is_empty(db)
    engine.dispose()
    if others:
        raise InUse
    if not empty:
        raise WrongPlace(
            "the database is not empty: make a new one (createdb), and set "
            "LOTSEN_DATABASE_URL to it"
        )


def _check(manifest: Manifest, url: sa.URL, unpacked: Path) -> None:
    if manifest.database != url.get_backend_name():
        raise WrongPlace(
            f"the backup is of {manifest.database}: set LOTSEN_DATABASE_URL to such a database, or "
            "to none for SQLite; ./lotsen move takes it to PostgreSQL afterwards"
        )
    if manifest.revision not in revisions():
        raise WrongPlace("the backup is of a newer Lotsen: update this one first")
    if manifest.database == "sqlite":
        wrong = sqlite.problem(unpacked / DATABASE["sqlite"])
        if wrong:
            raise NotABackup(f"its database is broken: {wrong}")


def _put_sqlite(path: Path, unpacked: Path, aside: Path) -> None:
    there = [Path(f"{path}{end}") for end in BESIDE if Path(f"{path}{end}").exists()]
    for one in there:
        aside.mkdir(mode=0o700, exist_ok=True)
        one.rename(aside / one.name)
    (unpacked / DATABASE["sqlite"]).rename(path)


def _put_files(data: Path, unpacked: Path, aside: Path) -> None:
    files = data / "files"
    if files.exists():
        aside.mkdir(mode=0o700, exist_ok=True)
        files.rename(aside / files.name)
    (unpacked / "files").rename(files)
