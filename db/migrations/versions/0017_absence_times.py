"""Who is away between which moments, instead of on which days"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

SWEDEN = ZoneInfo("Europe/Stockholm")


def upgrade() -> None:
    old = sa.Table("absence", sa.MetaData(), autoload_with=op.get_bind())
    rows = [_as_moments(row) for row in op.get_bind().execute(sa.select(old)).mappings()]
    op.drop_table("absence")
    made = op.create_table(
        "absence",
        *_who(),
        sa.Column("starts_at", sa.DateTime, nullable=False),
        sa.Column("ends_at", sa.DateTime, nullable=False),
        sa.CheckConstraint("starts_at < ends_at", name="times"),
    )
    op.bulk_insert(made, rows)


def downgrade() -> None:
    """Times within a day have no place there: all are forgotten."""
    op.drop_table("absence")
    op.create_table(
        "absence",
        *_who(),
        sa.Column("first_day", sa.Date, nullable=False),
        sa.Column("last_day", sa.Date, nullable=False),
        sa.CheckConstraint("first_day <= last_day", name="days"),
    )


def _who() -> list[Any]:
    return [
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("agent_id", sa.Integer, sa.ForeignKey("agent.id")),
        sa.Column("function_id", sa.String(32), sa.ForeignKey("function.id")),
        sa.Column("entered_at", sa.DateTime, nullable=False),
        sa.CheckConstraint("(agent_id IS NULL) <> (function_id IS NULL)", name="one_who"),
    ]


def _as_moments(row: Any) -> dict[str, Any]:
    return {
        "agent_id": row["agent_id"],
        "function_id": row["function_id"],
        "entered_at": row["entered_at"],
        "starts_at": _begins(row["first_day"]),
        "ends_at": _begins(row["last_day"] + timedelta(days=1)),
    }


def _begins(day: date) -> datetime:
    return datetime.combine(day, time.min, SWEDEN).astimezone(UTC).replace(tzinfo=None)
