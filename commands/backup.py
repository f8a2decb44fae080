"""Copies the database and all files into one archive, while the service runs.

./lotsen backup FILE
"""

import argparse
import sqlite3
import sys
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from backup.postgresql import ProgramFails
from backup.taking import back_up
from commands.database import settings_or_exit

FAILURES = (OSError, sqlite3.Error, SQLAlchemyError, ProgramFails)


def main() -> int:
    parser = argparse.ArgumentParser(prog="./lotsen backup", description=__doc__)
    parser.add_argument("file", type=Path)
    target = parser.parse_args().file.absolute()
    settings = settings_or_exit()
    try:
        made = back_up(settings.database, settings.files, target, datetime.now(UTC))
    except FAILURES as error:
        sys.stderr.write(f"there is no backup: {error}\n")
        return 1
    gone = f"; {made.gone} were erased meanwhile" if made.gone else ""
    sys.stdout.write(
        f"{target}: {made.database} (schema {made.revision}) and {made.files} files{gone}, "
        f"{made.size / 1e6:.1f} MB\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
