"""Files that messages carry"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "attachment",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("conversation_id", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("type", sa.String(length=80), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.CheckConstraint(
            "state IN ('checking', 'ready', 'stopped')", name=op.f("ck_attachment_state")
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id", "seq"],
            ["message.conversation_id", "message.seq"],
            name=op.f("fk_attachment_conversation_id_seq"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sa.UniqueConstraint(
            "conversation_id", "seq", name=op.f("uq_attachment_conversation_id_seq")
        ),
    )
    op.create_index(
        "ix_attachment_checking",
        "attachment",
        ["id"],
        unique=False,
        sqlite_where=sa.text("state = 'checking'"),
        postgresql_where=sa.text("state = 'checking'"),
    )


def downgrade() -> None:
    op.drop_index("ix_attachment_checking", table_name="attachment")
    op.drop_table("attachment")
