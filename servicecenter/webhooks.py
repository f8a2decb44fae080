"""Other systems that are told what becomes of enquiries: number, function and time, and nothing of
what anyone wrote."""

import base64
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from conversations.words import visible
from db.outside import webhook
from outbox import rows
from outbox.rows import GivenUp
from outbox.webhook import CHANNEL, add_for_all
from servicecenter import audit

LONGEST_NAME, LONGEST_URL = 64, 500
SECRET_BYTES = 32
# By what the log of an enquiry calls it.
EVENTS = {
    "opened": "enquiry.opened",
    "reopened": "enquiry.opened",
    "claimed": "enquiry.claimed",
    "replied": "enquiry.answered",
    "sent_file": "enquiry.answered",
    "transferred": "enquiry.handed_on",
    "released": "enquiry.handed_on",
    "escalated": "enquiry.handed_on",
    "absent": "enquiry.handed_on",
    "closed": "enquiry.closed",
    "returned_to_bot": "enquiry.closed",
    "withdrawn": "enquiry.closed",
    "joined": "enquiry.closed",
}
KINDS = tuple(dict.fromkeys(EVENTS.values()))


class WrongWebhook(Exception):
    """The message is for the person."""


class NoSuchWebhook(Exception):
    """There is none such, or nothing of that number was given up."""


@dataclass(frozen=True)
class Target:
    id: int
    name: str
    url: str
    events: list[str]


@dataclass(frozen=True)
class Unsent:
    id: int
    to: str
    event: str
    number: str
    at: datetime
    attempts: int
    error: str


def tell(
    db: Connection, what: str, conversation_id: str, number: str, function_id: str, now: datetime
) -> None:
    """Puts it into the outbox for all who want to know, in the transaction of what it tells of.
    What is told of one conversation arrives in its order."""
    event = EVENTS.get(what)
    if event is None:
        return
    data = {"number": number, "function": function_id}
    payload = {"type": event, "timestamp": now.astimezone(UTC).isoformat(), "data": data}
    add_for_all(db, event, payload, conversation_id, now)


def targets(db: Connection) -> list[Target]:
    found = db.execute(sa.select(webhook).order_by(webhook.c.name, webhook.c.id))
    return [Target(row.id, row.name, row.url, row.events) for row in found]


def add(db: Connection, name: str, url: str, events: Iterable[str], by: str, now: datetime) -> str:
    """The secret that the other system knows us by; shown this once. Raises WrongWebhook. Whoever
    calls has checked where the address leads."""
    name, wanted = " ".join(visible(name).split()), [one for one in KINDS if one in events]
    if not 0 < len(name) <= LONGEST_NAME:
        raise WrongWebhook(f"Skriv ett namn på högst {LONGEST_NAME} tecken.")
    if len(url) > LONGEST_URL:
        raise WrongWebhook(f"Adressen får ha högst {LONGEST_URL} tecken.")
    if not wanted:
        raise WrongWebhook("Välj minst en händelse.")
    secret = "whsec_" + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()
    row = {"name": name, "url": url, "secret": secret, "events": wanted, "added_at": now}
    db.execute(webhook.insert().values(row))
    audit.add(db, by, "added_webhook", name, now, events=wanted)
    return secret


def remove(db: Connection, webhook_id: int, by: str, now: datetime) -> None:
    """With all that waits for it. Raises NoSuchWebhook."""
    gone = webhook.delete().where(webhook.c.id == webhook_id).returning(webhook.c.name)
    name = db.scalar(gone)
    if name is None:
        raise NoSuchWebhook(webhook_id)
    rows.forget_recipient(db, CHANNEL, str(webhook_id))
    audit.add(db, by, "removed_webhook", name, now)


def unsent(db: Connection) -> list[Unsent]:
    """What was given up, the oldest first."""
    names = {str(one.id): one.name for one in targets(db)}
    return [_unsent(one, names) for one in rows.given_up(db, CHANNEL)]


def send_again(db: Connection, row_id: int, by: str, now: datetime) -> None:
    """Under the name that it had, so that who has it already can drop it. Raises NoSuchWebhook."""
    number = _number(db, row_id)
    rows.retry(db, row_id, now)
    audit.add(db, by, "sent_webhook_again", number, now)


def forget(db: Connection, row_id: int, by: str, now: datetime) -> None:
    """Raises NoSuchWebhook."""
    number = _number(db, row_id)
    rows.drop(db, row_id)
    audit.add(db, by, "forgot_webhook", number, now)


def _number(db: Connection, row_id: int) -> str:
    """Of the enquiry that it tells of."""
    for one in unsent(db):
        if one.id == row_id:
            return one.number
    raise NoSuchWebhook(row_id)


def _unsent(one: GivenUp, names: dict[str, str]) -> Unsent:
    told = one.row.payload
    to, number = names.get(one.row.recipient, ""), told["data"]["number"]
    return Unsent(one.id, to, told["type"], number, one.failed_at, one.attempts, one.error)
