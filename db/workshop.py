"""The tables of the workshop: who reviews articles, when they are published, what they must answer,
and what was asked that nothing answers."""

from sqlalchemy import (
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

# What is published only after someone else has reviewed it: an article, or all of a function.
needs_review = Table(
    "needs_review",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article_id", ForeignKey("article.id"), unique=True),
    Column("function_id", ForeignKey("function.id"), unique=True),
    Column("set_by", String(64), nullable=False),
    Column("set_at", UtcDateTime, nullable=False),
    CheckConstraint("(article_id IS NULL) <> (function_id IS NULL)", name="one_of"),
)

# Who was asked to review a version, by whom, and who has approved it; all are logins.
review = Table(
    "review",
    metadata,
    Column("article_id", String(80), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("asked_by", String(64)),
    Column("asked_of", String(64)),
    Column("asked_at", UtcDateTime),
    Column("approved_by", String(64)),
    Column("approved_at", UtcDateTime),
    ForeignKeyConstraint(
        ["article_id", "version"], ["article_version.article_id", "article_version.version"]
    ),
)

# The letters about an article's review date that its function has got: `stage` is 'soon' or
# 'passed'.
article_reminder = Table(
    "article_reminder",
    metadata,
    Column("article_id", ForeignKey("article.id"), primary_key=True),
    Column("review_by", Date, primary_key=True),
    Column("stage", String(8), primary_key=True),
    Column("at", UtcDateTime, nullable=False),
)

# A page that an article names as its source and that is read once a day: what it said when it was
# read last, from `url`. `before` is what it said before it changed, until someone has seen that.
watched_source = Table(
    "watched_source",
    metadata,
    Column("article_id", ForeignKey("article.id"), primary_key=True),
    Column("url", Text),
    Column("etag", String(200)),
    Column("last_modified", String(200)),
    Column("text", Text),
    Column("checked_at", UtcDateTime, index=True),
    Column("failed", String(32)),
    Column("before", Text),
    Column("changed_at", UtcDateTime),
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

# Each time an article was shown: after which question, whether it was chosen among several, and
# what was said of it ('helpful', 'not_helpful', null for nothing).
shown_article = Table(
    "shown_article",
    metadata,
    Column("conversation_id", ForeignKey("conversation.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("article_id", String(80), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("question", Text),
    Column("chosen", Boolean, nullable=False),
    Column("said", String(12)),
)
Index("ix_shown_article_of_at", shown_article.c.article_id, shown_article.c.at)

# How far each conversation has been looked through for both: everything up to `seq`, and
# `gaps` that agents had kept. `look` tells what is kept of it: an older look is done again.
looked_through = Table(
    "looked_through",
    metadata,
    Column("conversation_id", ForeignKey("conversation.id"), primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("gaps", Integer, nullable=False),
    Column("look", Integer, nullable=False, server_default="0"),
)
