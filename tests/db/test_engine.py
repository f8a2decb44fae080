"""How connections are set up."""

import subprocess
import sys
from pathlib import Path

import sqlalchemy as sa

from db.engine import open_engine


def test_postgresql_does_not_spend_time_on_compiling_queries(postgresql_url: str) -> None:
    engine = open_engine(postgresql_url)
    with engine.connect() as db:
        assert db.scalar(sa.text("SHOW jit")) == "off"
    engine.dispose()


def test_sqlite_has_what_it_acknowledges_on_the_disk(tmp_path: Path) -> None:
    url, names = f"sqlite:///{tmp_path / 'lotsen.db'}", ("synchronous", "journal_mode")
    asked = (
        "import sqlalchemy as sa; from db.engine import open_engine;"
        f"db = open_engine({url!r}).connect();"
        f"print([db.scalar(sa.text('PRAGMA ' + name)) for name in {names}])"
    )
    # In a process of its own: in this one commits do not wait for the disk.
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout == "[2, 'wal']\n"  # 2 is FULL: it syncs at each commit
