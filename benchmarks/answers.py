"""Live chats between people on one web process: how soon what a visitor writes is before their
agent, and the agent's answer before the visitor."""

import asyncio
import os
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import aiohttp
import numpy as np
import uvloop

from benchmarks.bench import Bench
from benchmarks.databases import fresh_database
from benchmarks.lotsen import lotsen
from benchmarks.people import Talk, talks
from benchmarks.streams import BehindTarget, of_agent, of_queue, of_visitor
from benchmarks.talking import ALL, ARRIVAL_LIMIT, TEXT, NotArrived
from benchmarks.watchers import Seen, Watchers, allow_files
from db.engine import open_engine

AGENTS = 20  # each with the queue open, and their chats
PER_SECOND, SECONDS, WARM_UP = 5, 60, 5
MOST_MILLISECONDS = 300.0  # there and back, 99th percentile


@dataclass(frozen=True)
class Round:
    """In milliseconds, each from a POST until its reader has the words."""

    there: float
    back: float

    @property
    def whole(self) -> float:
        return self.there + self.back


class Rounds:
    """Visitors who ask, and agents who answer as soon as they see it."""

    def __init__(self, http: aiohttp.ClientSession, url: str) -> None:
        self._http = http
        self._url = url
        self._awaited: dict[str, asyncio.Future[float]] = {}
        self.chats = Watchers(url, self._seen_by("visitor"))
        self.desks = Watchers(url, self._seen_by("agent"))

    async def talk(self, made: Sequence[Talk], seconds: int) -> list[Round]:
        """Raises NotArrived."""
        count = PER_SECOND * seconds
        return await asyncio.gather(
            *(self._round(made[n % len(made)], n / PER_SECOND) for n in range(count))
        )

    async def _round(self, talk: Talk, after: float) -> Round:
        await asyncio.sleep(after)
        secret = {"Authorization": f"Bearer {talk.secret}"}
        session = {"Cookie": f"lotsen_session={talk.agent.session}"}
        there = await self._say(f"/api/conversations/{talk.id}/messages", secret, "agent")
        back = await self._say(f"/api/desk/enquiries/{talk.number}/reply", session, "visitor")
        return Round(there, back)

    async def _say(self, path: str, key: dict[str, str], reader: str) -> float:
        name, sent = str(uuid.uuid4()), time.perf_counter()
        self._awaited[reader + name] = arrived = asyncio.get_running_loop().create_future()
        body = {"id": name, "text": TEXT, "seen": ALL}
        async with self._http.post(self._url + path, json=body, headers=key) as response:
            response.raise_for_status()
        try:
            at: float = await asyncio.wait_for(arrived, ARRIVAL_LIMIT)
        except TimeoutError:
            raise NotArrived(f"a message to the {reader}") from None
        return 1000 * (at - sent)

    def _seen_by(self, reader: str) -> Seen:
        def seen(name: str, at: float) -> None:
            awaited = self._awaited.pop(reader + name, None)
            if awaited is not None:
                awaited.set_result(at)

        return seen


def measure_answers(bench: Bench, chats: int) -> str:
    """A table. Raises BehindTarget and NotArrived."""
    load = os.getloadavg()[0]
    allow_files(chats)
    with bench.fresh_folder() as folder, fresh_database(bench, folder) as url:
        with bench.progress.step(f"Writing {chats} conversations"):
            engine = open_engine(url)
            made = talks(engine, chats, AGENTS)
            engine.dispose()
        with lotsen(bench, folder, only=frozenset({"web"}), LOTSEN_DATABASE_URL=url) as service:
            found = uvloop.run(_measured(bench, service.url("web"), made))
    told = _as_table(found, chats, load)
    if _percentiles([one.whole for one in found])[1] > MOST_MILLISECONDS:
        raise BehindTarget(f"\n{told}")
    return told


async def _measured(bench: Bench, url: str, made: Sequence[Talk]) -> list[Round]:
    async with aiohttp.ClientSession() as http:
        rounds = Rounds(http, url)
        try:
            await rounds.chats.open([of_visitor(talk) for talk in made])
            await rounds.desks.open([of_agent(talk) for talk in made])
            await rounds.desks.open([of_queue(talk) for talk in made[:AGENTS]])
            await rounds.talk(made, WARM_UP)
            with bench.progress.step(f"{PER_SECOND} questions a second, each answered at once"):
                return await rounds.talk(made, SECONDS)
        finally:
            rounds.chats.close()
            rounds.desks.close()


def _percentiles(took: Sequence[float]) -> tuple[float, float, float]:
    median, p99, slowest = map(float, np.percentile(took, (50, 99, 100)))
    return median, p99, slowest


def _as_table(found: Sequence[Round], chats: int, load: float) -> str:
    ways = {
        "from the visitor to the agent": [one.there for one in found],
        "from the agent to the visitor": [one.back for one in found],
        "there and back": [one.whole for one in found],
    }
    rows = [
        (name, *(f"{took:.0f} ms" for took in _percentiles(of_way)))
        for name, of_way in ways.items()
    ]
    return "\n".join(
        [
            f"| {chats} chats, {len(found)} questions | median | 99th percentile | slowest |",
            "|---|--:|--:|--:|",
            *(f"| {' | '.join(row)} |" for row in rows),
            "",
            f"There and back at most {MOST_MILLISECONDS:.0f} ms, of 99 in a hundred. On "
            f"{os.cpu_count()} cores, with a load of {load:.1f} before it began.",
        ]
    )
