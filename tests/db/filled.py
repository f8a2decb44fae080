"""Rows for every table of a schema, whichever it is: what is hard to keep, and what constraints
allow. A new table is filled without being named here, unless a check of its own wants more."""

from datetime import date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Column, Connection, MetaData, Table

ROWS = 3
Row = dict[str, Any]
WORDS = "Åäö \N{GRINNING FACE} 'q\" \\N \\x \t\r\n %s {} end"
AT = datetime(2026, 3, 29, 0, 59, 59, 123456)  # noqa: DTZ001 - as the database holds it
# What checks and what the rest of the product allow.
GIVEN: dict[str, Row] = {
    "absence": {"function_id": None, "first_day": date(2026, 1, 1), "last_day": date(2026, 1, 2)},
    "agent": {"role": "agent"},
    "agent_hours": {"opens": time(8), "closes": time(12)},
    "attachment": {"state": "ready"},
    "confirmation": {"kind": "article"},
    "conversation": {"state": "bot"},
    "message": {"sender": "visitor", "turn": "done"},
    "needs_review": {"function_id": None},
    "opening_hours": {"opens": time(8), "closes": time(16, 30)},
    "outbox": {"failed_at": None},
    "survey": {"answer": "partly"},
}


def fill(db: Connection, metadata: MetaData, first: int = 0) -> None:
    """Three rows in each table, numbered from `first`; those of one number belong together."""
    made: dict[str, list[Row]] = {}
    for table in metadata.sorted_tables:
        if table.name == "alembic_version":
            continue
        made[table.name] = rows = []
        for number in range(first, first + ROWS):
            rows.append(_row(table, number, made))
            db.execute(table.insert().values(rows[-1]))


def _row(table: Table, number: int, made: dict[str, list[Row]]) -> Row:
    row = {column.name: _value(column, number) for column in table.columns}
    given = {name: one for name, one in GIVEN.get(table.name, {}).items() if name in row}
    row |= given
    for constraint in table.foreign_key_constraints:
        there = made[constraint.referred_table.name]
        for key in constraint.elements:
            if key.parent.name not in given:
                row[key.parent.name] = _named(there, number % ROWS, key.column.name)
    return row


def _named(there: list[Row], number: int, column: str) -> Any:
    """Nothing where a row refers to one of its own table that is not there yet."""
    return there[number][column] if number < len(there) else None


def _value(column: Column[Any], number: int) -> Any:
    """Of the last row, nothing where nothing may be."""
    if column.nullable and number % ROWS == ROWS - 1:
        return sa.null()
    for kind, make in VALUES.items():
        if isinstance(column.type, kind):
            return make(column, number)
    raise TypeError(f"{column}: no value for {column.type!r}")


def _string(column: Column[Any], number: int) -> str:
    longest = getattr(column.type, "length", None)
    return f"{number}{WORDS}" if longest is None else f"{number}{column.name}{'ö' * 300}"[:longest]


def _moment(column: Column[Any], number: int) -> Any:
    """Later from column to column."""
    at = AT + timedelta(days=number, minutes=list(column.table.columns).index(column))
    return sa.type_coerce(at, sa.DateTime)


VALUES: dict[type, Any] = {
    sa.JSON: lambda _, number: {"words": WORDS, "more": [number, None, 0.1, True, "\u2028"]},
    sa.Boolean: lambda _, number: bool(number % 2),
    sa.Integer: lambda column, number: number + 1 + (2**40 if _is_big(column) else 0),
    sa.LargeBinary: lambda _, number: bytes(range(number, 256)),
    sa.DateTime: _moment,
    sa.types.TypeDecorator: _moment,
    sa.Date: lambda _, number: date(2026, 2, 28) + timedelta(days=number),
    sa.Time: lambda _, number: time(8 + number % 3, 59, 59),
    sa.String: _string,
}


def _is_big(column: Column[Any]) -> bool:
    return isinstance(column.type, sa.BigInteger) and not column.primary_key
