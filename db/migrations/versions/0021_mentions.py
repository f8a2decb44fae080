"""Who is named in an internal note"""

import sqlalchemy as sa
from alembic import op

from db.columns import UtcDateTime

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.create_table(
        "mention",
        sa.Column(
            "note_id",
            sa.Integer,
            sa.ForeignKey("internal_note.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("agent_id", sa.Integer, sa.ForeignKey("agent.id"), primary_key=True, index=True),
        sa.Column("seen_at", UtcDateTime),
    )


def downgrade() -> None:
    op.drop_table("mention")
