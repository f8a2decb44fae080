"""Languages with a tone, such as easy Swedish"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    with op.batch_alter_table("conversation", schema=None) as batch_op:
        batch_op.alter_column(
            "language",
            existing_type=sa.String(length=2),
            type_=sa.String(length=16),
            existing_nullable=False,
            existing_server_default="sv",
        )
