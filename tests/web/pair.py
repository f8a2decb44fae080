"""Two real web processes on one PostgreSQL, a Redis, and a Rasa to be told what to do."""

import asyncio
import os
import secrets
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import aiohttp

from db.engine import Database
from launch.ports import free_port
from servicecenter.sessions import log_in
from tests.cast import PASSWORD
from tests.conftest import run_alone, with_database
from tests.conversations.fake_rasa import TOKEN, FakeRasa
from tests.redis_server import RedisServer
from tests.running import ROOT
from tests.web.site import Person, Site, Visitor

STARTING = 120  # seconds, on a machine that has other work


@dataclass
class Process:
    """One of the two, as people reach it."""

    public: aiohttp.ClientSession
    running: asyncio.subprocess.Process
    log: Path

    def as_site(self) -> Site:
        return cast(Site, self)

    async def visitor(self) -> Visitor:
        async with self.public.post("/api/conversations") as response:
            begun = await response.json()
        return self.back(begun["id"], begun["secret"])

    def back(self, conversation_id: str, secret: str) -> Visitor:
        """The visitor, whose requests come to this process now."""
        return Visitor(self.as_site(), conversation_id, secret)

    def person(self, session: str) -> Person:
        return Person(self.as_site(), {"Cookie": f"lotsen_session={session}"})

    async def is_ready(self) -> dict[str, Any]:
        async with asyncio.timeout(STARTING):
            while True:
                assert self.running.returncode is None, self.log.read_text()[-2000:]
                try:
                    async with self.public.get("/health/ready") as response:
                        if response.status == 200:
                            told: dict[str, Any] = await response.json()
                            return told
                except aiohttp.ClientError:
                    pass
                await asyncio.sleep(0.1)

    def kill(self) -> None:
        os.killpg(self.running.pid, signal.SIGKILL)


@dataclass
class Pair:
    one: Process
    other: Process
    rasa: FakeRasa
    redis: RedisServer
    database: Database

    async def session_of(self, login: str) -> str:
        token: str = await self.database.write(log_in, login, PASSWORD, datetime.now(UTC))
        return token


def database_beside(url: str) -> str:
    """A new, empty database on the same server."""
    name = f"lotsen_{secrets.token_hex(4)}"
    run_alone(url, f"CREATE DATABASE {name}")
    return with_database(url, name)


@asynccontextmanager
async def open_pair(url: str, folder: Path, encoder: str) -> AsyncIterator[Pair]:
    """`url` is a database that is filled."""
    redis = RedisServer(folder)
    redis.start()
    database = Database(url)
    async with FakeRasa() as rasa:
        environment = {
            "LOTSEN_DATABASE_URL": url,
            "LOTSEN_REDIS_URL": redis.url,
            "LOTSEN_ENCODER": encoder,
            "LOTSEN_INTERNAL_TOKEN": TOKEN,
            # One that is always dead, and is passed over.
            "LOTSEN_RASA_HOST": f"127.0.0.1:{free_port()},127.0.0.1:{rasa.port}",
        }
        try:
            async with (
                _started(folder / "one", environment) as one,
                _started(folder / "other", environment) as other,
            ):
                await one.is_ready()
                await other.is_ready()
                yield Pair(one, other, rasa, redis, database)
        finally:
            redis.stop()
            database.close()


@asynccontextmanager
async def _started(data: Path, environment: dict[str, str]) -> AsyncIterator[Process]:
    port = free_port()
    await asyncio.to_thread(data.mkdir)
    own = {"DATA": str(data), "PORT": str(port), "INTERNAL_PORT": str(free_port())}
    given = environment | {f"LOTSEN_{name}": value for name, value in own.items()}
    with (data / "log").open("wb") as log:
        running = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "web"),
            cwd=ROOT,
            env={**os.environ, **given},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    url = f"http://127.0.0.1:{port}"
    jar = aiohttp.DummyCookieJar()
    async with aiohttp.ClientSession(url, cookie_jar=jar) as public:
        process = Process(public, running, data / "log")
        try:
            yield process
        finally:
            if running.returncode is None:
                process.kill()
            await running.wait()
