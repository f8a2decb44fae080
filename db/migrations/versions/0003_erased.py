"""When a conversation was erased"""

import sqlalchemy as sa
from alembic import op

import db.schema

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("conversation", sa.Column("erased_at", db.schema.UtcDateTime(), nullable=True))
