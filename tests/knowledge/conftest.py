from collections.abc import AsyncIterator, Iterator

import pytest
from sqlalchemy import Engine

from db.engine import Database, open_engine
from db.migrate import migrate
from knowledge.encoder.embeddings import Embeddings
from knowledge.encoder.model import Encoder
from servicecenter import contact_paths
from tests.knowledge.shelf import Shelf
from tests.servicecenter.kept import db, filled

__all__ = ["db", "filled"]


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """A migrated database with the contact paths, which own the articles; no one works here."""
    engine = open_engine(database_url)
    migrate(engine)
    with engine.begin() as db:
        contact_paths.fill(db)
    yield engine
    engine.dispose()


@pytest.fixture
async def embeddings(encoder: Encoder) -> AsyncIterator[Embeddings]:
    embeddings = Embeddings(encoder)
    yield embeddings
    embeddings.close()


@pytest.fixture
async def shelf(database: Database, embeddings: Embeddings) -> Shelf:
    """A library on an empty database, and the editor's hands that fill it."""
    return Shelf(database, embeddings)
