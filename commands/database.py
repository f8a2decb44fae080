"""One transaction on the database that the settings name, for commands."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from db.engine import open_engine
from db.migrate import migrate
from web.settings import Settings, WrongSettings, read_settings


def settings_or_exit() -> Settings:
    try:
        return read_settings()
    except WrongSettings as error:
        sys.exit(str(error))


@contextmanager
def transaction(settings: Settings | None = None) -> Iterator[Connection]:
    """Commits at the end; the database is made and migrated first where that is needed."""
    settings = settings or settings_or_exit()
    settings.data.mkdir(parents=True, exist_ok=True)
    engine = open_engine(settings.database)
    migrate(engine)
    with engine.execution_options(sqlite_begin="BEGIN IMMEDIATE").begin() as db:
        yield db
    engine.dispose()
