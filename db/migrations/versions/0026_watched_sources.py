"""Source pages that are watched"""

import sqlalchemy as sa
from alembic import op

from db.columns import UtcDateTime

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    op.create_table(
        "watched_source",
        sa.Column("article_id", sa.String(80), sa.ForeignKey("article.id"), primary_key=True),
        sa.Column("url", sa.Text),
        sa.Column("etag", sa.String(200)),
        sa.Column("last_modified", sa.String(200)),
        sa.Column("text", sa.Text),
        sa.Column("checked_at", UtcDateTime),
        sa.Column("failed", sa.String(32)),
        sa.Column("before", sa.Text),
        sa.Column("changed_at", UtcDateTime),
    )
    op.create_index("ix_watched_source_checked_at", "watched_source", ["checked_at"])


def downgrade() -> None:
    op.drop_table("watched_source")
