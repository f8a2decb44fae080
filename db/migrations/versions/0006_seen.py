"""How far each side has read, the function that an agent spoke for, and who is before whom among
what is open, whatever has been closed through the years."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    for side in ("visitor_seen", "agent_seen"):
        column = sa.Column(side, sa.Integer, nullable=False, server_default="0")
        op.add_column("conversation", column)
    # Not by batch, which would drop a table that others refer to.
    op.execute(
        "ALTER TABLE message ADD COLUMN function_id VARCHAR(32) "
        "CONSTRAINT fk_message_function_id_function REFERENCES function (id)"
    )
    is_open = sa.text("closed_at IS NULL")
    op.drop_index("ix_enquiry_open", "enquiry")
    op.create_index(
        "ix_enquiry_open",
        "enquiry",
        ["function_id", "deadline"],
        sqlite_where=is_open,
        postgresql_where=is_open,
    )


def downgrade() -> None:
    op.drop_index("ix_enquiry_open", "enquiry")
    op.create_index("ix_enquiry_open", "enquiry", ["function_id", "deadline"])
    op.drop_column("message", "function_id")
    for side in ("agent_seen", "visitor_seen"):
        op.drop_column("conversation", side)
