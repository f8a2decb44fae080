"""The tables of what is to reach people outside: their addresses, and what is sent to them."""

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
)

from db.columns import UtcDateTime, metadata

# An address that a visitor has given for answers, each time one is given. It counts from when the
# link sent to it was pressed until it is taken away or another one is confirmed; then the address
# itself is emptied. `mailbox_hash` stays, so that no mailbox can be bombed. `told_seq` is the
# number of the last message whose words have gone there, or that was seen before it was given.
visitor_address = Table(
    "visitor_address",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("conversation_id", ForeignKey("conversation.id"), nullable=False, index=True),
    Column("address", String(254), nullable=False),
    Column("mailbox_hash", String(64), nullable=False),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("told_seq", Integer, nullable=False),
    Column("given_at", UtcDateTime, nullable=False),
    Column("confirmed_at", UtcDateTime),
    Column("removed_at", UtcDateTime),
)
Index("ix_visitor_address_mailbox", visitor_address.c.mailbox_hash, visitor_address.c.given_at)

# Each letter with answers has an address of its own to be answered to, which nobody can guess; it
# counts for as long as the visitor's address does.
reply_token = Table(
    "reply_token",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("address_id", ForeignKey("visitor_address.id"), nullable=False, index=True),
    Column("at", UtcDateTime, nullable=False),
)

# What is to be sent, added with what it tells of. Receivers know a repeat by `key`; rows of one
# `ordering` go in the order of their ids. What has been sent is emptied; what was given up stays
# until someone has looked at it. `error` holds no personal data.
outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(120), nullable=False, unique=True),
    Column("channel", String(16), nullable=False),
    Column("ordering", String(64), nullable=False),
    Column("recipient", String(254), nullable=False),
    Column("payload", JSON, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("not_before", UtcDateTime, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("sent_at", UtcDateTime),
    Column("failed_at", UtcDateTime),
    Column("error", String(120)),
    CheckConstraint("sent_at IS NULL OR failed_at IS NULL", name="one_end"),
)
Index(
    "ix_outbox_waiting",
    outbox.c.ordering,
    outbox.c.id,
    sqlite_where=outbox.c.sent_at.is_(None),
    postgresql_where=outbox.c.sent_at.is_(None),
)

# Another system that is told what becomes of enquiries: `events` are the codes of what it wants to
# know. What is sent there is signed with `secret`, which therefore stands here as it is.
webhook = Table(
    "webhook",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(64), nullable=False),
    Column("url", String(500), nullable=False),
    Column("secret", String(64), nullable=False),
    Column("events", JSON, nullable=False),
    Column("added_at", UtcDateTime, nullable=False),
)

# Work that one process does at a time.
lease = Table(
    "lease",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("holder", String(32), nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
)
