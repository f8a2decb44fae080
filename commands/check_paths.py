"""Checks that no contact path ends nowhere: the seed's, and the database's where there is one.

python -m commands.check_paths
"""

import sys
from pathlib import Path

from commands.database import settings_or_exit, transaction
from knowledge import articles
from knowledge.article import read_folder
from servicecenter import contact_paths
from servicecenter.check_paths import holes

SEED = Path("knowledge/seed")


def main() -> int:
    found = [f"seed: {hole}" for hole in holes(contact_paths.read_seed(), read_folder(SEED))]
    settings = settings_or_exit()
    if settings.database_url or (settings.data / "lotsen.db").exists():
        with transaction(settings) as db:
            paths, live = contact_paths.load(db), articles.live(db)
        found += [f"database: {hole}" for hole in holes(paths, live)] if paths.functions else []
    sys.stdout.write("\n".join(found or ["every contact path leads to someone"]) + "\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
