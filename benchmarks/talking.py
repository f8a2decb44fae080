"""People who write to each other at a steady pace, and when the others have it."""

import asyncio
import itertools
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import aiohttp
import numpy as np

from benchmarks.people import Talk

ARRIVAL_LIMIT = 30.0  # seconds
ALL = 2**31 - 1  # as the last message that an agent has read
TEXT = "Då säger vi lördag klockan tio. Nyckeln hämtas i receptionen."


class NotArrived(Exception):
    """What was acknowledged was never shown."""


@dataclass(frozen=True)
class Arrived:
    """In milliseconds, from the POST until all who have the conversation open have the message."""

    messages: int
    per_second: float
    median: float
    p99: float
    slowest: float


@dataclass
class _OnTheWay:
    sent: float
    readers: int
    took: float = 0.0


class Talking:
    """The visitors of all `talks` have their chats open; so have the agents of the `read`."""

    def __init__(
        self, http: aiohttp.ClientSession, url: str, talks: Sequence[Talk], read: Sequence[Talk]
    ) -> None:
        self._http = http
        self._url = url
        self._talks = itertools.cycle(talks)
        self._read = itertools.cycle(read)
        self._is_read = {talk.id for talk in read}
        self._sent: dict[str, _OnTheWay] = {}

    def seen(self, name: str, at: float) -> None:
        message = self._sent.get(name)
        if message is not None:
            message.readers -= 1
            message.took = at - message.sent

    async def talk(self, per_second: int, seconds: int) -> Arrived:
        """Every other message is an agent's. Raises NotArrived."""
        count, began = per_second * seconds, time.perf_counter()
        async with asyncio.TaskGroup() as saying:
            for number in range(count):
                await asyncio.sleep(max(0.0, began + number / per_second - time.perf_counter()))
                saying.create_task(self._reply() if number % 2 else self._write())
        spent = time.perf_counter() - began
        await self._all_arrived()
        took = [1000 * message.took for message in self._sent.values()]
        median, p99, slowest = map(float, np.percentile(took, (50, 99, 100)))
        self._sent.clear()
        return Arrived(count, count / spent, median, p99, slowest)

    async def _reply(self) -> None:
        talk = next(self._talks)
        key = {"Cookie": f"lotsen_session={talk.agent.session}"}
        await self._post(f"/api/desk/enquiries/{talk.number}/reply", key, talk)

    async def _write(self) -> None:
        talk = next(self._read)
        key = {"Authorization": f"Bearer {talk.secret}"}
        await self._post(f"/api/conversations/{talk.id}/messages", key, talk)

    async def _post(self, path: str, key: dict[str, str], talk: Talk) -> None:
        name = str(uuid.uuid4())
        self._sent[name] = _OnTheWay(time.perf_counter(), 1 + (talk.id in self._is_read))
        body = {"id": name, "text": TEXT, "seen": ALL}
        async with self._http.post(self._url + path, json=body, headers=key) as response:
            response.raise_for_status()

    async def _all_arrived(self) -> None:
        until = time.perf_counter() + ARRIVAL_LIMIT
        while missing := sum(message.readers > 0 for message in self._sent.values()):
            if time.perf_counter() > until:
                raise NotArrived(f"{missing} of {len(self._sent)} messages")
            await asyncio.sleep(0.05)
