"""The tables of how the contact paths came to be as they are."""

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Column,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from db.columns import UtcDateTime, metadata

# The contact paths as they were after each change, whole. Its number is that of the change, by
# which each process sees that they are others now.
paths_version = Table(
    "paths_version",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("paths", JSON, nullable=False),
    Column("what", String(160), nullable=False),
    Column("saved_by", String(64), nullable=False),
    Column("saved_at", UtcDateTime, nullable=False),
)

# What was not verified and now is: `what` stood in `to_verify` of a function or an article.
confirmation = Table(
    "confirmation",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(8), nullable=False),
    Column("of", String(80), nullable=False),
    Column("what", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("confirmed_by", String(64), nullable=False),
    Column("confirmed_at", UtcDateTime, nullable=False),
    CheckConstraint("kind IN ('function', 'article')", name="kind"),
)
Index("ix_confirmation_of", confirmation.c.kind, confirmation.c.of)
