"""A database for one measurement, of the kind that the settings name."""

import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import sqlalchemy as sa

from benchmarks.bench import Bench


@contextmanager
def fresh_database(bench: Bench, folder: Path) -> Iterator[str]:
    """SQLite, unless the settings name a server: then a new database there.

    Like the folder, it is kept when something goes wrong.
    """
    server = bench.database_url
    if not server or sa.make_url(server).get_backend_name() == "sqlite":
        yield f"sqlite:///{folder / 'lotsen.db'}"
        return
    name = f"lotsen_bench_{secrets.token_hex(4)}"
    with closing(sa.create_engine(server, isolation_level="AUTOCOMMIT").connect()) as db:
        db.exec_driver_sql(f"CREATE DATABASE {name}")
        bench.progress.say(f"Database {name}")
        yield sa.make_url(server).set(database=name).render_as_string(hide_password=False)
        db.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
