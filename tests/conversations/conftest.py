"""A fresh database for each test, made once for each kind: SQLite's file is copied,
PostgreSQL's tables are emptied, since migrating it and hiring the cast takes half a second."""

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
import sqlalchemy as sa
from sqlalchemy import Engine

from db.engine import Database, open_engine
from db.migrate import migrate
from servicecenter import contact_paths
from tests import cast
from tests.conftest import BOTH
from tests.conversations.fake_rasa import FakeRasa
from tests.conversations.talk import Chat

SCHEMA = "conversations_tests"
EMPTIED = "conversation, counter, outbox"  # and all that refers to them


@pytest.fixture(scope="session")
def made_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("conversations") / "made.db"
    _make(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def made_schema(postgresql_url: str) -> str:
    """A schema of its own, since the other tests drop the public one."""
    engine = sa.create_engine(postgresql_url)
    with engine.begin() as db:
        db.exec_driver_sql(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
        db.exec_driver_sql(f"CREATE SCHEMA {SCHEMA}")
    engine.dispose()
    named = sa.make_url(postgresql_url).update_query_dict({"options": f"-csearch_path={SCHEMA}"})
    url = named.render_as_string(hide_password=False)
    _make(url)
    return url


def _make(url: str) -> None:
    engine = open_engine(url)
    migrate(engine)
    with engine.begin() as db:
        contact_paths.fill(db)
        cast.hire(db)
    engine.dispose()


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A migrated database with the contact paths and the cast; once on each kind."""
    if request.param == "sqlite":
        shutil.copyfile(request.getfixturevalue("made_file"), tmp_path / "lotsen.db")
        return f"sqlite:///{tmp_path / 'lotsen.db'}"
    url: str = request.getfixturevalue("made_schema")
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
