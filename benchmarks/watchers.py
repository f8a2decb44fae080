"""Open chats, each on a socket of its own, as cheap as can be: the reader must not be the limit."""

import asyncio
import re
import resource
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from urllib.parse import urlsplit

from benchmarks.visitors import Refused

_NAMED = re.compile(rb'"id": "([0-9a-f-]{36})"')  # a message, by its sender's own name for it
_FIRST_VIEW = b"data: "
_LONGEST_NAME = 64  # bytes to keep, in case a name is cut between two packets
_SPARE = 200  # files that the process needs beside the sockets
AT_ONCE = 64
OPENING_LIMIT = 60

Seen = Callable[[str, float], None]


class Watcher(asyncio.Protocol):
    """Tells of each message that it sees, and when."""

    def __init__(self, seen: Seen) -> None:
        self.first_view: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.is_lost = False
        self._seen = seen
        self._rest = b""

    def data_received(self, data: bytes) -> None:
        now = time.perf_counter()
        whole = self._rest + data
        for name in _NAMED.findall(whole):
            self._seen(name.decode(), now)
        if self.first_view.done():
            self._rest = whole[-_LONGEST_NAME:]
        else:
            self._rest = whole
            self._begin(whole)

    def _begin(self, answer: bytes) -> None:
        if not answer.startswith(b"HTTP/1.1 200"):
            self.first_view.set_exception(Refused(answer[:200].decode(errors="replace")))
        elif _FIRST_VIEW in answer:
            self.first_view.set_result(None)

    def connection_lost(self, error: Exception | None) -> None:
        self.is_lost = True
        if not self.first_view.done():
            self.first_view.set_exception(error or ConnectionResetError("closed by the server"))


class Watchers:
    """All that are open; `seen` is called for each message that any of them sees."""

    def __init__(self, url: str, seen: Seen) -> None:
        at = urlsplit(url)
        self._host, self._port = at.hostname or "", at.port or 80
        self._seen = seen
        self._open: list[tuple[asyncio.Transport, Watcher]] = []

    async def open(self, wanted: Sequence[tuple[str, str]]) -> None:
        """Paths and the header that lets one in. Returns when each has had its first view.

        Raises Refused and OSError.
        """
        left = iter(wanted)

        async def some() -> None:
            for path, header in left:
                await self._open_one(path, header)

        await asyncio.gather(*(some() for _ in range(AT_ONCE)))

    async def _open_one(self, path: str, header: str) -> None:
        transport, watcher = await asyncio.get_running_loop().create_connection(
            lambda: Watcher(self._seen), self._host, self._port
        )
        self._open.append((transport, watcher))
        head = (f"GET {path} HTTP/1.1", f"Host: {self._host}", header, "", "")
        transport.write("\r\n".join(head).encode())
        async with asyncio.timeout(OPENING_LIMIT):
            await watcher.first_view

    @property
    def lost(self) -> int:
        return sum(watcher.is_lost for _, watcher in self._open)

    def close(self) -> None:
        for transport, _ in self._open:
            transport.close()
        self._open.clear()


def allow_files(count: int) -> None:
    """Also for the programs that are started from here. Raises OSError when it is not allowed."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = count + _SPARE
    if soft < needed:
        with suppress(ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (needed, max(needed, hard)))
        if resource.getrlimit(resource.RLIMIT_NOFILE)[0] < needed:
            raise OSError(f"{needed} open files are needed: ulimit -n {needed}")
