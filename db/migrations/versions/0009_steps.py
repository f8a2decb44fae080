"""The steps that an unanswered enquiry goes through, and who is away."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("enquiry", sa.Column("waits_from", sa.DateTime))
    op.add_column("enquiry", sa.Column("step", sa.Integer, nullable=False, server_default="0"))
    op.add_column("enquiry", sa.Column("next_step_at", sa.DateTime))
    is_open = sa.text("closed_at IS NULL")
    op.create_index(
        "ix_enquiry_next_step",
        "enquiry",
        ["next_step_at"],
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
    op.create_table(
        "absence",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("agent_id", sa.Integer, sa.ForeignKey("agent.id")),
        sa.Column("function_id", sa.String(32), sa.ForeignKey("function.id")),
        sa.Column("first_day", sa.Date, nullable=False),
        sa.Column("last_day", sa.Date, nullable=False),
        sa.Column("entered_at", sa.DateTime, nullable=False),
        sa.CheckConstraint("(agent_id IS NULL) <> (function_id IS NULL)", name="one_who"),
        sa.CheckConstraint("first_day <= last_day", name="days"),
    )


def downgrade() -> None:
    op.drop_table("absence")
    op.drop_index("ix_enquiry_next_step", "enquiry")
    for name in ("next_step_at", "step", "waits_from"):
        op.drop_column("enquiry", name)
