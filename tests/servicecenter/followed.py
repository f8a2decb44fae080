"""When the steps of a question that is opened on Monday at ten are due, and what came of them."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy import Connection

from db.schema import enquiry, function
from servicecenter import desk, following
from servicecenter.agents import Agent
from servicecenter.hours import SWEDEN
from tests.servicecenter.stage import log_of

PAGE = "https://chatt.kommun.example"
NAMED = "66666666-6666-4666-8666-66666666666"
STEPS = ("reminded", "escalated", "shown_to_all", "absent", "asked_again")


def at(swedish: str) -> datetime:
    return datetime.fromisoformat(f"2026-{swedish}").replace(tzinfo=SWEDEN)


# Opened on Monday at ten; 16 working hours of six days a week's seven: until Wednesday at noon.
HALF, THREE_QUARTERS = at("11-24 11:00"), at("11-24 15:00")
DEADLINE, AFTER = at("11-25 12:00"), at("11-25 16:00")
MOMENT = timedelta(seconds=1)


def look(db: Connection, now: datetime, page: str | None = None) -> None:
    """What the process does every quarter of a minute."""
    while following.take_due(db, page, now):
        pass


def done(db: Connection, number: str) -> list[tuple[str, object]]:
    return [(what, of.get("to")) for _, what, of in log_of(db, number) if what in STEPS]


def row(db: Connection, number: str) -> sa.Row[tuple[object, ...]]:
    return db.execute(sa.select(enquiry).where(enquiry.c.number == number)).one()


def answer(db: Connection, number: str, who: Agent, now: datetime, nth: int = 1) -> None:
    desk.reply(db, number, who, f"{NAMED}{nth}", "Så här.", now, seen=99)


def confirm_mailbox(db: Connection, function_id: str) -> None:
    db.execute(function.update().where(function.c.id == function_id).values(to_verify=[]))
