"""Two servers on loopback: one that stands for the internet, one for what is inside."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from ipaddress import ip_address

from aiohttp import web

from outgoing.guarded import Address, Guarded

OUTSIDE, INSIDE = "127.0.0.2", "127.0.0.1"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def is_outside(address: Address) -> bool:
    return address == ip_address(OUTSIDE)


# What the product may reach in a test, instead of the internet.
REACHING_TESTS = Guarded(is_outside, ("http",))


@dataclass
class Server:
    """Answers as `does` says; `asked` is what came."""

    does: Handler
    port: int = 0
    asked: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        headers = {name.lower(): value for name, value in request.headers.items()}
        self.asked.append((request.path, headers, await request.read()))
        return await self.does(request)  # type: ignore[arg-type]


async def hello(_: web.Request) -> web.StreamResponse:
    return web.Response(text="Hej")


@asynccontextmanager
async def serving(host: str, does: Handler = hello, port: int = 0) -> AsyncIterator[Server]:
    server = Server(does)
    runner = web.ServerRunner(web.Server(server.handle), shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, host, port).start()
    server.port = runner.addresses[0][1]
    try:
        yield server
    finally:
        await runner.cleanup()
