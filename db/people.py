"""The tables of the people of the municipality."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    String,
    Table,
    Time,
)

from db.columns import UtcDateTime, metadata

agent = Table(
    "agent",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("login", String(64), nullable=False, unique=True),
    Column("name", String(64), nullable=False),
    Column("role", String(8), nullable=False),
    Column("password_hash", String(255), nullable=False),
    Column("active", Boolean, nullable=False),
    Column("subject", String(64), unique=True),  # hash of who it is at the identity provider
    CheckConstraint("role IN ('agent', 'lead', 'editor', 'admin')", name="role"),
)

agent_function = Table(
    "agent_function",
    metadata,
    Column("agent_id", ForeignKey("agent.id"), primary_key=True),
    Column("function_id", ForeignKey("function.id"), primary_key=True),
)

session = Table(
    "session",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("agent_id", ForeignKey("agent.id"), nullable=False, index=True),
    Column("expires_at", UtcDateTime, nullable=False),
)

# An agent or a whole function is away between these moments. `entered_at` tells what an agent had
# before it was known that they are away from what they have taken all the same.
absence = Table(
    "absence",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("agent_id", ForeignKey("agent.id")),
    Column("function_id", ForeignKey("function.id")),
    Column("starts_at", UtcDateTime, nullable=False),
    Column("ends_at", UtcDateTime, nullable=False),
    Column("entered_at", UtcDateTime, nullable=False),
    CheckConstraint("(agent_id IS NULL) <> (function_id IS NULL)", name="one_who"),
    CheckConstraint("starts_at < ends_at", name="times"),
)

# When someone works who does not always work while their functions are open; no rows: they do.
# `entered_at` as in absence.
agent_hours = Table(
    "agent_hours",
    metadata,
    Column("agent_id", ForeignKey("agent.id"), primary_key=True),
    Column("weekday", Integer, primary_key=True),
    Column("opens", Time, nullable=False),
    Column("closes", Time, nullable=False),
    Column("entered_at", UtcDateTime, nullable=False),
    CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
    CheckConstraint("opens < closes", name="opens_before_closes"),
)
