"""Moves everything from the SQLite database in LOTSEN_DATA to the empty PostgreSQL database that
LOTSEN_DATABASE_URL names. The files stay where they are; so does the SQLite database.

LOTSEN_DATABASE_URL=postgresql+psycopg://user:password@host/name ./lotsen move
"""

import argparse
import sqlite3
import sys

import sqlalchemy as sa
from alembic.util import CommandError
from sqlalchemy.exc import SQLAlchemyError

from backup.moving import Differs, DoesNotFit, move
from backup.restoring import WrongPlace
from backup.sqlite import InUse
from commands.database import settings_or_exit

FAILURES = (
    *(CommandError, Differs, DoesNotFit, OSError),
    *(SQLAlchemyError, WrongPlace, sqlite3.Error),
)


def main() -> int:
    argparse.ArgumentParser(prog="./lotsen move", description=__doc__).parse_args()
    settings = settings_or_exit()
    if sa.make_url(settings.database).get_backend_name() != "postgresql":
        return _refuse("set LOTSEN_DATABASE_URL to an empty PostgreSQL database")
    source = settings.data.absolute() / "lotsen.db"
    try:
        moved = move(source, settings.database)
    except InUse:
        return _refuse("a service has one of the databases open. Stop it, and try again.")
    except FAILURES as error:
        return _refuse(str(error))
    for one in moved:
        sys.stdout.write(f"{one.table:24}{one.rows:>12}\n")
    sys.stdout.write(
        f"All {sum(one.rows for one in moved)} rows of {len(moved)} tables are there, and the same."
        f"\nKeep LOTSEN_DATABASE_URL set from now on. The old database is still {source}.\n"
    )
    return 0


def _refuse(why: str) -> int:
    sys.stderr.write(f"Nothing is moved: {why}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
