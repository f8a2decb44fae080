"""Lotsen as `./lotsen up` starts it, but with ports and data of its own; and a visitor of it."""

import json
import sys
import time
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

from benchmarks.bench import ROOT, Bench
from benchmarks.load import NoReply, Reply
from benchmarks.running import Running
from launch.ports import free_port
from launch.session import Session
from launch.settings import PORTS, read_settings
from launch.stop import Stop
from launch.up import programs

WHILE_OPEN = aiohttp.ClientTimeout(total=None, sock_read=60)
NO_LIMIT = "1000000"  # all visitors come from one address here


@dataclass(frozen=True)
class _Session(Session):
    bench: Bench

    @property
    def web_python(self) -> Path:
        return Path(sys.executable)

    @property
    def rasa_python(self) -> Path:
        return self.bench.rasa_python


BOTH = frozenset({"web", "rasa"})


def lotsen(bench: Bench, data: Path, only: frozenset[str] = BOTH, **more: str) -> Running:
    """`only` names the programs to start. `more` are further settings."""
    ports = {name: str(free_port()) for name in PORTS}
    environment = {
        **bench.runner.environment,
        **ports,
        **more,
        "LOTSEN_DATA": str(data),
        "LOTSEN_ENCODER": bench.encoder,
        "LOTSEN_MESSAGES_PER_MINUTE": NO_LIMIT,
        "LOTSEN_CONVERSATIONS_PER_MINUTE": NO_LIMIT,
    }
    settings = read_settings(environment, ROOT)
    session = _Session(ROOT, settings, environment, Stop(), bench.progress, bench)
    wanted = [one for one in programs(session, bench.model) if one.name in only]
    return Running("Lotsen", bench.progress, session.runner, wanted)


@dataclass(frozen=True)
class _Chat:
    """An open conversation, and its view in which the reply will appear."""

    address: str
    key: dict[str, str]
    events: aiohttp.ClientResponse


class AskLotsen:
    """Each question is a new conversation, whose visitor watches for the reply as the chat does."""

    def __init__(self, http: aiohttp.ClientSession, service: Running, web: str = "web") -> None:
        """`web` is how the process is called that has the chats."""
        self._http = http
        self._url = f"{service.url(web)}/api/conversations"
        self._open: list[_Chat] = []

    async def open(self, conversations: int) -> None:
        self._open += [await self._opened() for _ in range(conversations)]

    async def _opened(self) -> _Chat:
        begun = await self._post(self._url, {}, {})
        key = {"Authorization": f"Bearer {begun['secret']}"}
        address = f"{self._url}/{begun['id']}"
        events = await self._http.get(f"{address}/events", headers=key, timeout=WHILE_OPEN)
        return _Chat(address, key, events)

    async def __call__(self, question: str) -> Reply:
        chat = self._open.pop(0)
        async with chat.events as events:
            started = time.perf_counter()
            said = {"id": str(uuid.uuid4()), "text": question}
            await self._post(f"{chat.address}/messages", said, chat.key)
            told = await _first_reply(events)
            return Reply(time.perf_counter() - started, told["kind"], _articles(told))

    async def _post(self, url: str, body: dict[str, str], key: dict[str, str]) -> dict[str, Any]:
        async with self._http.post(url, json=body, headers=key) as response:
            response.raise_for_status()
            answer: dict[str, Any] = await response.json()
            return answer


async def _first_reply(events: aiohttp.ClientResponse) -> dict[str, Any]:
    """It is on disk: what is not committed is not sent."""
    async for line in events.content:
        if line.startswith(b"data:"):
            for message in json.loads(line.removeprefix(b"data:"))["messages"]:
                if message["from"] != "visitor" and message["kind"] != "notice":
                    told: dict[str, Any] = message
                    return told
    raise NoReply("the stream ended before the reply")


def _articles(told: dict[str, Any]) -> frozenset[str]:
    offered = (one["id"].removeprefix("article:") for one in told.get("choices", ()))
    return frozenset([*offered, told.get("article", {}).get("id", "")])
