"""When each of those who work here works"""

import sqlalchemy as sa
from alembic import op

from db.columns import UtcDateTime

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    op.create_table(
        "agent_hours",
        sa.Column("agent_id", sa.Integer, sa.ForeignKey("agent.id"), primary_key=True),
        sa.Column("weekday", sa.Integer, primary_key=True),
        sa.Column("opens", sa.Time, nullable=False),
        sa.Column("closes", sa.Time, nullable=False),
        sa.Column("entered_at", UtcDateTime, nullable=False),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        sa.CheckConstraint("opens < closes", name="opens_before_closes"),
    )


def downgrade() -> None:
    op.drop_table("agent_hours")
