"""Moves everything from SQLite to an empty PostgreSQL database: in one transaction, which is kept
only when each table there holds what it held here."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import sqlalchemy as sa
from psycopg import sql
from sqlalchemy import Connection, Table

from backup import postgresql, sqlite
from backup.contents import contents, plain
from backup.restoring import WrongPlace
from backup.sqlite import InUse
from db.engine import open_engine
from db.migrate import migrate, upgrade
from db.schema import metadata


class DoesNotFit(Exception):
    """PostgreSQL refuses a row that SQLite held; names the table, and says nothing of the row."""


class Differs(Exception):
    """A table does not hold what it held."""


@dataclass(frozen=True)
class Moved:
    table: str
    rows: int


def move(source: Path, target_url: str) -> list[Moved]:
    """Nobody may write to the source meanwhile, nor be connected to the target."""
    with sqlite.ours_alone(source):
        pass
    old_engine, new_engine = open_engine(f"sqlite:///{source}"), open_engine(target_url)
    try:
        migrate(old_engine)
        locked = old_engine.execution_options(sqlite_begin="BEGIN IMMEDIATE")
        with locked.begin() as old, new_engine.begin() as new:
            _refuse_unless_empty(new)
            upgrade(new)
            return [_move(old, new, table) for table in metadata.sorted_tables]
    finally:
        old_engine.dispose()
        new_engine.dispose()


def _refuse_unless_empty(new: Connection) -> None:
    if postgresql.others(new):
        raise InUse
    if not postgresql.is_empty(new):
        raise WrongPlace(
            "the database of LOTSEN_DATABASE_URL is not empty: make a new one (createdb)"
        )


def _move(old: Connection, new: Connection, table: Table) -> Moved:
    try:
        _copy(old, new, table)
    except psycopg.Error as error:  # its own words quote the row
        told = error.diag.message_primary or type(error).__name__
        raise DoesNotFit(f"{table.name}: {told}") from None
    _count_on(new, table)
    was, is_now = contents(old, table), contents(new, table)
    if was != is_now:
        raise Differs(f"{table.name}: {was.rows} rows here, {is_now.rows} there, or not the same")
    return Moved(table.name, was.rows)


def _copy(old: Connection, new: Connection, table: Table) -> None:
    """One statement for each table, so that its rows may refer to one another in any order."""
    columns = sql.SQL(", ").join(sql.Identifier(column.name) for column in table.columns)
    into = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table.name), columns)
    driver = new.connection.driver_connection
    assert isinstance(driver, psycopg.Connection)
    with driver.cursor() as cursor, cursor.copy(into) as copy:
        for row in _rows(old, table):
            copy.write_row(row)


def _rows(old: Connection, table: Table) -> Iterator[tuple[object, ...]]:
    return (tuple(row) for row in old.execute(plain(table)))


def _count_on(new: Connection, table: Table) -> None:
    """The next number comes after the last one here."""
    column = table.autoincrement_column
    if column is None:
        return
    name = new.dialect.identifier_preparer.format_table(table)
    last = sa.select(sa.func.max(column)).scalar_subquery()
    sequence = sa.func.pg_get_serial_sequence(name, column.name)
    new.execute(sa.select(sa.func.setval(sequence, last)).where(last.is_not(None)))
