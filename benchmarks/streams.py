"""Thousands of open chats on one web process: what each takes, and how fast words arrive."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass

import aiohttp
import uvloop

from benchmarks import memory
from benchmarks.bench import Bench
from benchmarks.databases import fresh_database
from benchmarks.lotsen import lotsen
from benchmarks.machine import Machine, this_machine
from benchmarks.people import Talk, talks
from benchmarks.processor import others_meanwhile, seconds_used_by
from benchmarks.running import Running
from benchmarks.talking import Arrived, NotArrived, Talking
from benchmarks.watchers import Watchers, allow_files
from db.engine import open_engine

AGENTS = 20  # each with the queue open, and so many conversations
READ_BY_EACH = 5
SETTLING = 3.0  # seconds
WARM_UP = 200  # chats that come, speak and go before the idle process is weighed
MOST_KILOBYTES = 60.0  # for an open chat
MOST_MILLISECONDS = 300.0  # until a message has arrived, 99th percentile


class BehindTarget(Exception):
    """A target is missed; the table says which."""


@dataclass(frozen=True)
class Streams:
    machine: Machine
    chats: int
    idle: float  # MB
    opened: float
    after: float
    arrived: Arrived
    processor: float | None  # cores that the web process used meanwhile
    others: float | None  # share of all that other programs used

    @property
    def kilobytes_each(self) -> float:
        return (max(self.opened, self.after) - self.idle) * memory.KILOBYTES / self.chats

    @property
    def on_target(self) -> bool:
        return self.kilobytes_each <= MOST_KILOBYTES and self.arrived.p99 <= MOST_MILLISECONDS


@dataclass(frozen=True)
class Plan:
    chats: int
    per_second: int
    seconds: int


def measure_streams(bench: Bench, plan: Plan) -> str:
    """A table. Raises BehindTarget and NotArrived."""
    allow_files(plan.chats)
    with bench.fresh_folder() as folder, fresh_database(bench, folder) as url:
        with bench.progress.step(f"Writing {plan.chats} conversations"):
            engine = open_engine(url)
            made = talks(engine, plan.chats + WARM_UP, AGENTS)
            engine.dispose()
        with lotsen(bench, folder, only=frozenset({"web"}), LOTSEN_DATABASE_URL=url) as service:
            found = uvloop.run(_measured(bench, service, made, plan))
    file = bench.folder / "streams.json"
    file.write_text(json.dumps(asdict(found), indent=2) + "\n", encoding="utf-8")
    if not found.on_target:
        raise BehindTarget(f"\n{as_table(found)}")
    return f"{as_table(found)}\n\nAll figures: {file}"


async def _measured(bench: Bench, service: Running, made: Sequence[Talk], plan: Plan) -> Streams:
    web, step = service.process_groups()["web"], bench.progress.step
    async with aiohttp.ClientSession() as http:
        with step(f"Warming up ({WARM_UP} chats)"):
            async with _opened(http, service, made[:WARM_UP]) as talking:
                await talking.talk(plan.per_second, 4)
        idle = await _settled(web)
        async with _opened(http, service, made[WARM_UP:]) as talking:
            opened = await _settled(web)
            with (
                step(f"{plan.per_second} messages a second for {plan.seconds} s"),
                others_meanwhile([web]) as others,
            ):
                before = seconds_used_by(web)
                arrived = await talking.talk(plan.per_second, plan.seconds)
                used = seconds_used_by(web)
            after = memory.of_group(web).rss
    processor = None if used is None or before is None else (used - before) / plan.seconds
    return Streams(
        this_machine(), plan.chats, idle, opened, after, arrived, processor, others.share
    )


async def _settled(group: int) -> float:
    await asyncio.sleep(SETTLING)
    return memory.of_group(group).rss


@asynccontextmanager
async def _opened(
    http: aiohttp.ClientSession, service: Running, made: Sequence[Talk]
) -> AsyncIterator[Talking]:
    """Everyone has opened what they read. Raises NotArrived when one of them is hung up on."""
    url, read = service.url("web"), made[: AGENTS * READ_BY_EACH]
    talking = Talking(http, url, made, read)
    watchers = Watchers(url, talking.seen)
    try:
        await watchers.open([of_visitor(talk) for talk in made])
        await watchers.open([of_agent(talk) for talk in read])
        await watchers.open([of_queue(talk) for talk in made[:AGENTS]])
        yield talking
        if watchers.lost:
            raise NotArrived(f"{watchers.lost} chats were hung up on")
    finally:
        watchers.close()


def of_visitor(talk: Talk) -> tuple[str, str]:
    return f"/api/conversations/{talk.id}/events", f"Authorization: Bearer {talk.secret}"


def of_agent(talk: Talk) -> tuple[str, str]:
    return f"/api/desk/enquiries/{talk.number}/events", _session(talk)


def of_queue(talk: Talk) -> tuple[str, str]:
    return "/api/desk/events", _session(talk)


def _session(talk: Talk) -> str:
    return f"Cookie: lotsen_session={talk.agent.session}"


def as_table(found: Streams) -> str:
    arrived, machine = found.arrived, found.machine
    rows = [
        ("memory (RSS), no chat open", f"{found.idle:.0f} MB", ""),
        (f"memory, {found.chats} chats open", f"{found.opened:.0f} MB", ""),
        (f"memory, after {arrived.messages} messages", f"{found.after:.0f} MB", ""),
        ("memory of an open chat", f"{found.kilobytes_each:.0f} KB", f"{MOST_KILOBYTES:.0f} KB"),
        ("messages a second", f"{arrived.per_second:.1f}", ""),
        ("from POST to reader: median", f"{arrived.median:.0f} ms", ""),
        ("99th percentile", f"{arrived.p99:.0f} ms", f"{MOST_MILLISECONDS:.0f} ms"),
        ("slowest", f"{arrived.slowest:.0f} ms", ""),
        ("processor of the web process", _share(found.processor, " of a core"), ""),
    ]
    return "\n".join(
        [
            "| | measured | at most |",
            "|---|--:|--:|",
            *(f"| {' | '.join(row)} |" for row in rows),
            "",
            f"Measured on {machine.measured_on} on {machine.cores} cores of {machine.cpu}, which "
            f"also ran the readers; other programs used {_share(found.others)} of them meanwhile.",
        ]
    )


def _share(share: float | None, of: str = "") -> str:
    return "an unknown share" if share is None else f"{share:.0%}{of}"
