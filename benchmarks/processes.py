"""One process of each kind beside two of each, on the same questions in the same run."""

import asyncio
import os

import aiohttp

from benchmarks.bench import Bench
from benchmarks.load import Load, Reply, load
from benchmarks.lotsen import AskLotsen
from benchmarks.many import RASAS, WEBS, Many, many, stores
from benchmarks.questions import questions
from benchmarks.speed import LONGEST_EVENT, PATIENCE

AT_ONCE = 20
ONE, TWO = (WEBS[0], RASAS[0]), (*WEBS, *RASAS)


class AskInTurn:
    """Each question at the next web process, as a proxy spreads them."""

    def __init__(self, asks: list[AskLotsen]) -> None:
        self._asks = asks
        self._next = 0

    async def open(self, conversations: int) -> None:
        share = -(-conversations // len(self._asks))
        for ask in self._asks:
            await ask.open(share)

    async def __call__(self, question: str) -> Reply:
        self._next += 1
        return await self._asks[self._next % len(self._asks)](question)


def measure_processes(bench: Bench) -> str:
    """A table."""
    before = os.getloadavg()[0]
    found = {number: _measured(bench, only) for number, only in ((1, ONE), (2, TWO))}
    return as_table(found, before)


def _measured(bench: Bench, only: tuple[str, ...]) -> Load:
    with (
        bench.fresh_folder() as folder,
        stores(bench, folder) as kept,
        many(bench, folder, kept, only) as service,
    ):
        return asyncio.run(_under_load(bench, service, only))


async def _under_load(bench: Bench, service: Many, only: tuple[str, ...]) -> Load:
    asked, webs = questions(), [name for name in WEBS if name in only]
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(
        connector=connector, timeout=PATIENCE, read_bufsize=LONGEST_EVENT
    ) as http:
        ask = AskInTurn([AskLotsen(http, service.services, name) for name in webs])
        await load(ask, asked.warm_up, AT_ONCE)
        with bench.progress.step(f"{len(webs)} of each, {AT_ONCE} at once"):
            return await load(ask, asked.at_once, AT_ONCE)


def as_table(found: dict[int, Load], before: float) -> str:
    first = found[1].per_second
    rows = [
        (number, f"{of.per_second:.1f}", f"{of.per_second / first:.2f}", *_times(of))
        for number, of in found.items()
    ]
    return "\n".join(
        [
            f"| web and Rasa, each | messages a second, {AT_ONCE} at once | ratio | median | p99 |",
            "|--:|--:|--:|--:|--:|",
            *(f"| {' | '.join(map(str, row))} |" for row in rows),
            "",
            f"On {os.cpu_count()} cores, which PostgreSQL, Redis and those who ask share, with a "
            f"load of {before:.1f} before it began.",
        ]
    )


def _times(of: Load) -> tuple[str, str]:
    return f"{of.median:.0f} ms", f"{of.p99:.0f} ms"
