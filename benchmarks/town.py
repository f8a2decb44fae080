"""A town's associations and agents at one running service: each does something, thinks, and does
the next thing, as people do. What is measured is what they wait for.
"""

import asyncio
import json
import random
import time
import uuid
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import jinja2
import numpy as np

from benchmarks.machine import this_machine
from benchmarks.questions import distinct_texts

THINKS = 20.0  # seconds before the next thing, on the average; never less than a second
LOOKS = 0.02  # seconds between looks for the answer
AGENTS_LOOK = 5.0  # seconds between looks at the queue
WANTS_A_PERSON = 0.3  # of the associations, after the answer
ASKS_FOR_ONE = "Jag vill prata med en människa"
REPLY = "Vi ordnar det. Ring oss om något mer behövs."
ALL_READ = 2**31 - 1
LIMIT = aiohttp.ClientTimeout(total=30)
PAGE = Path(__file__).with_name("town.html.j2")


class NotOurs(Exception):
    """The load is for services on this machine alone."""


@dataclass(frozen=True)
class Plan:
    url: str
    associations: int
    seconds: int
    people: Sequence[dict[str, str]]  # as commands.first_users prints them


@dataclass
class Seen:
    """How long each step took, in milliseconds, and what went wrong, by step and kind."""

    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    failed: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    @asynccontextmanager
    async def step(self, name: str) -> AsyncIterator[None]:
        began = time.perf_counter()
        try:
            yield
        except (aiohttp.ClientError, TimeoutError) as error:
            self.failed[f"{name}: {_kind(error)}"] += 1
        else:
            self.took[name].append(1000 * (time.perf_counter() - began))


@dataclass(frozen=True)
class Step:
    name: str
    count: int
    median: float
    p95: float
    p99: float
    slowest: float


def visit(plan: Plan) -> tuple[list[Step], dict[str, int]]:
    """Raises NotOurs."""
    host = urlsplit(plan.url).hostname or ""
    if host != "localhost" and not ip_address(host).is_loopback:
        raise NotOurs(f"{host} is not on loopback")
    seen = Seen()
    asyncio.run(_visit(plan, seen))
    steps = [_step(name, times) for name, times in sorted(seen.took.items())]
    return steps, dict(seen.failed)


def report(plan: Plan, steps: list[Step], failed: dict[str, int], folder: Path) -> str:
    """Writes town.html and town.json, and says where."""
    folder.mkdir(parents=True, exist_ok=True)
    about = {
        "machine": asdict(this_machine()),
        "associations": plan.associations,
        "agents": len(plan.people),
        "seconds": plan.seconds,
        "thinks": THINKS,
        "steps": [asdict(step) for step in steps],
        "failed": failed,
    }
    (folder / "town.json").write_text(json.dumps(about, indent=1), encoding="utf-8")
    page = jinja2.Template(PAGE.read_text(encoding="utf-8"), autoescape=True).render(about)
    (folder / "town.html").write_text(page, encoding="utf-8")
    return f"{folder / 'town.html'}\n{folder / 'town.json'}"


async def _visit(plan: Plan, seen: Seen) -> None:
    until = time.monotonic() + plan.seconds
    connector = aiohttp.TCPConnector(limit=0)
    async with (
        aiohttp.ClientSession(plan.url, timeout=LIMIT, connector=connector) as http,
        asyncio.TaskGroup() as town,
    ):
        for number in range(plan.associations):
            chance = random.Random(number)  # noqa: S311 - to be repeated, not to be secret
            town.create_task(_association(http, seen, chance, until))
        for one in plan.people:
            town.create_task(_agent(http, seen, one, until))


async def _association(
    http: aiohttp.ClientSession, seen: Seen, chance: random.Random, until: float
) -> None:
    """One conversation after the other; the first begins at any time."""
    questions = distinct_texts()
    await asyncio.sleep(chance.uniform(0, THINKS))
    while time.monotonic() < until:
        begun: dict[str, Any] = {}
        async with seen.step("open the chat"):
            begun = await _post(http, "/api/conversations", {}, {})
        await _think(chance)
        if begun:
            state = await _ask(http, seen, begun, chance.choice(questions))
            await _think(chance)
            if state == "bot" and chance.random() < WANTS_A_PERSON:
                await _ask(http, seen, begun, ASKS_FOR_ONE)
                await _think(chance)


async def _ask(http: aiohttp.ClientSession, seen: Seen, begun: dict[str, Any], words: str) -> str:
    """Who answers from then on: the bot, or a person."""
    key = {"Authorization": f"Bearer {begun['secret']}"}
    address = f"/api/conversations/{begun['id']}"
    async with seen.step("from the question to the answer"):
        said = {"id": str(uuid.uuid4()), "text": words}
        stored = await _post(http, f"{address}/messages", said, key)
        async with asyncio.timeout(LIMIT.total):
            while True:
                async with http.get(f"{address}?after={stored['seq']}", headers=key) as response:
                    response.raise_for_status()
                    view = await response.json()
                    if view["messages"]:
                        return str(view["state"])
                await asyncio.sleep(LOOKS)
    return ""


async def _agent(
    http: aiohttp.ClientSession, seen: Seen, one: dict[str, str], until: float
) -> None:
    """Takes what no one has, answers and closes."""
    chance = random.Random(one["login"])  # noqa: S311 - to be repeated, not to be secret
    given = {"login": one["login"], "password": one["password"]}
    async with http.post("/api/login", json=given) as response:
        response.raise_for_status()
        session = next(iter(response.cookies.values()))
    key = {"Cookie": f"{session.key}={session.value}"}
    while time.monotonic() < until:
        await asyncio.sleep(AGENTS_LOOK)
        free: list[str] = []
        async with seen.step("the queue"), http.get("/api/desk/queue", headers=key) as response:
            response.raise_for_status()
            enquiries = (await response.json())["enquiries"]
            free = [row["number"] for row in enquiries if not row.get("agent")]
        if free:
            await _answer(http, seen, f"/api/desk/enquiries/{chance.choice(free)}", key, chance)


async def _answer(
    http: aiohttp.ClientSession, seen: Seen, path: str, key: dict[str, str], chance: random.Random
) -> None:
    said = {"id": str(uuid.uuid4()), "text": REPLY, "seen": ALL_READ}
    for name, verb, body in (
        ("take a question", "claim", {}),
        ("answer it", "reply", said),
        ("close it", "close", {"outcome": "answered"}),
    ):
        before = sum(seen.failed.values())
        async with seen.step(name):
            await _post(http, f"{path}/{verb}", body, key)
        if sum(seen.failed.values()) > before:
            return  # another agent was first
        await _think(chance)


async def _think(chance: random.Random) -> None:
    await asyncio.sleep(1 + chance.expovariate(1 / max(0.001, THINKS - 1)))


async def _post(
    http: aiohttp.ClientSession, path: str, body: dict[str, Any], key: dict[str, str]
) -> dict[str, Any]:
    async with http.post(path, json=body, headers=key) as response:
        response.raise_for_status()
        answer: dict[str, Any] = await response.json()
        return answer


def _kind(error: Exception) -> str:
    if isinstance(error, aiohttp.ClientResponseError):
        return str(error.status)
    return type(error).__name__


def _step(name: str, times: Sequence[float]) -> Step:
    median, p95, p99, most = map(float, np.percentile(times, (50, 95, 99, 100)))
    return Step(name, len(times), round(median, 1), round(p95, 1), round(p99, 1), round(most, 1))
