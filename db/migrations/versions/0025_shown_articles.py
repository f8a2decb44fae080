"""Which articles were shown after which questions. All conversations are looked through again."""

import sqlalchemy as sa
from alembic import op

from db.columns import UtcDateTime

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    op.create_table(
        "shown_article",
        sa.Column(
            "conversation_id", sa.String(32), sa.ForeignKey("conversation.id"), primary_key=True
        ),
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("article_id", sa.String(80), nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("question", sa.Text),
        sa.Column("chosen", sa.Boolean, nullable=False),
        sa.Column("said", sa.String(12)),
    )
    op.create_index("ix_shown_article_of_at", "shown_article", ["article_id", "at"])
    look = sa.Column("look", sa.Integer, nullable=False, server_default="0")
    op.add_column("looked_through", look)


def downgrade() -> None:
    op.drop_column("looked_through", "look")
    op.drop_table("shown_article")
