"""The log of articles: their ids are longer than logins."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

REFUSES = "the audit log is only added to"
# SQLite makes the table anew, without its triggers.
SQLITE = (
    f"CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSES}'); END",
    f"CREATE TRIGGER audit_kept BEFORE DELETE ON audit WHEN OLD.at > datetime('now', '-90 days') "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSES}'); END",
)


def upgrade() -> None:
    _length(80)


def downgrade() -> None:
    _length(64)


def _length(length: int) -> None:
    with op.batch_alter_table("audit") as batch:
        batch.alter_column("about", type_=sa.String(length), existing_nullable=False)
    if op.get_context().dialect.name == "sqlite":
        for statement in SQLITE:
            op.execute(statement)
