"""The tables of what those who work here do: how they try to log in, and what they have looked at
and changed."""

from sqlalchemy import JSON, Column, Index, Integer, String, Table

from db.columns import UtcDateTime, metadata

# Tries to log in under a name since the first of them, by the name's SHA-256: what is typed there
# may be a password.
login_try = Table(
    "login_try",
    metadata,
    Column("login_hash", String(64), primary_key=True),
    Column("tries", Integer, nullable=False),
    Column("since", UtcDateTime, nullable=False, index=True),
)

# Every reading and change of a conversation by those who work here, and every change of who they
# are: by whom (a login, or 'command'), what (a code), about what (an enquiry's number or a login).
# No words and nothing of a visitor, so erasing a conversation leaves it as it is. Only added to:
# the migration makes triggers that refuse to change a row, and to delete one younger than 90 days.
audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", UtcDateTime, nullable=False, index=True),
    Column("who", String(64), nullable=False),
    Column("what", String(32), nullable=False),
    Column("about", String(64), nullable=False),
    Column("details", JSON, nullable=False),
)
Index("ix_audit_who_at", audit.c.who, audit.c.at)
Index("ix_audit_about_at", audit.c.about, audit.c.at)
