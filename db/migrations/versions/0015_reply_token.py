"""Where letters with answers are to be answered to"""

import sqlalchemy as sa
from alembic import op

from db.columns import UtcDateTime

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "reply_token",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        sa.Column(
            "address_id",
            sa.Integer,
            sa.ForeignKey("visitor_address.id", name="fk_reply_token_address_id_visitor_address"),
            nullable=False,
        ),
        sa.Column("at", UtcDateTime, nullable=False),
    )
    op.create_index("ix_reply_token_address_id", "reply_token", ["address_id"])


def downgrade() -> None:
    op.drop_table("reply_token")
