"""Erases what has been kept as long as the municipality keeps it: conversations, and the log of
what those who work here have done; and who was away, once that is over."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from db.engine import Database
from db.faults import told
from outbox import rows, webhook
from servicecenter import absences, audit, erasing
from web.settings import Settings

LOOKS = 3600  # seconds between looks; the first is at the start, so that downtime is caught up
AT_ONCE = 200

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]
Changed = Callable[[str], None]
Remove = Callable[[list[str]], None]


async def keep(
    db: Database, times: Settings, clock: Clock, changed: Changed, remove: Remove
) -> None:
    """Looks now and again, until cancelled. `remove` takes the files from the disk."""
    while True:
        try:
            await erase_old(db, timedelta(days=times.keep_days), clock, changed, remove)
            await db.write(audit.sweep, clock() - timedelta(days=times.audit_keep_days))
            await db.write(absences.sweep, clock())
            before = clock() - timedelta(days=times.keep_days)
            await db.write(rows.sweep, webhook.CHANNEL, before)
        except Exception as fault:  # noqa: BLE001 - the boundary: logged, without words
            log.error("what is old not erased\n%s", told(fault))
        await asyncio.sleep(LOOKS)


async def erase_old(
    db: Database, kept: timedelta, clock: Clock, changed: Changed, remove: Remove
) -> int:
    """How many were erased; each in a transaction of its own, so that no one has to wait long."""
    erased = 0
    before = clock() - kept
    while found := await db.read(erasing.old, before, AT_ONCE):
        for conversation_id in found:
            files = await db.write(erasing.erase_old, conversation_id, before, clock())
            if files is not None:
                remove(files)
                erased += 1
                changed(conversation_id)
                log.info("erased conversation=%s why=age", conversation_id)
    return erased
