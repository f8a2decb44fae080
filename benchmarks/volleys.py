"""Messages sent some at a time, and a process killed in the midst of each time."""

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import cycle, islice

import aiohttp

from benchmarks.running import Running
from benchmarks.visitors import Acknowledged, Visitor
from launch.progress import Progress

VISITORS = 7
# In seconds. A volley of ten messages takes some tenths of a second from the first POST to the
# last reply, and a process some ten to come back. So kills hit every stage of a message's way,
# and volleys begin with both processes up, with one down, or with one just starting.
SPREAD = 0.3
KILL_WITHIN = 0.5
LONGEST_PAUSE = 15.0
ANSWER_LIMIT = aiohttp.ClientTimeout(total=10)  # after which a visitor sends again
VOLLEY_LIMIT = 300


class NeverAcknowledged(Exception):
    """Sending a message again and again did not help."""


@dataclass(frozen=True)
class Kill:
    """`after` counts from the start of its volley, `pause` from the end."""

    program: str
    after: float
    pause: float


@dataclass
class Sent:
    """What happened meanwhile."""

    acknowledged: list[Acknowledged] = field(default_factory=list)
    killed: list[tuple[str, datetime]] = field(default_factory=list)
    unacknowledged_at_kills: int = 0
    retries: int = 0
    seconds: float = 0.0


class Volleys:
    def __init__(self, service: Running, progress: Progress, seed: int) -> None:
        self._service = service
        self._progress = progress
        self._chance = random.Random(seed)  # noqa: S311 - to be repeated, not to be secret
        self._under_way = 0
        self._sent = Sent()

    async def fire(self, texts: Sequence[str], kills: int) -> Sent:
        """Returns when all are acknowledged. Raises NeverAcknowledged."""
        plan = self._planned(kills)
        started = time.monotonic()
        async with aiohttp.ClientSession(timeout=ANSWER_LIMIT) as http:
            url = self._service.url("web")
            visitors = [Visitor(http, [url], self._chance) for _ in range(VISITORS)]
            for number, kill in enumerate(plan):
                await self._volley(visitors, texts[number::kills], kill)
                self._progress.say(f"{number + 1} of {kills} kills: {kill.program}")
                await asyncio.sleep(kill.pause)
        self._sent.retries = sum(visitor.retries for visitor in visitors)
        self._sent.seconds = time.monotonic() - started
        return self._sent

    def _planned(self, kills: int) -> list[Kill]:
        """Both programs as often as the other, in any order."""
        chance, programs = self._chance, [*islice(cycle(("web", "rasa")), kills)]
        chance.shuffle(programs)
        return [
            Kill(program, chance.uniform(0, KILL_WITHIN), chance.uniform(0, LONGEST_PAUSE))
            for program in programs
        ]

    async def _volley(self, visitors: list[Visitor], texts: Sequence[str], kill: Kill) -> None:
        saying = [self._say(self._chance.choice(visitors), text) for text in texts]
        try:
            async with asyncio.timeout(VOLLEY_LIMIT):
                await asyncio.gather(self._kill(kill), *saying)
        except TimeoutError as error:
            raise NeverAcknowledged(f"a message, in {VOLLEY_LIMIT} seconds of trying") from error

    async def _say(self, visitor: Visitor, text: str) -> None:
        await asyncio.sleep(self._chance.uniform(0, SPREAD))
        self._under_way += 1
        self._sent.acknowledged.append(await visitor.say(text))
        self._under_way -= 1

    async def _kill(self, kill: Kill) -> None:
        await asyncio.sleep(kill.after)
        self._sent.unacknowledged_at_kills += self._under_way
        self._sent.killed.append((kill.program, datetime.now(UTC)))
        self._service.kill_and_restart(kill.program)
