"""Enquiries of the same association that go on as one"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.create_table(
        "joined",
        sa.Column("enquiry_id", sa.Integer, sa.ForeignKey("enquiry.id"), primary_key=True),
        sa.Column("to_id", sa.Integer, sa.ForeignKey("enquiry.id"), nullable=False, index=True),
    )


def downgrade() -> None:
    op.drop_table("joined")
