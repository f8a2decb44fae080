"""A line that cuts, delays and repeats what goes through it, at random but the same each time."""

import asyncio
import random
import re
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

DELAY = 0.005  # seconds, as a rule; now and then ten times that
STREAM_LIVES = (0.2, 3.0)  # seconds until a live view is cut
# What befalls a request to the API, and how often of a hundred times.
FATES = {
    "passes": 60,
    "is cut before it is whole": 10,
    "is answered, and the answer lost": 15,
    "comes twice": 15,
}

Reader, Writer = asyncio.StreamReader, asyncio.StreamWriter


@dataclass
class BadLine:
    """`server` is the port behind it; `happened` counts the fates."""

    server: int
    chance: random.Random
    port: int = 0
    happened: Counter[str] = field(default_factory=Counter)

    async def carry(self, reader: Reader, writer: Writer) -> None:
        """One request, then the connection is over, as it is on a bad line."""
        with suppress(OSError, asyncio.IncompleteReadError):
            head, body = await _request(reader)
            if b" /api/" in head.splitlines()[0]:
                await self._carry_badly(head, body, writer)
            else:
                await self._forward(head + body, writer)
        writer.close()

    async def _carry_badly(self, head: bytes, body: bytes, writer: Writer) -> None:
        await asyncio.sleep(self.chance.expovariate(1 / DELAY))
        if b"/events " in head:
            with suppress(TimeoutError):
                async with asyncio.timeout(self.chance.uniform(*STREAM_LIVES)):
                    await self._forward(head + body, writer)
            self.happened["a live view is cut"] += 1
            return
        [fate] = self.chance.choices(list(FATES), list(FATES.values()))
        if fate == "is cut before it is whole":
            await self._send((head + body)[: -len(body) // 2 - 1])
        elif fate == "is answered, and the answer lost":
            await self._send(head + body)
        else:
            if fate == "comes twice":
                await self._send(head + body)
            await self._forward(head + body, writer)
        self.happened[fate] += 1

    async def _send(self, request: bytes) -> None:
        """To the server, which is done with it before this returns."""
        answer, server = await asyncio.open_connection("127.0.0.1", self.server)
        server.write(request)
        server.write_eof()
        await answer.read()
        server.close()

    async def _forward(self, request: bytes, writer: Writer) -> None:
        answer, server = await asyncio.open_connection("127.0.0.1", self.server)
        try:
            server.write(request)
            while piece := await answer.read(2**16):
                writer.write(piece)
                await writer.drain()
        finally:
            server.close()


async def _request(reader: Reader) -> tuple[bytes, bytes]:
    head = await reader.readuntil(b"\r\n\r\n")
    length = re.search(rb"(?i)\r\ncontent-length: (\d+)", head)
    body = await reader.readexactly(int(length[1]) if length else 0)
    once = re.sub(rb"(?i)\r\nconnection: [^\r]*", b"", head)
    return once.replace(b"\r\n", b"\r\nConnection: close\r\n", 1), body


@contextmanager
def bad_line(server: int, seed: int) -> Iterator[BadLine]:
    """In a thread of its own, since Playwright's loop has the test's."""
    line = BadLine(server, random.Random(seed))  # noqa: S311 - to be repeated
    loop, listens = asyncio.new_event_loop(), threading.Event()

    async def listen() -> None:
        listening = await asyncio.start_server(line.carry, "127.0.0.1", 0)
        line.port = listening.sockets[0].getsockname()[1]
        listens.set()
        with suppress(asyncio.CancelledError):
            await listening.serve_forever()
        under_way = asyncio.all_tasks() - {work}
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)

    def run() -> None:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(work)

    work = loop.create_task(listen())
    thread = threading.Thread(target=run)
    thread.start()
    listens.wait(10)
    try:
        yield line
    finally:
        loop.call_soon_threadsafe(work.cancel)
        thread.join()
