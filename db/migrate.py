"""Brings a database to the present schema."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine


class BrokenReferences(Exception):
    """A migration would leave rows that refer to nothing; the database is as it was before."""


def migrate(engine: Engine, to: str = "head") -> None:
    """Applies the migrations that the database has not seen; the rest it leaves alone."""
    with engine.connect() as connection, _tables_may_be_made_anew(connection), connection.begin():
        upgrade(connection, to)
        _check_references(connection)


def upgrade(connection: Connection, to: str = "head") -> None:
    """In a transaction of the caller's, who sees to it that an SQLite's tables may be made anew."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def revision_of(connection: Connection) -> str | None:
    """That of the last migration that the database has seen."""
    return MigrationContext.configure(connection).get_current_revision()


def revisions() -> list[str]:
    """Those of all migrations that we have, the newest first."""
    return [one.revision for one in ScriptDirectory.from_config(_config()).walk_revisions()]


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


@contextmanager
def _tables_may_be_made_anew(connection: Connection) -> Iterator[None]:
    """SQLite changes a column by making its table anew, and dropping the old one would break
    what refers to it. The switch counts only outside a transaction."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.cursor()
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys = ON")


def _check_references(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        broken = {row[0] for row in connection.exec_driver_sql("PRAGMA foreign_key_check")}
        if broken:
            raise BrokenReferences(", ".join(sorted(broken)))
