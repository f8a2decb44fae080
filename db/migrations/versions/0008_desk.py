"""What colleagues have between themselves: notes, advice asked for, what is put off, and what the
bot could have answered."""

import sqlalchemy as sa
from alembic import op

from db.columns import UtcDateTime

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "internal_note",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "enquiry_id",
            sa.Integer,
            sa.ForeignKey("enquiry.id", name="fk_internal_note_enquiry_id_enquiry"),
            nullable=False,
        ),
        sa.Column(
            "conversation_id",
            sa.String(32),
            sa.ForeignKey("conversation.id", name="fk_internal_note_conversation_id_conversation"),
            nullable=False,
        ),
        sa.Column("client_id", sa.String(36), nullable=False),
        sa.Column(
            "agent_id",
            sa.Integer,
            sa.ForeignKey("agent.id", name="fk_internal_note_agent_id_agent"),
            nullable=False,
        ),
        sa.Column(
            "function_id",
            sa.String(32),
            sa.ForeignKey("function.id", name="fk_internal_note_function_id_function"),
        ),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.UniqueConstraint(
            "enquiry_id", "client_id", name="uq_internal_note_enquiry_id_client_id"
        ),
    )
    op.create_index("ix_internal_note_conversation_id", "internal_note", ["conversation_id"])
    op.create_table(
        "consultation",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "enquiry_id",
            sa.Integer,
            sa.ForeignKey("enquiry.id", name="fk_consultation_enquiry_id_enquiry"),
            nullable=False,
        ),
        sa.Column(
            "function_id",
            sa.String(32),
            sa.ForeignKey("function.id", name="fk_consultation_function_id_function"),
            nullable=False,
        ),
        sa.Column("asked_at", UtcDateTime, nullable=False),
        sa.Column("answered_at", UtcDateTime),
    )
    is_open = sa.text("answered_at IS NULL")
    op.create_index(
        "ix_consultation_open",
        "consultation",
        ["enquiry_id", "function_id"],
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
    op.create_table(
        "hold",
        sa.Column(
            "enquiry_id",
            sa.Integer,
            sa.ForeignKey("enquiry.id", name="fk_hold_enquiry_id_enquiry"),
            primary_key=True,
        ),
        sa.Column("until", UtcDateTime, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
    )
    op.create_table(
        "gap",
        sa.Column(
            "enquiry_id",
            sa.Integer,
            sa.ForeignKey("enquiry.id", name="fk_gap_enquiry_id_enquiry"),
            primary_key=True,
        ),
        sa.Column(
            "conversation_id",
            sa.String(32),
            sa.ForeignKey("conversation.id", name="fk_gap_conversation_id_conversation"),
            nullable=False,
        ),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
    )
    op.create_index("ix_gap_conversation_id", "gap", ["conversation_id"])


def downgrade() -> None:
    for table in ("gap", "hold", "consultation", "internal_note"):
        op.drop_table(table)
