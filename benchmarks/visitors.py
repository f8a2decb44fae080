"""Visitors who send a message again, under the same id, until it is acknowledged."""

import asyncio
import itertools
import random
import uuid
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import aiohttp

LONGEST_CONVERSATION = 3  # messages, then the visitor starts another one
TRIES_AGAIN_AFTER = (0.1, 1.0)  # seconds, at random


class Refused(Exception):
    """The service said that the request is wrong, so sending it again is of no use."""


@dataclass(frozen=True)
class Acknowledged:
    """A message that its sender was promised is stored, and under which number."""

    conversation_id: str
    client_id: str
    seq: int
    text: str


@dataclass(frozen=True)
class _Conversation:
    id: str
    key: dict[str, str]


class Visitor:
    def __init__(
        self, http: aiohttp.ClientSession, urls: Sequence[str], chance: random.Random
    ) -> None:
        """Of several addresses of the service each try takes the next, as a proxy would."""
        self.retries = 0
        self._http = http
        self._urls = itertools.cycle(urls)
        self._chance = chance
        self._starting = asyncio.Lock()
        self._left = 0
        self._current = _Conversation("", {})

    async def say(self, text: str) -> Acknowledged:
        """May be called again before it returns, as by someone who does not wait for an answer."""
        conversation = await self._conversation()
        said = {"id": str(uuid.uuid4()), "text": text}
        path = f"/{conversation.id}/messages"
        stored = await self._post_until_acknowledged(path, said, conversation.key)
        return Acknowledged(conversation.id, said["id"], stored["seq"], text)

    async def _conversation(self) -> _Conversation:
        async with self._starting:
            if not self._left:
                begun = await self._post_until_acknowledged("", {}, {})
                key = {"Authorization": f"Bearer {begun['secret']}"}
                self._current = _Conversation(begun["id"], key)
                self._left = self._chance.randint(1, LONGEST_CONVERSATION)
            self._left -= 1
            return self._current

    async def _post_until_acknowledged(
        self, path: str, body: dict[str, str], key: dict[str, str]
    ) -> dict[str, Any]:
        while True:
            url = f"{next(self._urls)}/api/conversations{path}"
            with suppress(aiohttp.ClientError, TimeoutError):
                async with self._http.post(url, json=body, headers=key) as response:
                    answer: dict[str, Any] = await response.json()
                if response.status < 300:
                    return answer
                if response.status < 500:
                    raise Refused(f"{url} answered {response.status}: {answer}")
            self.retries += 1
            await asyncio.sleep(self._chance.uniform(*TRIES_AGAIN_AFTER))
