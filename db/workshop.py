"""The tables of the workshop: when articles are published, what they must answer, and what was
asked that nothing answers."""

from sqlalchemy import (
    Column,
    Date,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from db.columns import UtcDateTime, metadata

# A version that is to be published later; one for each article.
scheduled_publication = Table(
    "scheduled_publication",
    metadata,
    Column("article_id", ForeignKey("article.id"), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False, index=True),
    Column("scheduled_by", String(64), nullable=False),
    Column("reason", Text),
)

# Each time a version was published, or with no version taken away; `reason` is why although a
# trial question failed.
publication = Table(
    "publication",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article_id", ForeignKey("article.id"), nullable=False, index=True),
    Column("version", Integer),
    Column("published_by", String(64), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("reason", Text),
)

# A question that is tried before anything is published: the article must answer it or be offered;
# without an article, nothing may answer it.
trial_question = Table(
    "trial_question",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("question", String(300), nullable=False, unique=True),
    Column("article_id", ForeignKey("article.id"), index=True),
    Column("added_by", String(64), nullable=False),
    Column("added_at", UtcDateTime, nullable=False),
)

# Questions of one meaning that nothing answered, and what the editors do about them.
gap_group = Table(
    "gap_group",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("made_at", UtcDateTime, nullable=False),
    Column("owner_id", ForeignKey("agent.id")),
    Column("due", Date),
    Column("article_id", ForeignKey("article.id"), index=True),
    Column("not_ours_at", UtcDateTime),
    Column("asked_again_at", UtcDateTime),
)

# A question that ended without an answer; `why` is how. `vector` is its meaning, by `encoder`.
unanswered = Table(
    "unanswered",
    metadata,
    Column("conversation_id", ForeignKey("conversation.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("question", Text, nullable=False),
    Column("why", String(12), nullable=False),
    Column("topic", String(32)),
    Column("at", UtcDateTime, nullable=False),
    Column("encoder", String(64)),
    Column("vector", LargeBinary),
    Column("group_id", ForeignKey("gap_group.id"), index=True),
    Column("answered_at", UtcDateTime),
)

# How far each conversation has been looked through for such questions: everything up to `seq`, and
# `gaps` that agents had kept.
looked_through = Table(
    "looked_through",
    metadata,
    Column("conversation_id", ForeignKey("conversation.id"), primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("gaps", Integer, nullable=False),
)
