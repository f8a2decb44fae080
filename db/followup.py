"""The tables of the follow-up: figures for each day, which outlive the conversations that they were
counted from."""

from sqlalchemy import JSON, Column, Date, ForeignKey, Integer, String, Table

from db.columns import UtcDateTime, metadata

# How many of a figure there were on a Swedish day, by function and topic. `bucket` is 0, or the
# part of servicecenter.followup.spans that a time lies in. It tells of no one, so it stays; that
# is why nothing here refers to other tables.
daily_figure = Table(
    "daily_figure",
    metadata,
    Column("day", Date, primary_key=True),
    Column("function_id", String(32), primary_key=True),
    Column("topic", String(32), primary_key=True),
    Column("figure", String(16), primary_key=True),
    Column("bucket", Integer, primary_key=True),
    Column("count", Integer, nullable=False),
)

# What a conversation has given to the figures, so that counting it again replaces that; and what
# it was like then: its last number, the answers to surveys, the questions answered by an article
# since, and the step of its open enquiry. Goes with the conversation; the figures stay.
counted = Table(
    "counted",
    metadata,
    # A process of an earlier release, which knows nothing of this, may erase the conversation.
    Column("conversation_id", ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("surveys", Integer, nullable=False),
    Column("answered", Integer, nullable=False),
    Column("step", Integer, nullable=False),
    Column("figures", JSON, nullable=False),
)

# How often it was looked on a day whether an enquiry is overlooked, and the most that were found.
overlooked_look = Table(
    "overlooked_look",
    metadata,
    Column("day", Date, primary_key=True),
    Column("looks", Integer, nullable=False),
    Column("most", Integer, nullable=False),
    Column("last_at", UtcDateTime, nullable=False),
)
