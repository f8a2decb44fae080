"""Reads articles and contact paths from a folder that `./lotsen export` has written. A running
service answers by them at once.

./lotsen import DIR
"""

import argparse
import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path

from commands.database import settings_or_exit
from db.engine import open_database
from db.migrate import migrate
from knowledge.article import ArticleInvalid
from knowledge.encoder.embeddings import Embeddings
from knowledge.encoder.model import Encoder
from servicecenter.audit import COMMAND
from servicecenter.paths_editing import FunctionInUse, PathsHaveHoles
from servicecenter.paths_file import PathsInvalid
from web.admin.reading_in import Read, read, take_in
from web.settings import Settings


def main() -> int:
    parser = argparse.ArgumentParser(prog="./lotsen import", description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    try:
        given = read(folder)
        changed = asyncio.run(_take_in(given, settings_or_exit()))
    except (ArticleInvalid, PathsInvalid, PathsHaveHoles, FunctionInUse, OSError) as error:
        sys.stderr.write(f"nothing is changed: {error}\n")
        return 1
    sys.stdout.write("\n".join([*changed, f"{len(changed)} changed"]) + "\n")
    return 0


async def _take_in(given: Read, settings: Settings) -> list[str]:
    settings.data.mkdir(parents=True, exist_ok=True)
    embeddings = Embeddings(Encoder(settings.encoder_source))
    try:
        async with open_database(settings.database) as db:
            await asyncio.to_thread(migrate, db.engine)
            return await take_in(db, embeddings, given, COMMAND, datetime.now(UTC))
    finally:
        embeddings.close()


if __name__ == "__main__":
    sys.exit(main())
