"""Files at the desk: the agent who has the enquiry asks for them, and sends their own."""

from datetime import datetime

from sqlalchemy import Connection

from conversations import messages
from conversations.content import FileRequest
from conversations.files import attachments
from conversations.files.store import Kept
from servicecenter.agents import Agent
from servicecenter.desk import enquiry_for_agent, owned_by
from servicecenter.enquiries import note


def ask(db: Connection, number: str, who: Agent, client_id: str, text: str, now: datetime) -> int:
    """Lets the visitor send files until the enquiry ends; the number of the message that says so.
    Raises NoSuchEnquiry and NotYours."""
    mine = owned_by(db, number, who)
    known = messages.numbered(db, mine.conversation_id, client_id)
    if known is not None:
        return known
    note(db, mine.id, now, who.login, "asked_for_file")
    said = FileRequest(number=mine.number, text=text)
    return messages.add(
        db,
        mine.conversation_id,
        "agent",
        said,
        now,
        client_id=client_id,
        agent_id=who.id,
        function_id=mine.function_id,
    )


def sent_by_agent(db: Connection, number: str, who: Agent, client_id: str) -> int | None:
    """The number of the agent's file of this name, if it is stored. Raises NoSuchEnquiry and
    NotYours."""
    mine = owned_by(db, number, who)
    return messages.numbered(db, mine.conversation_id, client_id)


def send(
    db: Connection,
    number: str,
    who: Agent,
    client_id: str,
    kept: Kept,
    room: int,
    now: datetime,
) -> tuple[int, bool]:
    """The number of the message, and whether it is new. Raises NoSuchEnquiry, NotYours and
    TooMany."""
    mine = owned_by(db, number, who)
    known = messages.numbered(db, mine.conversation_id, client_id)
    if known is not None:
        return known, False
    note(db, mine.id, now, who.login, "sent_file")
    seq = attachments.add(
        db,
        mine.conversation_id,
        "agent",
        kept,
        room,
        now,
        client_id=client_id,
        agent_id=who.id,
        function_id=mine.function_id,
    )
    return seq, True


def fetch(db: Connection, number: str, who: Agent, file_id: str) -> Kept:
    """Raises NoSuchEnquiry, NoSuchFile and NotChecked."""
    one = enquiry_for_agent(db, number, who)
    return attachments.one_of(db, one.conversation_id, file_id)
