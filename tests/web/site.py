"""The whole web process for tests: both ports, a Rasa to be told what to do, and people."""

import asyncio
import json
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient, TestServer

from db.engine import Database
from knowledge.encoder.model import Encoder
from outgoing.guarded import Guarded
from servicecenter.sessions import log_in
from tests.cast import PASSWORD, Clock
from tests.conversations.fake_rasa import TOKEN, FakeRasa, hands_over, says
from tests.conversations.talk import until
from web.app import INTERNET, Apps, opened
from web.keys import DATABASE
from web.settings import Settings

Client = TestClient[web.Request, web.Application]
Headers = dict[str, str]
MANY = 1000  # as many as one agent may have, when that is not the matter
SEEN = 99  # as the last message read, when what has been read is not the matter


@dataclass
class Site:
    public: Client
    internal: Client
    apps: Apps
    rasa: FakeRasa
    clock: Clock
    data: Path
    sessions: dict[str, str] = field(default_factory=dict)

    @property
    def database(self) -> Database:
        return self.apps.public[DATABASE]

    async def visitor(self) -> "Visitor":
        """Someone who has opened the chat."""
        response = await self.public.post("/api/conversations")
        assert response.status == 201
        begun = await response.json()
        return Visitor(self, begun["id"], begun["secret"])

    async def session_of(self, login: str) -> str:
        if login not in self.sessions:
            token = await self.database.write(log_in, login, PASSWORD, self.clock())
            self.sessions[login] = token
        return self.sessions[login]

    async def person(self, login: str | None) -> "Person":
        """Someone of the cast who is logged in; None is the stranger."""
        if login is None:
            return Person(self, {})
        return Person(self, {"Cookie": f"lotsen_session={await self.session_of(login)}"})

    async def enquiry(self, function: str = "fritidsbokningen") -> tuple["Visitor", str]:
        """A visitor whose question waits for a person, and its number."""
        visitor = await self.visitor()
        self.rasa.does = hands_over(function)
        await visitor.says("Dörren går inte upp")
        receipt = await visitor.hears("receipt")
        self.rasa.does = says("Hej!")
        return visitor, receipt["number"]

    async def claimed(self, login: str = "bo") -> tuple["Visitor", str]:
        visitor, number = await self.enquiry()
        person = await self.person(login)
        await person.does(number, "claim")
        return visitor, number


@dataclass
class Visitor:
    site: Site
    id: str
    secret: str

    @property
    def path(self) -> str:
        return f"/api/conversations/{self.id}"

    @property
    def headers(self) -> Headers:
        return {"Authorization": f"Bearer {self.secret}"}

    async def sends(self, body: Any, **how: Any) -> ClientResponse:
        return await self.site.public.post(
            f"{self.path}/messages", json=body, headers=self.headers, **how
        )

    async def says(self, text: str, **more: Any) -> int:
        """Writes something that is taken, and returns its number."""
        response = await self.sends({"id": str(uuid.uuid4()), "text": text} | more)
        assert response.status == 201, await response.text()
        seq: int = (await response.json())["seq"]
        return seq

    async def looks(self, after: int = 0) -> dict[str, Any]:
        response = await self.site.public.get(f"{self.path}?after={after}", headers=self.headers)
        assert response.status == 200
        view: dict[str, Any] = await response.json()
        return view

    async def texts(self, sender: str) -> list[str]:
        said = (await self.looks())["messages"]
        return [one.get("text", "") for one in said if one["from"] == sender]

    async def hears(self, kind: str) -> dict[str, Any]:
        """The first message of a kind, once it is there."""
        found: list[dict[str, Any]] = []

        async def there() -> bool:
            said = (await self.looks())["messages"]
            found.extend(one for one in said if one["kind"] == kind)
            return bool(found)

        await until(there)
        return found[0]

    async def is_answered(self, text: str, **more: Any) -> None:
        """Says something and waits until the bot has said one thing more."""
        before = len(await self.texts("bot"))
        await self.says(text, **more)

        async def answered() -> bool:
            return len(await self.texts("bot")) > before

        await until(answered)

    def streams(self, last: int | None = None) -> Any:
        return streaming(self.site.public, f"{self.path}/events", self.headers, last)


