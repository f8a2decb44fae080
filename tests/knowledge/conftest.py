from collections.abc import AsyncIterator, Iterator

import pytest
from sqlalchemy import Engine

from db.engine import Database, open_engine
from knowledge.encoder.embeddings import Embeddings
from knowledge.encoder.model import Encoder
from tests.knowledge.shelf import Shelf
from tests.servicecenter.kept import db, filled

__all__ = ["db", "filled"]


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """With the contact paths, which own the articles; no one works here."""
    engine = open_engine(database_url)
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
