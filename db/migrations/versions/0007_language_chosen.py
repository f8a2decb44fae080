"""Whether the visitor has chosen the language of a conversation."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    column = sa.Column("language_chosen", sa.Boolean, nullable=False, server_default="0")
    op.add_column("conversation", column)


def downgrade() -> None:
    op.drop_column("conversation", "language_chosen")
