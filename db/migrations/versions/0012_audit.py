"""Leads; tries to log in; what those who work here have looked at and changed."""

import sqlalchemy as sa
from alembic import op

from db.columns import UtcDateTime

revision = "0012"
down_revision = "0011"

REFUSES = "the audit log is only added to"
SQLITE = (
    f"CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSES}'); END",
    f"CREATE TRIGGER audit_kept BEFORE DELETE ON audit WHEN OLD.at > datetime('now', '-90 days') "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSES}'); END",
)
POSTGRESQL = (
    f"CREATE FUNCTION audit_refuses() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUSES}'; END $$",
    "CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit "
    "FOR EACH ROW EXECUTE FUNCTION audit_refuses()",
    "CREATE TRIGGER audit_kept BEFORE DELETE ON audit FOR EACH ROW "
    "WHEN (OLD.at > (now() AT TIME ZONE 'UTC') - INTERVAL '90 days') "
    "EXECUTE FUNCTION audit_refuses()",
    "CREATE TRIGGER audit_not_emptied BEFORE TRUNCATE ON audit "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuses()",
)


def upgrade() -> None:
    _roles("'agent', 'lead', 'editor', 'admin'")
    op.create_table(
        "login_try",
        sa.Column("login_hash", sa.String(64), primary_key=True),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("since", UtcDateTime, nullable=False),
    )
    op.create_index("ix_login_try_since", "login_try", ["since"])
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("who", sa.String(64), nullable=False),
        sa.Column("what", sa.String(32), nullable=False),
        sa.Column("about", sa.String(64), nullable=False),
        sa.Column("details", sa.JSON, nullable=False),
    )
    op.create_index("ix_audit_at", "audit", ["at"])
    op.create_index("ix_audit_who_at", "audit", ["who", "at"])
    op.create_index("ix_audit_about_at", "audit", ["about", "at"])
    for statement in POSTGRESQL if _is_postgresql() else SQLITE:
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("audit")
    if _is_postgresql():
        op.execute("DROP FUNCTION audit_refuses()")
    op.drop_table("login_try")
    op.execute("UPDATE agent SET role = 'agent' WHERE role = 'lead'")
    _roles("'agent', 'editor', 'admin'")


def _roles(named: str) -> None:
    with op.batch_alter_table("agent") as batch:
        batch.drop_constraint("role", type_="check")
        batch.create_check_constraint("role", f"role IN ({named})")


def _is_postgresql() -> bool:
    return op.get_context().dialect.name == "postgresql"
