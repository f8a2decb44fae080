"""First schema"""

import sqlalchemy as sa
from alembic import op

import db.schema

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "agent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=8), nullable=False),
        sa.Column("password_hash", sa.String(length=255), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint("role IN ('agent', 'editor', 'admin')", name=op.f("ck_agent_role")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agent")),
        sa.UniqueConstraint("login", name=op.f("uq_agent_login")),
    )
    op.create_table(
        "article",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("last_version", sa.Integer(), nullable=False),
        sa.Column("live_version", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
    )
    op.create_table(
        "conversation",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("language", sa.String(length=2), server_default="sv", nullable=False),
        sa.Column("last_seq", sa.Integer(), server_default="0", nullable=False),
        sa.Column("dialogue", sa.JSON(), nullable=False),
        sa.Column("started_at", db.schema.UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "state IN ('bot', 'waiting', 'person', 'closed')", name=op.f("ck_conversation_state")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversation")),
    )
    op.create_table(
        "counter",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counter")),
    )
    op.create_table(
        "function",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("committee", sa.String(length=120), nullable=False),
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("phone", sa.String(length=32), nullable=True),
        sa.Column("visiting_address", sa.Text(), nullable=True),
        sa.Column("deputy_id", sa.String(length=32), nullable=True),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("target_hours", sa.Integer(), nullable=False),
        sa.Column("to_verify", sa.JSON(), nullable=False),
        sa.CheckConstraint("target_hours > 0", name=op.f("ck_function_target_hours")),
        sa.ForeignKeyConstraint(["deputy_id"], ["function.id"], name=op.f("fk_function_deputy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_function")),
    )
    op.create_table(
        "agent_function",
        sa.Column("agent_id", sa.Integer(), nullable=False),
        sa.Column("function_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["agent_id"], ["agent.id"], name=op.f("fk_agent_function_agent_id")
        ),
        sa.ForeignKeyConstraint(
            ["function_id"], ["function.id"], name=op.f("fk_agent_function_function_id")
        ),
        sa.PrimaryKeyConstraint("agent_id", "function_id", name=op.f("pk_agent_function")),
    )
    op.create_table(
        "article_change",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("article_id", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_article_change_article_id")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_article_change")),
    )
    op.create_table(
        "article_version",
        sa.Column("article_id", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("topic", sa.String(length=32), nullable=False),
        sa.Column("association_types", sa.JSON(), nullable=False),
        sa.Column("function_id", sa.String(length=32), nullable=False),
        sa.Column("questions", sa.JSON(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("verified_on", sa.Date(), nullable=False),
        sa.Column("review_by", sa.Date(), nullable=False),
        sa.Column("to_verify", sa.JSON(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("translation_of", sa.String(length=80), nullable=True),
        sa.Column("saved_by", sa.String(length=64), nullable=False),
        sa.Column("saved_at", db.schema.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_article_version_article_id")
        ),
        sa.ForeignKeyConstraint(
            ["function_id"], ["function.id"], name=op.f("fk_article_version_function_id")
        ),
        sa.PrimaryKeyConstraint("article_id", "version", name=op.f("pk_article_version")),
    )
    op.create_table(
        "enquiry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=11), nullable=False),
        sa.Column("conversation_id", sa.String(length=32), nullable=False),
        sa.Column("function_id", sa.String(length=32), nullable=False),
        sa.Column("agent_id", sa.Integer(), nullable=True),
        sa.Column("topic", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("opened_at", db.schema.UtcDateTime(), nullable=False),
        sa.Column("deadline", db.schema.UtcDateTime(), nullable=False),
        sa.Column("closed_at", db.schema.UtcDateTime(), nullable=True),
        sa.Column("outcome", sa.String(length=32), nullable=True),
        sa.CheckConstraint(
            "(closed_at IS NULL) = (outcome IS NULL)", name=op.f("ck_enquiry_closed_with_reason")
        ),
        sa.ForeignKeyConstraint(["agent_id"], ["agent.id"], name=op.f("fk_enquiry_agent_id")),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversation.id"], name=op.f("fk_enquiry_conversation_id")
        ),
        sa.ForeignKeyConstraint(
            ["function_id"], ["function.id"], name=op.f("fk_enquiry_function_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enquiry")),
        sa.UniqueConstraint("number", name=op.f("uq_enquiry_number")),
    )
    with op.batch_alter_table("enquiry", schema=None) as batch_op:
        batch_op.create_index("ix_enquiry_conversation_id", ["conversation_id"], unique=False)
        batch_op.create_index("ix_enquiry_open", ["function_id", "deadline"], unique=False)

    op.create_table(
        "message",
        sa.Column("conversation_id", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=True),
        sa.Column("sender", sa.String(length=8), nullable=False),
        sa.Column("agent_id", sa.Integer(), nullable=True),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("trace", sa.JSON(), nullable=True),
        sa.Column("turn", sa.String(length=8), nullable=True),
        sa.Column("at", db.schema.UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "sender IN ('visitor', 'bot', 'agent', 'system')", name=op.f("ck_message_sender")
        ),
        sa.CheckConstraint("turn IN ('pending', 'done')", name=op.f("ck_message_turn")),
        sa.ForeignKeyConstraint(["agent_id"], ["agent.id"], name=op.f("fk_message_agent_id")),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversation.id"], name=op.f("fk_message_conversation_id")
        ),
        sa.PrimaryKeyConstraint("conversation_id", "seq", name=op.f("pk_message")),
        sa.UniqueConstraint(
            "conversation_id", "client_id", name=op.f("uq_message_conversation_id_client_id")
        ),
    )
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.create_index(
            "ix_message_pending",
            ["conversation_id", "seq"],
            unique=False,
            sqlite_where=sa.text("turn = 'pending'"),
            postgresql_where=sa.text("turn = 'pending'"),
        )

    op.create_table(
        "opening_hours",
        sa.Column("function_id", sa.String(length=32), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("opens", sa.Time(), nullable=False),
        sa.Column("closes", sa.Time(), nullable=False),
        sa.CheckConstraint("opens < closes", name=op.f("ck_opening_hours_opens_before_closes")),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_opening_hours_weekday")),
        sa.ForeignKeyConstraint(
            ["function_id"], ["function.id"], name=op.f("fk_opening_hours_function_id")
        ),
        sa.PrimaryKeyConstraint("function_id", "weekday", "opens", name=op.f("pk_opening_hours")),
    )
    op.create_table(
        "passage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("encoder", sa.String(length=64), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_passage_article_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passage")),
    )
    with op.batch_alter_table("passage", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_passage_article_id"), ["article_id"], unique=False)

    op.create_table(
        "responsibility",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("function_id", sa.String(length=32), nullable=False),
        sa.Column("topic", sa.String(length=32), nullable=False),
        sa.Column("association_type", sa.String(length=32), nullable=True),
        sa.Column("matter", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["function_id"], ["function.id"], name=op.f("fk_responsibility_function_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_responsibility")),
        sa.UniqueConstraint(
            "topic",
            "association_type",
            "matter",
            name=op.f("uq_responsibility_topic_association_type_matter"),
        ),
    )
    op.create_table(
        "session",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("agent_id", sa.Integer(), nullable=False),
        sa.Column("expires_at", db.schema.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["agent_id"], ["agent.id"], name=op.f("fk_session_agent_id")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_session")),
    )
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_session_agent_id"), ["agent_id"], unique=False)

    op.create_table(
        "enquiry_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enquiry_id", sa.Integer(), nullable=False),
        sa.Column("at", db.schema.UtcDateTime(), nullable=False),
        sa.Column("who", sa.String(length=64), nullable=False),
        sa.Column("what", sa.String(length=32), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["enquiry_id"], ["enquiry.id"], name=op.f("fk_enquiry_log_enquiry_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enquiry_log")),
    )
    with op.batch_alter_table("enquiry_log", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_enquiry_log_enquiry_id"), ["enquiry_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("enquiry_log", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_enquiry_log_enquiry_id"))

    op.drop_table("enquiry_log")
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_session_agent_id"))

    op.drop_table("session")
    op.drop_table("responsibility")
    with op.batch_alter_table("passage", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_passage_article_id"))

    op.drop_table("passage")
    op.drop_table("opening_hours")
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_message_pending",
            sqlite_where=sa.text("turn = 'pending'"),
            postgresql_where=sa.text("turn = 'pending'"),
        )

    op.drop_table("message")
    with op.batch_alter_table("enquiry", schema=None) as batch_op:
        batch_op.drop_index("ix_enquiry_open")
        batch_op.drop_index("ix_enquiry_conversation_id")

    op.drop_table("enquiry")
    op.drop_table("article_version")
    op.drop_table("article_change")
    op.drop_table("agent_function")
    op.drop_table("function")
    op.drop_table("counter")
    op.drop_table("conversation")
    op.drop_table("article")
    op.drop_table("agent")
