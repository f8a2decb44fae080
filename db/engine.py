"""Opens the database and runs whole transactions in threads, so that no query blocks the web.

A transaction is a plain function that takes a Connection first. On SQLite one thread writes
(two writers would only wait for each other) and it syncs to disk at each commit; readers run
beside it. On PostgreSQL each transaction has a connection of the pool.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any, Concatenate, ParamSpec, TypeVar

import sqlalchemy as sa
from sqlalchemy import Connection, Engine, event

P = ParamSpec("P")
T = TypeVar("T")

READERS = 4
_BE_ALONE = sa.text("SELECT pg_advisory_xact_lock(5177)")
HIDDEN = True  # what people wrote stays out of errors, and so out of logs


class Database:
    """Runs transactions; acknowledges only what is committed."""

    def __init__(self, url: str) -> None:
        self.engine = open_engine(url)
        # A writer that began as a reader can be refused at its first write; this one cannot.
        self._writing = self.engine.execution_options(sqlite_begin="BEGIN IMMEDIATE")
        sqlite = self.engine.dialect.name == "sqlite"
        self._writers = ThreadPoolExecutor(1 if sqlite else READERS, "db-write")
        self._readers = ThreadPoolExecutor(READERS, "db-read")

    async def write(
        self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Runs `work` in a transaction of its own and returns after its commit."""
        return await _in_thread(self._writers, self._writing, work, args, kwargs)

    async def read(
        self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        return await _in_thread(self._readers, self.engine, work, args, kwargs)

    @property
    def is_shared(self) -> bool:
        """Whether other processes may write to it too; an SQLite file has one web process."""
        return self.engine.dialect.name != "sqlite"

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[None]:
        """One process at a time gets in here; who dies in here lets the next one in."""
        if not self.is_shared:
            yield
            return
        with self.engine.connect() as connection:
            await asyncio.to_thread(connection.execute, _BE_ALONE)
            yield  # until the transaction ends

    def close(self) -> None:
        self._writers.shutdown()
        self._readers.shutdown()
        self.engine.dispose()


async def _in_thread(
    threads: ThreadPoolExecutor,
    engine: Engine,
    work: Callable[..., T],
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
) -> T:
    def transaction() -> T:
        with engine.begin() as connection:
            return work(connection, *args, **kwargs)

    return await asyncio.get_running_loop().run_in_executor(threads, transaction)


@asynccontextmanager
async def open_database(url: str) -> AsyncIterator[Database]:
    database = Database(url)
    try:
        yield database
    finally:
        database.close()


def open_engine(url: str) -> Engine:
    if sa.make_url(url).get_backend_name() != "sqlite":
        server = sa.create_engine(
            url, pool_size=2 * READERS, pool_pre_ping=True, hide_parameters=HIDDEN
        )
        event.listen(server, "connect", _prepare_postgresql)
        return server
    engine = sa.create_engine(
        url, connect_args={"timeout": 30}, pool_size=2 * READERS, hide_parameters=HIDDEN
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_postgresql(connection: Any, _record: object) -> None:
    # It compiles what it takes for a long query, for 300 ms; ours read few rows and last 1 ms.
    connection.execute("SET jit = off")
    connection.commit()


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver would begin a transaction only at the first write; we begin it ourselves.
    connection.isolation_level = None
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("sqlite_begin", "BEGIN"))
