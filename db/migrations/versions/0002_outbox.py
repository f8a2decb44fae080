"""Mail to visitors"""

import sqlalchemy as sa
from alembic import op

import db.columns

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "lease",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("holder", sa.String(length=32), nullable=False),
        sa.Column("expires_at", db.columns.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_lease")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("ordering", sa.String(length=64), nullable=False),
        sa.Column("recipient", sa.String(length=254), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("created_at", db.columns.UtcDateTime(), nullable=False),
        sa.Column("not_before", db.columns.UtcDateTime(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sent_at", db.columns.UtcDateTime(), nullable=True),
        sa.Column("failed_at", db.columns.UtcDateTime(), nullable=True),
        sa.Column("error", sa.String(length=120), nullable=True),
        sa.CheckConstraint("sent_at IS NULL OR failed_at IS NULL", name=op.f("ck_outbox_one_end")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_key")),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index(
            "ix_outbox_waiting",
            ["ordering", "id"],
            unique=False,
            sqlite_where=sa.text("sent_at IS NULL"),
            postgresql_where=sa.text("sent_at IS NULL"),
        )

    op.create_table(
        "visitor_address",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.String(length=32), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("mailbox_hash", sa.String(length=64), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("told_seq", sa.Integer(), nullable=False),
        sa.Column("given_at", db.columns.UtcDateTime(), nullable=False),
        sa.Column("confirmed_at", db.columns.UtcDateTime(), nullable=True),
        sa.Column("removed_at", db.columns.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_visitor_address_conversation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visitor_address")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_visitor_address_token_hash")),
    )
    with op.batch_alter_table("visitor_address", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_visitor_address_conversation_id"), ["conversation_id"], unique=False
        )
        batch_op.create_index(
            "ix_visitor_address_mailbox", ["mailbox_hash", "given_at"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("visitor_address", schema=None) as batch_op:
        batch_op.drop_index("ix_visitor_address_mailbox")
        batch_op.drop_index(batch_op.f("ix_visitor_address_conversation_id"))

    op.drop_table("visitor_address")
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_outbox_waiting",
            sqlite_where=sa.text("sent_at IS NULL"),
            postgresql_where=sa.text("sent_at IS NULL"),
        )

    op.drop_table("outbox")
    op.drop_table("lease")
