"""Who is at the desk, ready replies, and what associations say of an enquiry that has ended."""

import sqlalchemy as sa
from alembic import op

from db.columns import UtcDateTime

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "presence",
        sa.Column(
            "agent_id",
            sa.Integer,
            sa.ForeignKey("agent.id", name="fk_presence_agent_id_agent"),
            primary_key=True,
        ),
        sa.Column("seen_at", UtcDateTime, nullable=False),
    )
    op.create_table(
        "ready_reply",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "function_id",
            sa.String(32),
            sa.ForeignKey("function.id", name="fk_ready_reply_function_id_function"),
        ),
        sa.Column("title", sa.String(80), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("review_by", sa.Date, nullable=False),
        sa.Column("saved_by", sa.String(64), nullable=False),
        sa.Column("saved_at", UtcDateTime, nullable=False),
    )
    op.create_table(
        "survey",
        sa.Column(
            "enquiry_id",
            sa.Integer,
            sa.ForeignKey("enquiry.id", name="fk_survey_enquiry_id_enquiry"),
            primary_key=True,
        ),
        sa.Column("answer", sa.String(8), nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.CheckConstraint("answer IN ('yes', 'partly', 'no')", name="answer"),
    )


def downgrade() -> None:
    for table in ("survey", "ready_reply", "presence"):
        op.drop_table(table)
