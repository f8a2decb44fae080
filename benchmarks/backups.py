"""Takes a backup while visitors write, puts it back elsewhere, and looks for what is missing."""

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path

import aiohttp
import sqlalchemy as sa

from backup.restoring import restore
from backup.taking import back_up
from benchmarks.bench import Bench
from benchmarks.databases import fresh_database
from benchmarks.kill import wait_until_quiet
from benchmarks.lotsen import lotsen
from benchmarks.people import hire_for_all
from benchmarks.questions import distinct_texts
from benchmarks.running import Running
from benchmarks.visitors import Acknowledged, Visitor
from db.engine import open_engine
from db.schema import message
from servicecenter.ledger import faults

VISITORS = 20
ANSWER_LIMIT = aiohttp.ClientTimeout(total=60)


class Missing(Exception):
    """What was acknowledged before the backup began and is not in it, or what the ledger says."""


@dataclass
class Sent:
    """`before` is what was acknowledged when the backup began; `took` its seconds."""

    all: list[Acknowledged] = field(default_factory=list)
    before: list[Acknowledged] = field(default_factory=list)
    meanwhile: int = 0
    size: int = 0
    took: float = 0.0


def back_up_while_sending(bench: Bench, per_second: int, seconds: int) -> str:
    """What was measured, in words. Raises Missing."""
    with bench.fresh_folder() as folder, fresh_database(bench, folder) as url:
        archive, there = folder / "lotsen.tar", folder / "restored"
        hire_for_all(url)
        with lotsen(bench, folder, LOTSEN_DATABASE_URL=url) as service:
            sent = asyncio.run(_send(service, url, archive, per_second, seconds))
        there.mkdir()
        with fresh_database(bench, there) as target:
            restore(archive, target, there, datetime.now(UTC))
            found = _missing(bench, there, target, sent.before)
    told = (
        f"{len(sent.all)} messages acknowledged at {per_second} a second, {len(sent.before)} of "
        f"them before the backup began; {sent.meanwhile} in the {sent.took:.1f} s that it took; "
        f"{sent.size / 1e6:.1f} MB"
    )
    if found:
        raise Missing("\n".join([told, *found]))
    return f"{told}\nrestored: all of those are there, förbisedda: 0"


async def _send(service: Running, url: str, archive: Path, per_second: int, seconds: int) -> Sent:
    sent, texts = Sent(), cycle(distinct_texts())
    chance = random.Random(1)  # noqa: S311 - to be repeated, not to be secret
    async with aiohttp.ClientSession(timeout=ANSWER_LIMIT) as http, asyncio.TaskGroup() as saying:
        visitors = cycle([Visitor(http, [service.url("web")], chance) for _ in range(VISITORS)])
        began = time.monotonic()
        for number in range(per_second * seconds):
            await asyncio.sleep(max(0.0, began + number / per_second - time.monotonic()))
            saying.create_task(_say(next(visitors), next(texts), sent))
            if number == per_second * seconds // 2:
                saying.create_task(_back_up(url, archive, sent))
    return sent


async def _say(visitor: Visitor, text: str, sent: Sent) -> None:
    sent.all.append(await visitor.say(text))


async def _back_up(url: str, archive: Path, sent: Sent) -> None:
    sent.before, began = list(sent.all), time.monotonic()
    files = archive.parent / "files"
    made = await asyncio.to_thread(back_up, url, files, archive, datetime.now(UTC))
    sent.took, sent.size = time.monotonic() - began, made.size
    sent.meanwhile = len(sent.all) - len(sent.before)


def _missing(bench: Bench, folder: Path, url: str, promised: Sequence[Acknowledged]) -> list[str]:
    """After the start there, which takes up the turns that were left."""
    engine = open_engine(url)
    with lotsen(bench, folder, LOTSEN_DATABASE_URL=url):
        wait_until_quiet(engine)
    with engine.connect() as db:
        rows = db.execute(sa.select(message.c.conversation_id, message.c.seq, message.c.client_id))
        there = {(row.conversation_id, row.seq, row.client_id) for row in rows}
        wrong = faults(db, datetime.now(UTC))
    engine.dispose()
    lost = [one for one in promised if (one.conversation_id, one.seq, one.client_id) not in there]
    return [*(f"message {one.seq} of {one.conversation_id} is missing" for one in lost), *wrong]
