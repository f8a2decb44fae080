"""Messages to other systems, in the form of Standard Webhooks: JSON over HTTPS, signed."""

import json
import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection
from standardwebhooks import Webhook

from db.columns import UtcDateTime
from db.engine import Database
from db.outside import outbox, webhook
from outbox.rows import Waiting
from outbox.worker import Refused, Send
from outgoing.guarded import Guarded, NoAnswer, NotOutside

CHANNEL = "webhook"
PATIENCE = 10.0  # seconds until the other system has to have taken it


def add_for_all(
    db: Connection, event: str, payload: dict[str, Any], about: str, now: datetime
) -> None:
    """A row for each webhook that wants to know of the event, in one statement. Each gets what is
    about one thing in order."""
    row_id = sa.cast(webhook.c.id, sa.String)
    row = {
        "key": f"msg_{uuid.uuid4().hex}_" + row_id,
        "channel": sa.literal(CHANNEL),
        "ordering": "webhook:" + row_id + f":{about}",
        "recipient": row_id,
        "payload": sa.literal(payload, sa.JSON),
        "created_at": sa.literal(now, UtcDateTime),
        "not_before": sa.literal(now, UtcDateTime),
        "attempts": sa.literal(0),
    }
    # The codes stand in quotes in the list, and none holds a quote.
    wants = sa.cast(webhook.c.events, sa.String).contains(f'"{event}"', autoescape=True)
    db.execute(outbox.insert().from_select(list(row), sa.select(*row.values()).where(wants)))


def sending(db: Database, guarded: Guarded, clock: Callable[[], datetime]) -> Send:
    """A row's recipient is the id of a webhook."""

    async def send(due: Waiting) -> None:
        target = await db.read(_target, int(due.row.recipient))
        if target is None:
            raise Refused("removed", for_good=True)
        url, secret = target
        body = json.dumps(due.row.payload, ensure_ascii=False)
        headers = _headers(due.row.key, body, secret, clock())
        try:
            status = await guarded.post(url, body.encode(), headers, seconds=PATIENCE)
        except NotOutside:
            raise Refused("not on the internet", for_good=True) from None
        except NoAnswer as fault:
            raise Refused(f"no answer: {fault}", by_all=True) from None
        if not 200 <= status < 300:
            raise Refused(f"status {status}", by_all=True)

    return send


def _headers(key: str, body: str, secret: str, now: datetime) -> dict[str, str]:
    """Signed anew each time it is sent, so that receivers can refuse what is old."""
    return {
        "content-type": "application/json",
        "webhook-id": key,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Webhook(secret).sign(key, now, body),
    }


def _target(db: Connection, webhook_id: int) -> tuple[str, str] | None:
    query = sa.select(webhook.c.url, webhook.c.secret).where(webhook.c.id == webhook_id)
    row = db.execute(query).one_or_none()
    return None if row is None else (row.url, row.secret)
