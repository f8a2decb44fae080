"""Puts a backup back, after checking it; what was there before is set aside.

./lotsen restore FILE
"""

import argparse
import sqlite3
import sys
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from backup.archive import NotABackup
from backup.postgresql import ProgramFails
from backup.restoring import WrongPlace, restore
from backup.sqlite import InUse
from commands.database import settings_or_exit

FAILURES = (NotABackup, OSError, ProgramFails, SQLAlchemyError, WrongPlace, sqlite3.Error)
RUNNING = "a service has the database open. Stop it (Ctrl-C at ./lotsen up), and try again."


def main() -> int:
    parser = argparse.ArgumentParser(prog="./lotsen restore", description=__doc__)
    parser.add_argument("file", type=Path)
    source = parser.parse_args().file
    settings = settings_or_exit()
    try:
        put, aside = restore(source, settings.database, settings.data, datetime.now(UTC))
    except InUse:
        return _refuse(RUNNING)
    except FAILURES as error:
        return _refuse(f"{source}: {error}")
    sys.stdout.write(
        f"Restored as of {put.made_at:%Y-%m-%d %H:%M:%S} UTC: {put.database} and {put.files} files."
        f"\n{f'What was there before: {aside}' if aside else 'Nothing was there before.'}\n"
        "Erase again what was erased since, and look through what waits to be sent "
        "before you start: docs/operations.md.\n"
    )
    return 0


def _refuse(why: str) -> int:
    sys.stderr.write(f"Nothing is changed: {why}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
