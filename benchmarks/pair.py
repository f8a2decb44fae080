"""Two web processes: how soon a message reaches who reads at the other, with Redis and without."""

import os
from collections.abc import Sequence

import aiohttp
import uvloop

from benchmarks.bench import Bench
from benchmarks.many import WEBS, Many, many, stores
from benchmarks.people import Talk, talks
from benchmarks.streams import BehindTarget, of_agent, of_visitor
from benchmarks.talking import Arrived, Talking
from benchmarks.watchers import Watchers
from db.engine import open_engine

AGENTS, TALKS = 10, 60
SECONDS = 20
WITH, WITHOUT = 300.0, 2000.0  # ms at most: the 99th percentile with Redis, the slowest without


def measure_pair(bench: Bench, per_second: int) -> str:
    """A table. Raises BehindTarget, and NotArrived where a message is lost."""
    load = os.getloadavg()[0]
    with bench.fresh_folder() as folder, stores(bench, folder) as kept:
        engine = open_engine(kept.database_url)
        made = talks(engine, TALKS, AGENTS)
        engine.dispose()
        with many(bench, folder, kept, only=WEBS) as service:
            beside, away = uvloop.run(_measured(bench, service, made, per_second))
    told = _as_table(beside, away, load)
    if beside.p99 > WITH or away.slowest > WITHOUT:
        raise BehindTarget(f"\n{told}")
    return told


async def _measured(
    bench: Bench, service: Many, made: Sequence[Talk], per_second: int
) -> tuple[Arrived, Arrived]:
    """All write at one process; visitors and agents have the chats open at the other."""
    writes, reads = service.webs
    async with aiohttp.ClientSession() as http:
        talking = Talking(http, writes, made, made)
        watchers = Watchers(reads, talking.seen)
        try:
            await watchers.open([of_visitor(talk) for talk in made])
            await watchers.open([of_agent(talk) for talk in made])
            await talking.talk(per_second, 4)  # to warm up
            with bench.progress.step(f"{per_second} messages a second, with Redis"):
                beside = await talking.talk(per_second, SECONDS)
            service.stores.kill("redis")
            with bench.progress.step("and without"):
                away = await talking.talk(per_second, SECONDS)
        finally:
            watchers.close()
    return beside, away


def _as_table(beside: Arrived, away: Arrived, load: float) -> str:
    rows = [
        (
            name,
            f"{one.messages}",
            *(f"{took:.0f} ms" for took in (one.median, one.p99, one.slowest)),
            most,
        )
        for name, one, most in (
            ("with Redis", beside, f"{WITH:.0f} ms, of 99 in a hundred"),
            ("without", away, f"{WITHOUT:.0f} ms"),
        )
    ]
    return "\n".join(
        [
            "| from POST to a reader at the other | messages | median | 99th | slowest | target |",
            "|---|--:|--:|--:|--:|--:|",
            *(f"| {' | '.join(row)} |" for row in rows),
            "",
            f"On {os.cpu_count()} cores, with a load of {load:.1f} before it began.",
        ]
    )
