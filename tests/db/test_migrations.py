"""Migrations lead to the schema, and a database that is in use is brought to it whole."""

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine

from db.engine import open_engine
from db.migrate import BrokenReferences, migrate
from db.schema import absence, metadata

# As the first schema has them: a conversation, and what refers to it.
HELD = (
    "INSERT INTO function (id, name, committee, task, languages, target_hours, to_verify) "
    "VALUES ('f', 'F', 'N', 'T', '[]', 8, '[]')",
    "INSERT INTO conversation (id, secret_hash, state, dialogue, started_at) "
    "VALUES ('c', 'h', 'waiting', '{}', '2026-01-02 03:04:05')",
    "INSERT INTO message (conversation_id, seq, sender, content, at) "
    """VALUES ('c', 1, 'visitor', '{"kind": "text", "text": "hej"}', '2026-01-02 03:04:05')""",
    "INSERT INTO enquiry (number, conversation_id, function_id, topic, reason, details, "
    "opened_at, deadline) VALUES ('2026-000001', 'c', 'f', 'grants', 'asked_for', '{}', "
    "'2026-01-02 03:04:05', '2026-01-03 03:04:05')",
)


def test_migrations_lead_to_the_schema(engine: Engine) -> None:
    with engine.connect() as db:
        differences = compare_metadata(MigrationContext.configure(db), metadata)
    assert differences == []


def test_migrating_again_changes_nothing(engine: Engine) -> None:
    migrate(engine)
    test_migrations_lead_to_the_schema(engine)


def test_a_database_that_is_in_use_keeps_what_it_holds(empty_url: str) -> None:
    engine = open_engine(empty_url)
    migrate(engine, "0001")
    with engine.begin() as db:
        for statement in HELD:
            db.exec_driver_sql(statement)

    migrate(engine)

    with engine.connect() as db:
        for table in ("function", "conversation", "message", "enquiry"):
            assert db.scalar(sa.select(sa.func.count()).select_from(metadata.tables[table])) == 1
        assert compare_metadata(MigrationContext.configure(db), metadata) == []
    engine.dispose()


def test_days_of_absence_become_moments_of_swedish_days(empty_url: str) -> None:
    engine = open_engine(empty_url)
    migrate(engine, "0016")
    with engine.begin() as db:
        db.exec_driver_sql(HELD[0])
        db.exec_driver_sql(
            "INSERT INTO absence (function_id, first_day, last_day, entered_at) "
            "VALUES ('f', '2026-10-24', '2026-10-25', '2026-10-01 00:00:00')"
        )

    migrate(engine)

    with engine.connect() as db:
        [row] = db.execute(sa.select(absence))
    hours = (row.ends_at - row.starts_at).total_seconds() / 3600
    assert (row.function_id, row.starts_at.isoformat(), hours) == (
        "f",
        "2026-10-23T22:00:00+00:00",
        49,  # the clocks are put back
    )
    engine.dispose()


def test_references_are_held_again_after_migrating(engine: Engine) -> None:
    with pytest.raises(sa.exc.IntegrityError), engine.begin() as db:
        db.exec_driver_sql("INSERT INTO agent_function (agent_id, function_id) VALUES (0, 'x')")


def test_a_database_with_broken_references_is_not_taken_for_whole(engine: Engine) -> None:
    if engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL never lets go of references")
    with engine.connect() as db:
        db.connection.cursor().execute("PRAGMA foreign_keys = OFF")
        with db.begin():
            db.exec_driver_sql("INSERT INTO agent_function (agent_id, function_id) VALUES (0, 'x')")
        db.connection.cursor().execute("PRAGMA foreign_keys = ON")
    with pytest.raises(BrokenReferences, match="agent_function"):
        migrate(engine)
