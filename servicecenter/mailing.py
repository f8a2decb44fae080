"""A conversation as its visitor takes it along, sent to the address that they have confirmed."""

from datetime import datetime

from sqlalchemy import Connection

from conversations.access import conversation_for_visitor
from conversations.transcript import Transcript, as_text
from outbox.mail import Attachment, Letter
from servicecenter import addresses
from servicecenter.addresses import NotConfirmed
from texts.catalogue import text


def check(db: Connection, conversation_id: str) -> None:
    """Raises NotConfirmed."""
    if addresses.confirmed(db, conversation_id) is None:
        raise NotConfirmed


def send(
    db: Connection, conversation_id: str, secret: str, one: Transcript, pdf: bytes, now: datetime
) -> None:
    """Again on the same day with nothing new sends nothing. Raises NoAccess, NotConfirmed."""
    current = conversation_for_visitor(db, conversation_id, secret, lock=True)
    attached = [
        Attachment.of(f"{one.name}.txt", "text/plain", as_text(one).encode()),
        Attachment.of(f"{one.name}.pdf", "application/pdf", pdf),
    ]
    letter = Letter(
        text(current.language, "mail-transcript-subject"),
        text(current.language, "mail-transcript-text"),
        attached,
    )
    key = f"transcript:{conversation_id}:{len(one.entries)}:{now.date()}"
    if not addresses.send(db, conversation_id, letter, key, now):
        raise NotConfirmed
