"""The worker that sends mail, where a mail server is named."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from sqlalchemy import Connection

from db.engine import Database
from outbox.mail import CHANNEL, read_sender, read_server, sending
from outbox.worker import Worker
from servicecenter import article_reminders, function_mail, notices
from web.settings import Settings


def mail_worker(settings: Settings, db: Database, clock: Callable[[], datetime]) -> Worker | None:
    url = settings.smtp_url.get_secret_value()
    if not url:
        return None
    send = sending(read_server(url), read_sender(settings.mail_from))
    prepare = partial(_prepare, settings)
    return Worker(db, {CHANNEL: send}, prepare, clock)


def page_of_chat(settings: Settings) -> str:
    return f"{settings.public_url.rstrip('/')}/chatt"


def _prepare(settings: Settings, db: Connection, now: datetime) -> None:
    function_mail.write_new(db, settings.public_url.rstrip("/"), now)
    notices.write_due(db, page_of_chat(settings), now, settings.reply_address)
    article_reminders.write_due(db, settings.public_url.rstrip("/"), now)
