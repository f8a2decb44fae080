"""What the bot could have answered: kept for the editors with the question and the answer."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from db.desk import gap
from db.schema import message
from servicecenter.agents import Agent
from servicecenter.desk import close, owned_by
from servicecenter.reading import Enquiry


def close_as_gap(db: Connection, number: str, who: Agent, outcome: str, now: datetime) -> None:
    """As close, and what was asked and answered is kept. Raises NoSuchEnquiry and NotYours."""
    mine = owned_by(db, number, who)
    row = {
        "enquiry_id": mine.id,
        "conversation_id": mine.conversation_id,
        "question": mine.question,
        "answer": _answer(db, mine),
        "at": now,
    }
    db.execute(gap.insert().values(row))
    close(db, number, who, outcome, now)


def _answer(db: Connection, mine: Enquiry) -> str:
    said = sa.select(message.c.content["text"].as_string()).where(
        message.c.conversation_id == mine.conversation_id,
        message.c.sender == "agent",
        message.c.at >= mine.opened_at,
    )
    return "\n\n".join(filter(None, db.scalars(said.order_by(message.c.seq))))
