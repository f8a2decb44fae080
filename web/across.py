"""What the web processes tell each other through Redis: hints, and signs that are stored nowhere.

None of it has to arrive. What matters is in the database, and is found there (web.lookout).
A process hears its own words too, which is how it knows that Redis is there.
"""

import asyncio
import json
import logging
import secrets
import time
from collections.abc import Callable
from typing import Any

from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

CHANNEL = "lotsen"
BEAT = 0.5  # seconds; something is said at least so often
SILENT_AFTER = 2.5  # seconds without a word, one's own included: Redis is away
AGAIN = 0.5  # seconds before the next try to reach it
AT_MOST = 10_000  # words that wait to be told; more would be old when they come

log = logging.getLogger(__name__)

Hearer = Callable[..., None]


def nobody(*_: Any) -> None:
    """There is no other process to tell."""


class Across:
    """Without an address this process is alone, as far as it knows."""

    def __init__(self, url: str) -> None:
        self._redis = _client(url) if url else None
        self._name = secrets.token_hex(8)
        self._hearers: dict[str, Hearer] = {}
        self._waiting: asyncio.Queue[list[Any]] = asyncio.Queue(AT_MOST)
        self._heard_at = float("-inf")
        self._was_heard = False

    def hears(self, kind: str, hearer: Hearer) -> None:
        """`hearer` gets the words that other processes tell of this kind."""
        self._hearers[kind] = hearer

    def tell(self, kind: str, *words: Any) -> None:
        """To all other processes, soon, or to none while Redis is away."""
        if self.is_heard and not self._waiting.full():
            self._waiting.put_nowait([kind, *words])

    @property
    def is_heard(self) -> bool:
        return time.monotonic() - self._heard_at < SILENT_AFTER

    async def run(self) -> None:
        """Until it is cancelled."""
        if self._redis is None:
            return
        try:
            async with asyncio.TaskGroup() as both:
                both.create_task(self._speak(self._redis))
                both.create_task(self._listen(self._redis))
        finally:
            await self._redis.aclose()

    async def _speak(self, redis: Redis) -> None:
        while True:
            said = await self._said()
            try:
                await redis.publish(CHANNEL, json.dumps([self._name, said]))
            except (RedisError, OSError):
                await asyncio.sleep(AGAIN)  # that it is away shows in that one does not hear it

    async def _said(self) -> list[list[Any]]:
        """All that waits to be told; nothing at the next beat."""
        said: list[list[Any]] = []
        try:
            async with asyncio.timeout(BEAT):
                said.append(await self._waiting.get())
        except TimeoutError:
            self._note()
        while not self._waiting.empty():
            said.append(self._waiting.get_nowait())
        return said

    async def _listen(self, redis: Redis) -> None:
        while True:
            try:
                async with redis.pubsub() as channel:
                    await channel.subscribe(CHANNEL)
                    await self._hear_all(channel)
            except (RedisError, OSError):
                self._heard_at = float("-inf")
            await asyncio.sleep(AGAIN)

    async def _hear_all(self, channel: PubSub) -> None:
        """As long as anything is said: a connection can be dead without telling."""
        while True:
            heard = await channel.get_message(timeout=SILENT_AFTER)
            if heard is None:
                return
            if heard["type"] == "message":
                self._heard_at = time.monotonic()
                self._hear(heard["data"])

    def _hear(self, data: bytes) -> None:
        try:
            name, said = json.loads(data)
            for kind, *words in said if name != self._name else ():
                hearer: Hearer = self._hearers.get(kind, nobody)  # a newer version may tell more
                hearer(*words)
        except (ValueError, TypeError) as fault:
            log.warning("not understood what another process told kind=%s", type(fault).__name__)

    def _note(self) -> None:
        if self.is_heard != self._was_heard:
            self._was_heard = self.is_heard
            log.warning("Redis is %s", "there" if self._was_heard else "away")


def _client(url: str) -> Redis:
    retry = Retry(NoBackoff(), 1)
    return Redis.from_url(url, retry=retry, socket_timeout=1.0, socket_connect_timeout=1.0)
