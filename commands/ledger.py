"""Proves that nothing asked was overlooked.

./lotsen ledger check
"""

import sys
from datetime import UTC, datetime

from commands.database import transaction
from servicecenter.ledger import faults


def main() -> int:
    if sys.argv[1:] != ["check"]:
        sys.stderr.write("usage: ./lotsen ledger check\n")
        return 2
    with transaction() as db:
        found = faults(db, datetime.now(UTC))
    sys.stdout.write("\n".join(found or ["förbisedda: 0"]) + "\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
