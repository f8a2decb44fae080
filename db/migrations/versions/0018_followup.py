"""Figures for each day, which outlive the conversations"""

import sqlalchemy as sa
from alembic import op

from db.columns import UtcDateTime

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.create_table(
        "daily_figure",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("function_id", sa.String(32), primary_key=True),
        sa.Column("topic", sa.String(32), primary_key=True),
        sa.Column("figure", sa.String(16), primary_key=True),
        sa.Column("bucket", sa.Integer, primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
    )
    op.create_table(
        "counted",
        sa.Column(
            "conversation_id",
            sa.String(32),
            sa.ForeignKey(
                "conversation.id",
                name="fk_counted_conversation_id_conversation",
                ondelete="CASCADE",
            ),
            primary_key=True,
        ),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("surveys", sa.Integer, nullable=False),
        sa.Column("answered", sa.Integer, nullable=False),
        sa.Column("step", sa.Integer, nullable=False),
        sa.Column("figures", sa.JSON, nullable=False),
    )
    op.create_table(
        "overlooked_look",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("looks", sa.Integer, nullable=False),
        sa.Column("most", sa.Integer, nullable=False),
        sa.Column("last_at", UtcDateTime, nullable=False),
    )


def downgrade() -> None:
    for name in ("overlooked_look", "counted", "daily_figure"):
        op.drop_table(name)
