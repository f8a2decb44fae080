"""How connections are set up."""

from pathlib import Path

import sqlalchemy as sa

from db.engine import open_engine


def test_postgresql_does_not_spend_time_on_compiling_queries(postgresql_url: str) -> None:
    engine = open_engine(postgresql_url)
    with engine.connect() as db:
        assert db.scalar(sa.text("SHOW jit")) == "off"
    engine.dispose()


def test_sqlite_has_what_it_acknowledges_on_the_disk(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'lotsen.db'}")
    with engine.connect() as db:
        assert db.scalar(sa.text("PRAGMA synchronous")) == 2  # FULL: at each commit
        assert db.scalar(sa.text("PRAGMA journal_mode")) == "wal"
        assert db.scalar(sa.text("PRAGMA foreign_keys")) == 1
    engine.dispose()
