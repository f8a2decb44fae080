"""Letters about the review dates of articles"""

import sqlalchemy as sa
from alembic import op

from db.columns import UtcDateTime

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    op.create_table(
        "article_reminder",
        sa.Column("article_id", sa.String(80), sa.ForeignKey("article.id"), primary_key=True),
        sa.Column("review_by", sa.Date, primary_key=True),
        sa.Column("stage", sa.String(8), primary_key=True),
        sa.Column("at", UtcDateTime, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("article_reminder")
