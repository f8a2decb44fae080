"""Whether the process lives, and whether it can do its work."""

from datetime import datetime

import sqlalchemy as sa
from aiohttp import web
from sqlalchemy import Connection

from conversations.files import attachments
from db.schema import enquiry
from outbox import mail, rows, webhook
from web.keys import CLOCK, DATABASE, LIBRARY, OVERLOOKED

routes = web.RouteTableDef()


@routes.get("/health/live")
async def live(_: web.Request) -> web.Response:
    return web.json_response({"live": True})


@routes.get("/health/ready")
async def ready(request: web.Request) -> web.Response:
    """200 when questions can be taken in. The oldest enquiry that no one has is the figure to
    watch: a process that is up and enquiries that no one takes is not health."""
    oldest = await request.app[DATABASE].read(_oldest_unclaimed)
    waiting = await request.app[DATABASE].read(attachments.unchecked)
    age = None if oldest is None else (request.app[CLOCK]() - oldest).total_seconds()
    unsent, mails, others = await request.app[DATABASE].read(_not_sent)
    waited = None if unsent is None else (request.app[CLOCK]() - unsent).total_seconds()
    await request.app[LIBRARY].catch_up()
    return web.json_response(
        {
            "ready": True,
            "articles": len(request.app[LIBRARY].articles),
            "oldest_unclaimed_seconds": age,
            "oldest_unsent_seconds": waited,
            "mail_given_up": mails,
            "webhooks_given_up": others,
            "files_waiting_for_scan": len(waiting),
        }
    )


@routes.get("/api/overlooked")
async def overlooked(request: web.Request) -> web.Response:
    """A figure that anyone may look at, with those that it follows from."""
    return web.json_response(await request.app[OVERLOOKED].told())


def _not_sent(db: Connection) -> tuple[datetime | None, int, int]:
    mails, others = (len(rows.given_up(db, one)) for one in (mail.CHANNEL, webhook.CHANNEL))
    return rows.oldest_waiting(db, mail.CHANNEL), mails, others


def _oldest_unclaimed(db: Connection) -> datetime | None:
    unclaimed = enquiry.c.agent_id.is_(None) & enquiry.c.closed_at.is_(None)
    oldest: datetime | None = db.scalar(
        sa.select(sa.func.min(enquiry.c.opened_at)).where(unclaimed)
    )
    return oldest
