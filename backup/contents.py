"""What a table holds, said so that two databases of different kinds can be compared."""

import hashlib
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Column, Connection, Select, Table

from db.schema import UtcDateTime

AT_ONCE = 5_000  # rows in memory


@dataclass(frozen=True)
class Contents:
    """The number of rows, and a digest of all of them in whatever order."""

    rows: int
    digest: int


def contents(db: Connection, table: Table) -> Contents:
    """The digest is a sum, since databases of different kinds sort differently."""
    count = total = 0
    for row in db.execute(plain(table)):
        digest = hashlib.sha256(repr(tuple(row)).encode()).digest()
        total = (total + int.from_bytes(digest)) % 2**256
        count += 1
    return Contents(count, total)


def plain(table: Table) -> Select[Any]:
    """All rows, with JSON as it was written and times without their zone."""
    columns = (_plain(column) for column in table.columns)
    return sa.select(*columns).execution_options(yield_per=AT_ONCE)


def _plain(column: Column[Any]) -> sa.ColumnElement[Any]:
    if isinstance(column.type, sa.JSON):
        return sa.cast(column, sa.Text)
    if isinstance(column.type, UtcDateTime):
        return sa.type_coerce(column, sa.DateTime)
    return column
