import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from db.engine import Database, open_database
from db.migrate import migrate
from knowledge import publishing
from knowledge.encoder.embeddings import Embeddings
from knowledge.encoder.model import Encoder
from servicecenter import contact_paths
from tests.actions import articles
from tests.actions.stage import Stage
from tests.cast import MONDAY


@pytest.fixture(scope="session")
def stocked(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Path:
    """A database with the contact paths and a few articles; each test works on a copy."""
    path = tmp_path_factory.mktemp("stocked") / "lotsen.db"
    asyncio.run(_stock(path, encoder))
    return path


async def _stock(path: Path, encoder: Encoder) -> None:
    embeddings = Embeddings(encoder)
    async with open_database(f"sqlite:///{path}") as db:
        await asyncio.to_thread(migrate, db.engine)
        await db.write(contact_paths.fill)
        await publishing.fill(db, embeddings, articles.ALL, MONDAY)
    embeddings.close()


@pytest.fixture
async def stage(stocked: Path, tmp_path: Path, encoder: Encoder) -> AsyncIterator[Stage]:
    shutil.copy(stocked, tmp_path / "lotsen.db")
    db, embeddings = Database(f"sqlite:///{tmp_path / 'lotsen.db'}"), Embeddings(encoder)
    yield Stage(db, embeddings, await db.read(contact_paths.load))
    embeddings.close()
    db.close()
