"""The workshop: publishing later and why, trial questions, what nothing answered."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

ARTICLE, CHAT = "article.id", "conversation.id"


def upgrade() -> None:
    op.add_column("article", sa.Column("archived_at", sa.DateTime))
    op.create_table(
        "scheduled_publication",
        sa.Column("article_id", sa.String(80), sa.ForeignKey(ARTICLE), primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False, index=True),
        sa.Column("scheduled_by", sa.String(64), nullable=False),
        sa.Column("reason", sa.Text),
    )
    op.create_table(
        "publication",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("article_id", sa.String(80), sa.ForeignKey(ARTICLE), nullable=False, index=True),
        sa.Column("version", sa.Integer),
        sa.Column("published_by", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("reason", sa.Text),
    )
    op.create_table(
        "trial_question",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("question", sa.String(300), nullable=False, unique=True),
        sa.Column("article_id", sa.String(80), sa.ForeignKey(ARTICLE), index=True),
        sa.Column("added_by", sa.String(64), nullable=False),
        sa.Column("added_at", sa.DateTime, nullable=False),
    )
    _gaps()


def _gaps() -> None:
    op.create_table(
        "gap_group",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("made_at", sa.DateTime, nullable=False),
        sa.Column("owner_id", sa.Integer, sa.ForeignKey("agent.id")),
        sa.Column("due", sa.Date),
        sa.Column("article_id", sa.String(80), sa.ForeignKey(ARTICLE), index=True),
        sa.Column("not_ours_at", sa.DateTime),
        sa.Column("asked_again_at", sa.DateTime),
    )
    op.create_table(
        "unanswered",
        sa.Column("conversation_id", sa.String(32), sa.ForeignKey(CHAT), primary_key=True),
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("why", sa.String(12), nullable=False),
        sa.Column("topic", sa.String(32)),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("encoder", sa.String(64)),
        sa.Column("vector", sa.LargeBinary),
        sa.Column("group_id", sa.Integer, sa.ForeignKey("gap_group.id"), index=True),
        sa.Column("answered_at", sa.DateTime),
    )
    op.create_table(
        "looked_through",
        sa.Column("conversation_id", sa.String(32), sa.ForeignKey(CHAT), primary_key=True),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("gaps", sa.Integer, nullable=False),
    )


def downgrade() -> None:
    for name in ("looked_through", "unanswered", "gap_group", "trial_question"):
        op.drop_table(name)
    for name in ("publication", "scheduled_publication"):
        op.drop_table(name)
    op.drop_column("article", "archived_at")
