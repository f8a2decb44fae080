"""The tables of what those who work here do: how they try to log in, and what they have looked at
and changed."""

from datetime import datetime

from sqlalchemy import JSON, Column, Connection, Index, Integer, String, Table

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

# Every reading and change of a conversation by those who work here, every change of articles and
# contact paths, and of who they are: by whom (a login, or 'command'), what (a code), about what (an
# enquiry's number, a login, an article's id).
# No words and nothing of a visitor, so erasing a conversation leaves it as it is. Only added to:
# the migration makes triggers that refuse to change a row, and to delete one younger than 90 days.
audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", UtcDateTime, nullable=False, index=True),
    Column("who", String(64), nullable=False),
    Column("what", String(32), nullable=False),
    Column("about", String(80), nullable=False),
    Column("details", JSON, nullable=False),
)
Index("ix_audit_who_at", audit.c.who, audit.c.at)
Index("ix_audit_about_at", audit.c.about, audit.c.at)


def add(
    db: Connection,
    who: str,
    what: str,
    about: str,
    now: datetime,
    **details: str | int | list[str],
) -> None:
    """`details` are codes and numbers, never what anyone wrote."""
    row = {"at": now, "who": who, "what": what, "about": about, "details": details}
    db.execute(audit.insert().values(row))
