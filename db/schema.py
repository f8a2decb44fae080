"""All tables, in the order one reads them: what is asked, who owns it, what we know; who works
here is in db.people, what is to reach people outside in db.outside, what colleagues have between
themselves in db.desk, what they have looked at and changed in db.audit, what is counted of it all
in db.followup.

The same on SQLite and PostgreSQL. Times are UTC. Texts that people wrote are stored as
they wrote them; secrets and session tokens only as their SHA-256.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    Time,
    UniqueConstraint,
)

from db import audit, desk, followup, outside, paths, workshop  # noqa: F401 - of the schema
from db.columns import UtcDateTime as UtcDateTime
from db.columns import metadata as metadata
from db.people import absence as absence
from db.people import agent as agent
from db.people import agent_function as agent_function
from db.people import agent_hours as agent_hours
from db.people import session as session

# What a question can be about. Whatever is none of the first four goes to the servicecenter.
TOPICS = ("grants", "booking", "cooperation", "other_association", "out_of_scope")
ASSOCIATION_TYPES = (
    "sport",
    "culture",
    "youth",
    "pensioners",
    "disability",
    "social",
    "study",
    "environment",
    "other",
)

# --- What is asked -------------------------------------------------------------------

# One chat between one visitor and the municipality. `last_seq` hands out the messages' numbers,
# `visitor_seen` and `agent_seen` tell how far each side has read; the language follows what the
# visitor writes until it is chosen; `dialogue` is what the bot needs to remember. When it is
# erased, the row stays only if an enquiry came of it: without words, and no secret opens it.
conversation = Table(
    "conversation",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("secret_hash", String(64), nullable=False),
    Column("state", String(8), nullable=False),
    Column("language", String(16), nullable=False, server_default="sv"),
    Column("language_chosen", Boolean, nullable=False, server_default="0"),
    Column("last_seq", Integer, nullable=False, server_default="0"),
    Column("visitor_seen", Integer, nullable=False, server_default="0"),
    Column("agent_seen", Integer, nullable=False, server_default="0"),
    Column("dialogue", JSON, nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    Column("erased_at", UtcDateTime),
    CheckConstraint("state IN ('bot', 'waiting', 'person', 'closed')", name="state"),
)

# Every word of a conversation, in order. `client_id` is the visitor's or agent's own name
# for a message: the same name again is the same message. `turn` is set on what the bot
# must answer: 'pending' until exactly one reply is stored, then 'done'. `content` is what
# people are shown, `trace` what the bot understood (for agents and follow-up only). An agent's
# words keep the function that the agent spoke for.
message = Table(
    "message",
    metadata,
    Column("conversation_id", ForeignKey("conversation.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("client_id", String(36)),
    Column("sender", String(8), nullable=False),
    Column("agent_id", ForeignKey("agent.id")),
    Column("function_id", ForeignKey("function.id")),
    Column("content", JSON, nullable=False),
    Column("trace", JSON),
    Column("turn", String(8)),
    Column("at", UtcDateTime, nullable=False),
    UniqueConstraint("conversation_id", "client_id"),
    CheckConstraint("sender IN ('visitor', 'bot', 'agent', 'system')", name="sender"),
    CheckConstraint("turn IN ('pending', 'done')", name="turn"),
)
Index(
    "ix_message_pending",
    message.c.conversation_id,
    message.c.seq,
    sqlite_where=message.c.turn == "pending",
    postgresql_where=message.c.turn == "pending",
)

# A file that a message carries; its bytes lie in the data folder under its id. `state` is
# 'checking' until the virus scanner has seen it, where there is one; 'stopped' is infected, and
# its bytes are gone.
attachment = Table(
    "attachment",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("conversation_id", String(32), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("name", String(100), nullable=False),
    Column("type", String(80), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("state", String(8), nullable=False),
    ForeignKeyConstraint(["conversation_id", "seq"], ["message.conversation_id", "message.seq"]),
    UniqueConstraint("conversation_id", "seq"),
    CheckConstraint("state IN ('checking', 'ready', 'stopped')", name="state"),
)
Index(
    "ix_attachment_checking",
    attachment.c.id,
    sqlite_where=attachment.c.state == "checking",
    postgresql_where=attachment.c.state == "checking",
)

# --- Who owns it ---------------------------------------------------------------------

# A question that a function of the servicecenter owns, from handover to close. Whether it is
# unanswered is not stored: it follows from who spoke last. `step` is the last of the steps of
# servicecenter.steps that has been taken, counted from `waits_from`; `next_step_at` is when the
# next one comes, null when the visitor waits for no one or all have been taken.
enquiry = Table(
    "enquiry",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", String(11), nullable=False, unique=True),
    Column("conversation_id", ForeignKey("conversation.id"), nullable=False),
    Column("function_id", ForeignKey("function.id"), nullable=False),
    Column("agent_id", ForeignKey("agent.id")),
    Column("topic", String(32), nullable=False),
    Column("reason", String(32), nullable=False),
    Column("details", JSON, nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("deadline", UtcDateTime, nullable=False),
    Column("waits_from", UtcDateTime),
    Column("step", Integer, nullable=False, server_default="0"),
    Column("next_step_at", UtcDateTime),
    Column("closed_at", UtcDateTime),
    Column("outcome", String(32)),
    CheckConstraint("(closed_at IS NULL) = (outcome IS NULL)", name="closed_with_reason"),
)
Index(
    "ix_enquiry_open",
    enquiry.c.function_id,
    enquiry.c.deadline,
    sqlite_where=enquiry.c.closed_at.is_(None),
    postgresql_where=enquiry.c.closed_at.is_(None),
)
Index(
    "ix_enquiry_next_step",
    enquiry.c.next_step_at,
    sqlite_where=enquiry.c.closed_at.is_(None),
    postgresql_where=enquiry.c.closed_at.is_(None),
)
Index("ix_enquiry_conversation_id", enquiry.c.conversation_id)

# All that happened to an enquiry, by whom ('visitor', 'bot', 'system' or an agent's login).
enquiry_log = Table(
    "enquiry_log",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("enquiry_id", ForeignKey("enquiry.id"), nullable=False, index=True),
    Column("at", UtcDateTime, nullable=False),
    Column("who", String(64), nullable=False),
    Column("what", String(32), nullable=False),
    Column("details", JSON, nullable=False),
)

# Numbers that must follow on one another: enquiries within a year, changes of articles.
# Taking the next one locks the row until commit, so they are committed in their order.
counter = Table(
    "counter",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("last", BigInteger, nullable=False),
)

# --- Contact paths -------------------------------------------------------------------

# A function of the servicecenter, answerable to a committee. What is not verified by the
# municipality is named in `to_verify` and is not shown as a fact. `task_in` is the task in other
# languages; `closed_days` are those that are no public holidays.
function = Table(
    "function",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", String(120), nullable=False),
    Column("committee", String(120), nullable=False),
    Column("task", Text, nullable=False),
    Column("email", String(254)),
    Column("phone", String(32)),
    Column("visiting_address", Text),
    Column("deputy_id", ForeignKey("function.id")),
    Column("languages", JSON, nullable=False),
    Column("target_hours", Integer, nullable=False),
    Column("to_verify", JSON, nullable=False),
    Column("task_in", JSON, nullable=False, server_default="{}"),
    Column("closed_days", JSON, nullable=False, server_default="[]"),
    CheckConstraint("target_hours > 0", name="target_hours"),
)

# Office hours in Swedish local time; weekday 0 is Monday.
opening_hours = Table(
    "opening_hours",
    metadata,
    Column("function_id", ForeignKey("function.id"), primary_key=True),
    Column("weekday", Integer, primary_key=True),
    Column("opens", Time, primary_key=True),
    Column("closes", Time, nullable=False),
    CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
    CheckConstraint("opens < closes", name="opens_before_closes"),
)

# Which function owns a matter. Null means "any"; the row that names most wins.
responsibility = Table(
    "responsibility",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("function_id", ForeignKey("function.id"), nullable=False),
    Column("topic", String(32), nullable=False),
    Column("association_type", String(32)),
    Column("matter", String(32)),
    UniqueConstraint("topic", "association_type", "matter"),
)

# --- What we know --------------------------------------------------------------------

# An article; `live_version` is what is answered from, null when nothing is. What is archived is
# kept out of the editors' way.
article = Table(
    "article",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("last_version", Integer, nullable=False),
    Column("live_version", Integer),
    Column("archived_at", UtcDateTime),
)

# Each saved text of an article, whole; none is ever changed.
article_version = Table(
    "article_version",
    metadata,
    Column("article_id", ForeignKey("article.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("title", String(120), nullable=False),
    Column("topic", String(32), nullable=False),
    Column("association_types", JSON, nullable=False),
    Column("function_id", ForeignKey("function.id"), nullable=False),
    Column("questions", JSON, nullable=False),
    Column("open_questions", JSON, nullable=False, server_default="[]"),
    Column("body", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("verified_on", Date, nullable=False),
    Column("review_by", Date, nullable=False),
    Column("to_verify", JSON, nullable=False),
    Column("language", String(2), nullable=False),
    Column("translation_of", String(80)),
    Column("saved_by", String(64), nullable=False),
    Column("saved_at", UtcDateTime, nullable=False),
)

# What the search finds: one question (answered or open), the title or a piece of the body of a live
# version, with its vector (float32, normalised) of the encoder named beside it.
passage = Table(
    "passage",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article_id", ForeignKey("article.id"), nullable=False, index=True),
    Column("kind", String(8), nullable=False),
    Column("text", Text, nullable=False),
    Column("encoder", String(64), nullable=False),
    Column("vector", LargeBinary, nullable=False),
)

# One row for each change of what is answered from; indexes catch up by number.
article_change = Table(
    "article_change",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("article_id", ForeignKey("article.id"), nullable=False),
)
