"""Writes all articles and contact paths to a folder: Markdown and YAML.

./lotsen export DIR
"""

import argparse
import sys
from pathlib import Path

from commands.database import transaction
from web.admin.written import files_of, write


def main() -> int:
    parser = argparse.ArgumentParser(prog="./lotsen export", description=__doc__)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    with transaction() as db:
        files = files_of(db)
    write(files, given.folder)
    sys.stdout.write(f"{len(files)} files in {given.folder}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