@dataclass
class Person:
    """Someone at the municipality, or a stranger, in front of a browser."""

    site: Site
    headers: Headers

    async def get(self, path: str) -> ClientResponse:
        return await self.site.public.get(path, headers=self.headers, allow_redirects=False)

    async def post(self, path: str, body: Any = None, **headers: str) -> ClientResponse:
        sent = {**self.headers, **headers}
        return await self.site.public.post(
            path, json={} if body is None else body, headers=sent, allow_redirects=False
        )

    async def acts(self, number: str, what: str, body: Any = None) -> ClientResponse:
        return await self.post(f"/api/desk/enquiries/{number}/{what}", body)

    async def does(self, number: str, what: str, body: Any = None) -> None:
        """Acts on an enquiry, which must be allowed."""
        response = await self.acts(number, what, body)
        assert response.status == 200, await response.text()

    async def replies(self, number: str, text: str) -> None:
        await self.does(number, "reply", {"id": str(uuid.uuid4()), "text": text, "seen": SEEN})

    async def queue(self) -> dict[str, dict[str, Any]]:
        """What is in the queue, by number."""
        response = await self.get("/api/desk/queue")
        assert response.status == 200
        return {one["number"]: one for one in (await response.json())["enquiries"]}

    def streams(self, path: str) -> Any:
        return streaming(self.site.public, path, self.headers)


class Stream:
    """Reads server-sent events."""

    def __init__(self, response: ClientResponse) -> None:
        self._response = response

    async def next(self, seconds: float = 5) -> dict[str, Any] | None:
        """The next event with its id, or None when the stream has ended."""
        async with asyncio.timeout(seconds):
            event: dict[str, Any] = {}
            while line := (await self._response.content.readline()).decode():
                name, _, value = line.strip().partition(": ")
                if name == "id":
                    event["last"] = int(value)
                elif name == "data":
                    event |= json.loads(value)
                elif not name and event:
                    return event
        return None

    async def until(self, last: int) -> list[dict[str, Any]]:
        """All messages up to a number, however they are cut into events."""
        said: list[dict[str, Any]] = []
        while not said or said[-1]["seq"] < last:
            event = await self.next()
            assert event is not None
            said += event["messages"]
        return said


@asynccontextmanager
async def streaming(
    client: Client, path: str, headers: Headers, last: int | None = None
) -> AsyncIterator[Stream]:
    sent = headers if last is None else {**headers, "Last-Event-ID": str(last)}
    async with client.get(path, headers=sent) as response:
        assert response.status == 200
        assert response.content_type == "text/event-stream"
        yield Stream(response)


async def refused(response: ClientResponse, status: int, code: str) -> str:
    """Checks that this is an error of the one shape; returns its words."""
    assert response.status == status, (await response.text())[:300]
    assert response.content_type == "application/json"
    told = await response.json()
    assert list(told) == ["error"]
    assert told["error"].keys() == {"code", "message"}
    assert told["error"]["code"] == code
    words: str = told["error"]["message"]
    return words


async def raw_status(port: int | None, *lines: str) -> int:
    """The status for a request that no ordinary client would send."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = [*lines, "Host: x", "Connection: close", "Content-Length: 0", "", ""]
    writer.write("\r\n".join(head).encode("latin-1"))
    answer = await reader.read()
    writer.close()
    return int(answer.split(b" ")[1])


def routes_of(app: web.Application) -> Iterator[tuple[str, str]]:
    """Each method and path that the application answers."""
    for route in app.router.routes():
        assert route.resource is not None
        if route.method != "HEAD":
            yield route.method, route.resource.canonical


@asynccontextmanager
async def open_site(
    data: Path, encoder: Encoder, outside: Guarded = INTERNET, **settings: Any
) -> AsyncIterator[Site]:
    """The web process on the database in the folder."""
    clock = Clock()
    async with FakeRasa() as rasa:
        named = {
            "at_a_time": MANY,
            "data": data,
            "rasa_port": rasa.port,
            "internal_token": TOKEN,
            **settings,
        }
        async with (
            opened(Settings(**named), encoder, clock, outside) as apps,
            _served(apps.public) as public,
            _served(apps.internal) as internal,
        ):
            yield Site(public, internal, apps, rasa, clock, data)


@asynccontextmanager
async def _served(app: web.Application) -> AsyncIterator[Client]:
    server = TestServer(app)
    await server.start_server(shutdown_timeout=0)
    async with TestClient(server, cookie_jar=aiohttp.DummyCookieJar()) as client:
        yield client
