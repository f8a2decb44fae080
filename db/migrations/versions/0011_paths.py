"""Contact paths that are edited: their versions, closed days, and what has been confirmed."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    for name, empty in (("task_in", "{}"), ("closed_days", "[]")):
        op.add_column("function", sa.Column(name, sa.JSON, nullable=False, server_default=empty))
    op.create_table(
        "paths_version",
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("paths", sa.JSON, nullable=False),
        sa.Column("what", sa.String(160), nullable=False),
        sa.Column("saved_by", sa.String(64), nullable=False),
        sa.Column("saved_at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "confirmation",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("of", sa.String(80), nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("confirmed_by", sa.String(64), nullable=False),
        sa.Column("confirmed_at", sa.DateTime, nullable=False),
        sa.CheckConstraint("kind IN ('function', 'article')", name="kind"),
    )
    op.create_index("ix_confirmation_of", "confirmation", ["kind", "of"])


def downgrade() -> None:
    op.drop_index("ix_confirmation_of", "confirmation")
    for name in ("confirmation", "paths_version"):
        op.drop_table(name)
    for name in ("closed_days", "task_in"):
        op.drop_column("function", name)
