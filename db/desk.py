"""The tables of what colleagues have between themselves about an enquiry. No visitor reads them."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from db.columns import UtcDateTime, metadata

# What an agent has written for colleagues; with `function_id`, a question to that function.
# Apart from `message`, so that nothing that reads a conversation can show one.
internal_note = Table(
    "internal_note",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("enquiry_id", ForeignKey("enquiry.id"), nullable=False),
    Column("conversation_id", ForeignKey("conversation.id"), nullable=False, index=True),
    Column("client_id", String(36), nullable=False),
    Column("agent_id", ForeignKey("agent.id"), nullable=False),
    Column("function_id", ForeignKey("function.id")),
    Column("text", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    UniqueConstraint("enquiry_id", "client_id"),
)

# Who is named in a note, until they have looked. The conversation is the note's: with it, it goes.
mention = Table(
    "mention",
    metadata,
    Column("note_id", ForeignKey("internal_note.id", ondelete="CASCADE"), primary_key=True),
    Column("agent_id", ForeignKey("agent.id"), primary_key=True, index=True),
    Column("seen_at", UtcDateTime),
)

# A function that is asked for advice: it may read the enquiry until it has answered.
consultation = Table(
    "consultation",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("enquiry_id", ForeignKey("enquiry.id"), nullable=False),
    Column("function_id", ForeignKey("function.id"), nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("answered_at", UtcDateTime),
)
Index(
    "ix_consultation_open",
    consultation.c.enquiry_id,
    consultation.c.function_id,
    unique=True,
    sqlite_where=consultation.c.answered_at.is_(None),
    postgresql_where=consultation.c.answered_at.is_(None),
)

# An enquiry that its agent has put off. It is back when the time has come, or when the visitor has
# written after the message of number `seq`, without anyone doing anything.
hold = Table(
    "hold",
    metadata,
    Column("enquiry_id", ForeignKey("enquiry.id"), primary_key=True),
    Column("until", UtcDateTime, nullable=False),
    Column("seq", Integer, nullable=False),
)

# What the bot could have answered by itself, for those who write the articles.
gap = Table(
    "gap",
    metadata,
    Column("enquiry_id", ForeignKey("enquiry.id"), primary_key=True),
    Column("conversation_id", ForeignKey("conversation.id"), nullable=False, index=True),
    Column("question", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

# That an agent has the desk before them: written now and then by each page that they have open.
presence = Table(
    "presence",
    metadata,
    Column("agent_id", ForeignKey("agent.id"), primary_key=True),
    Column("seen_at", UtcDateTime, nullable=False),
)

# Words that agents send often; of a function, or of all. Past its review date none is offered.
ready_reply = Table(
    "ready_reply",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("function_id", ForeignKey("function.id")),
    Column("title", String(80), nullable=False),
    Column("text", Text, nullable=False),
    Column("review_by", Date, nullable=False),
    Column("saved_by", String(64), nullable=False),
    Column("saved_at", UtcDateTime, nullable=False),
)

# What the association answers when its enquiry has been closed.
survey = Table(
    "survey",
    metadata,
    Column("enquiry_id", ForeignKey("enquiry.id"), primary_key=True),
    Column("answer", String(8), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    CheckConstraint("answer IN ('yes', 'partly', 'no')", name="answer"),
)

# An enquiry that goes on in another one of the same association, until its visitor writes again.
joined = Table(
    "joined",
    metadata,
    Column("enquiry_id", ForeignKey("enquiry.id"), primary_key=True),
    Column("to_id", ForeignKey("enquiry.id"), nullable=False, index=True),
)
