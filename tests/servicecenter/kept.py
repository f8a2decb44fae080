"""A database that is filled once; each test works in a transaction that is undone after it."""

import secrets
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection, Engine

from db.engine import open_engine
from db.migrate import migrate
from servicecenter import contact_paths
from tests.cast import CAST
from tests.conftest import BOTH
from tests.servicecenter.stage import hired


@pytest.fixture(scope="session", params=BOTH)
def filled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """A migrated database with the contact paths and the cast."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('filled') / 'lotsen.db'}"
    else:
        url = _own_schema(request.getfixturevalue("postgresql_url"))
    engine = open_engine(url)
    migrate(engine)
    with engine.begin() as db:
        contact_paths.fill(db)
        for login, (_, role, functions) in CAST.items():
            hired(db, login, role, functions)
    yield engine
    engine.dispose()


def _own_schema(url: str) -> str:
    """Beside the schema that other tests drop and make again."""
    name = f"filled_{secrets.token_hex(4)}"
    engine = sa.create_engine(url)
    with engine.begin() as db:
        db.exec_driver_sql(f"CREATE SCHEMA {name}")
    engine.dispose()
    there = sa.make_url(url).update_query_dict({"options": f"-csearch_path={name}"})
    return there.render_as_string(hide_password=False)


@pytest.fixture
def db(filled: Engine) -> Iterator[Connection]:
    """One transaction, for tests that need no second one."""
    with filled.execution_options(sqlite_begin="BEGIN IMMEDIATE").connect() as connection:
        transaction = connection.begin()
        yield connection
        transaction.rollback()
