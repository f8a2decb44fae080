"""From the schema of the last release to the present one: what is held stays, and a process of the
last release goes on reading and writing until it is replaced.

So a change that others could not work with is made in two releases: the first adds what is new and
stops using what is old, the next takes the old away.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, MetaData

from db.engine import open_engine
from db.migrate import migrate, revisions
from tests.db.filled import ROWS, fill

# The last migration of the last release. It is moved on when one is made, and only then.
RELEASED = "0017"


def test_every_table_keeps_its_rows_from_the_schema_before_to_the_present_one(
    empty_url: str,
) -> None:
    engine = open_engine(empty_url)
    before, present = MetaData(), MetaData()
    migrate(engine, revisions()[1])
    before.reflect(engine)
    with engine.execution_options(sqlite_begin="BEGIN IMMEDIATE").begin() as db:
        fill(db, before)

    migrate(engine)

    present.reflect(engine)
    with engine.begin() as db:
        held = {name: len(rows) for name, rows in _held(db, present).items()}
    kept = before.tables.keys() & present.tables.keys() - {"alembic_version"}
    assert {name: held[name] for name in kept} == dict.fromkeys(kept, ROWS)
    engine.dispose()


def test_what_the_last_release_held_stays_and_it_can_go_on_beside_the_present_one(
    empty_url: str,
) -> None:
    engine = open_engine(empty_url)
    writing = engine.execution_options(sqlite_begin="BEGIN IMMEDIATE")
    migrate(engine, RELEASED)
    as_released = MetaData()
    as_released.reflect(engine)
    with writing.begin() as db:
        fill(db, as_released)
        held = _held(db, as_released)
    assert {len(rows) for rows in held.values()} == {ROWS}

    migrate(engine)

    with writing.begin() as db:
        assert _held(db, as_released) == held
        fill(db, as_released, first=ROWS)
        more = _held(db, as_released)
    assert {len(rows) for rows in more.values()} == {2 * ROWS}
    engine.dispose()


def _held(db: Connection, metadata: MetaData) -> dict[str, list[tuple[Any, ...]]]:
    """As a process that knows this schema reads it."""
    return {
        table.name: sorted((tuple(row) for row in db.execute(sa.select(table))), key=repr)
        for table in metadata.sorted_tables
        if table.name != "alembic_version"
    }
