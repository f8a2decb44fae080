"""What could not be sent: shows it, tries it again, or forgets it.

./lotsen outbox list
./lotsen outbox retry ID
./lotsen outbox drop ID
"""

import argparse
import sys
from datetime import UTC, datetime

from sqlalchemy import Connection

from commands.database import transaction
from outbox import mail, rows, webhook


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="./lotsen outbox", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    acts = parser.add_subparsers(dest="act", required=True, metavar="list | retry | drop")
    acts.add_parser("list")
    for name in ("retry", "drop"):
        acts.add_parser(name).add_argument("id", type=int)
    given = parser.parse_args()
    with transaction() as db:
        return _list(db) if given.act == "list" else _change(db, given.act, given.id)


def _list(db: Connection) -> int:
    for channel in (mail.CHANNEL, webhook.CHANNEL):
        for one in rows.given_up(db, channel):
            told = (one.id, channel, one.row.ordering, f"{one.attempts} attempts", one.error)
            sys.stdout.write("\t".join(map(str, told)) + "\n")
    return 0


def _change(db: Connection, act: str, row_id: int) -> int:
    found = rows.drop(db, row_id) if act == "drop" else rows.retry(db, row_id, datetime.now(UTC))
    if not found:
        sys.stderr.write(f"nothing of the number {row_id} was given up\n")
    return 0 if found else 2


if __name__ == "__main__":
    sys.exit(main())
