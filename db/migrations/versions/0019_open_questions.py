"""Questions that belong to an article's matter and that its text does not answer."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    column = sa.Column("open_questions", sa.JSON, nullable=False, server_default="[]")
    op.add_column("article_version", column)


def downgrade() -> None:
    op.drop_column("article_version", "open_questions")
