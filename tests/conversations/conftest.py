"""A fresh database for each test with the cast, hired once for each kind: SQLite's file is copied,
PostgreSQL's tables are emptied."""

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
import sqlalchemy as sa
from sqlalchemy import Engine

from db.engine import Database, open_engine
from tests import cast
from tests.conftest import BOTH, made_anew
from tests.conversations.fake_rasa import FakeRasa
from tests.conversations.talk import Chat

EMPTIED = "conversation, counter, outbox"  # and all that refers to them


@pytest.fixture(scope="session")
def staffed_file(made_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("conversations") / "staffed.db"
    shutil.copyfile(made_file, path)
    _hire(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def staffed_database(postgresql_url: str, made_database: str) -> str:
    """Its address."""
    url = made_anew(postgresql_url, "staffed", made_database)
    _hire(url)
    return url


def _hire(url: str) -> None:
    engine = open_engine(url)
    with engine.begin() as db:
        cast.hire(db)
    engine.dispose()


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A migrated database with the contact paths and the cast; once on each kind."""
    if request.param == "sqlite":
        shutil.copyfile(request.getfixturevalue("staffed_file"), tmp_path / "lotsen.db")
        return f"sqlite:///{tmp_path / 'lotsen.db'}"
    url: str = request.getfixturevalue("staffed_database")
    engine = sa.create_engine(url)
    with engine.begin() as db:
        db.exec_driver_sql(f"TRUNCATE {EMPTIED} CASCADE")
    engine.dispose()
    return url


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = open_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def writing(engine: Engine) -> Engine:
    """The engine for threads that write at once."""
    return engine.execution_options(sqlite_begin="BEGIN IMMEDIATE")


@pytest_asyncio.fixture
async def rasa() -> AsyncIterator[FakeRasa]:
    async with FakeRasa() as rasa:
        yield rasa


@pytest_asyncio.fixture
async def chat(database: Database, rasa: FakeRasa) -> AsyncIterator[Chat]:
    """A conversation that has begun, with the bot's turns at work."""
    async with Chat.begun(database, rasa) as chat:
        yield chat
