"""Copying a PostgreSQL database by its own programs, which must be as new as the server."""

import os
import shutil
import subprocess
from pathlib import Path

import sqlalchemy as sa
from psycopg.conninfo import make_conninfo
from sqlalchemy import Connection

_OTHERS = sa.text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
)


class ProgramFails(Exception):
    """pg_dump or pg_restore is not there, or did not do its work; says why."""


def dump(db: Connection, target: Path) -> None:
    """What this transaction sees, and nothing else; it must be REPEATABLE READ."""
    moment = db.scalar(sa.text("SELECT pg_export_snapshot()"))
    options = ("--format=custom", "--no-owner", "--no-privileges")
    _run("pg_dump", db.engine.url, *options, f"--snapshot={moment}", f"--file={target}")


def put_back(url: sa.URL, source: Path) -> None:
    """Into an empty database: all of it or nothing."""
    options = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges")
    _run("pg_restore", url, *options, str(source))


def others(db: Connection) -> int:
    """How many connections there are to the database beside this one."""
    return db.scalar(_OTHERS) or 0


def is_empty(db: Connection) -> bool:
    return not sa.inspect(db).get_table_names()


def _run(program: str, url: sa.URL, *options: str) -> None:
    """The password goes by the environment, since anyone may see the arguments."""
    if not shutil.which(program):
        raise ProgramFails(f"{program} is not installed (Debian: postgresql-client)")
    _, given = url.get_dialect()().create_connect_args(url)
    password = given.pop("password", None)
    command = [program, f"--dbname={make_conninfo(**given)}", "--no-password", *options]
    environment = {**os.environ, **({"PGPASSWORD": password} if password else {})}
    done = subprocess.run(  # noqa: S603 - a program of PostgreSQL's, and an address of ours
        command, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise ProgramFails(f"{program}: {done.stderr.strip()}")
