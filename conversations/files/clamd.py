"""Asks ClamAV's clamd whether a file is infected.

Its protocol for this is one command and pieces with their lengths. Both its kinds of socket are
spoken to: Debian's listens on a file in the machine only.
"""

import asyncio
import struct
from pathlib import Path

PIECE = 2**17
SCANNING = 120  # seconds for one file


class ScannerAway(Exception):
    """No verdict: it is down, too slow, or could not scan the file."""


class Clamd:
    def __init__(self, address: str) -> None:
        """`address` is host:port, or the path of a socket."""
        self._address = address

    async def is_clean(self, path: Path) -> bool:
        """Raises ScannerAway."""
        try:
            async with asyncio.timeout(SCANNING):
                verdict = await self._ask(path)
        except (OSError, TimeoutError, asyncio.IncompleteReadError) as error:
            raise ScannerAway(type(error).__name__) from error
        if verdict.endswith(b" FOUND"):
            return False
        if verdict != b"stream: OK":
            raise ScannerAway(verdict.decode(errors="replace")[:80])
        return True

    async def _ask(self, path: Path) -> bytes:
        reader, writer = await self._connected()
        try:
            writer.write(b"zINSTREAM\0")
            with path.open("rb") as file:
                while piece := await asyncio.to_thread(file.read, PIECE):
                    writer.write(struct.pack("!I", len(piece)) + piece)
                    await writer.drain()
            writer.write(struct.pack("!I", 0))
            return (await reader.readuntil(b"\0"))[:-1]
        finally:
            writer.close()

    async def _connected(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._address.startswith("/"):
            return await asyncio.open_unix_connection(self._address)
        host, _, port = self._address.rpartition(":")
        return await asyncio.open_connection(host, int(port))
