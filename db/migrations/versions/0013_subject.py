"""Who someone is at the municipality's identity provider"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    with op.batch_alter_table("agent") as batch:
        batch.add_column(sa.Column("subject", sa.String(64)))
        batch.create_unique_constraint("uq_agent_subject", ["subject"])


def downgrade() -> None:
    with op.batch_alter_table("agent") as batch:
        batch.drop_constraint("uq_agent_subject")
        batch.drop_column("subject")
