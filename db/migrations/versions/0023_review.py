"""Reviewing by another person before publishing."""

import sqlalchemy as sa
from alembic import op

from db.columns import UtcDateTime

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.create_table(
        "needs_review",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("article_id", sa.String(80), sa.ForeignKey("article.id")),
        sa.Column("function_id", sa.String(32), sa.ForeignKey("function.id")),
        sa.Column("set_by", sa.String(64), nullable=False),
        sa.Column("set_at", UtcDateTime, nullable=False),
        sa.UniqueConstraint("article_id", name="uq_needs_review_article_id"),
        sa.UniqueConstraint("function_id", name="uq_needs_review_function_id"),
        sa.CheckConstraint("(article_id IS NULL) <> (function_id IS NULL)", name="one_of"),
    )
    op.create_table(
        "review",
        sa.Column("article_id", sa.String(80), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("asked_by", sa.String(64)),
        sa.Column("asked_of", sa.String(64)),
        sa.Column("asked_at", UtcDateTime),
        sa.Column("approved_by", sa.String(64)),
        sa.Column("approved_at", UtcDateTime),
        sa.ForeignKeyConstraint(
            ["article_id", "version"],
            ["article_version.article_id", "article_version.version"],
            name="fk_review_article_id_article_version",
        ),
    )


def downgrade() -> None:
    op.drop_table("review")
    op.drop_table("needs_review")
