"""What those who work here look at, entered in the audit log before they are given it."""

from datetime import datetime

from sqlalchemy import Connection

from conversations.files.store import Kept
from servicecenter import audit, desk_files
from servicecenter.agents import Agent
from servicecenter.desk import enquiry_for_agent
from servicecenter.reading import Enquiry


def at_enquiry(db: Connection, number: str, who: Agent, now: datetime) -> None:
    """Raises NoSuchEnquiry."""
    audit.look(db, who.login, "read", enquiry_for_agent(db, number, who).number, now)


def at_earlier(db: Connection, number: str, who: Agent, seen: list[str], now: datetime) -> None:
    """What the same association has asked before, beside the enquiry."""
    if seen:
        audit.look(db, who.login, "saw_earlier", number, now, found=seen)


def at_queue(db: Connection, who: Agent, now: datetime) -> None:
    """Which one could be read there follows from functions and times."""
    audit.look(db, who.login, "queue", "", now)


def by_search(db: Connection, who: Agent, found: list[Enquiry], now: datetime) -> None:
    """What was searched for may name someone, and is not kept."""
    audit.add(db, who.login, "searched", "", now, found=[one.number for one in found])


def at_file(db: Connection, number: str, who: Agent, file_id: str, now: datetime) -> Kept:
    """Raises NoSuchEnquiry, NoSuchFile and NotChecked."""
    kept = desk_files.fetch(db, number, who, file_id)
    audit.add(db, who.login, "fetched_file", number, now)
    return kept
