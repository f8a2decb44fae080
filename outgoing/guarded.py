"""Asks servers out on the internet, and none inside.

What is asked for is typed in by someone, or comes from a page of theirs. Where it leads is looked
at when the connection is opened, address by address: a name that means something else a moment
later, an odd way to write 127.0.0.1 and a redirect all end there.
"""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

import aiohttp
from yarl import URL

Address = IPv4Address | IPv6Address
UNICAST = ip_network("2000::/3")  # all of IPv6 that is given out on the internet
AZURE = ip_address("168.63.129.16")  # public by its number alone: what a cloud keeps inside
REDIRECTS = (301, 302, 303, 307, 308)
MOST_REDIRECTS = 5
# As it is, so that nothing small grows large when it is unpacked.
HEADERS = {"User-Agent": "Lotsen", "Accept-Encoding": "identity"}


class NotOutside(Exception):
    """Not an https address, or one that leads to no server on the internet."""


class NoAnswer(Exception):
    """None that counts; says in a word why, and nothing that the other side said."""


class _Inside(PermissionError):
    pass


@dataclass(frozen=True)
class Answer:
    """`url` is where it came from in the end; the names in `headers` count in any case."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


def is_public(address: Address) -> bool:
    """Whether any server on the internet could have it."""
    if isinstance(address, IPv6Address):
        # These would be carried on to the IPv4 address that is in them.
        is_wrapped = address.sixtofour is not None or address.teredo is not None
        if is_wrapped or address not in UNICAST:
            return False
    return address.is_global and not address.is_multicast and address != AZURE


@dataclass(frozen=True)
class Guarded:
    """Only tests have other rules than these."""

    may_reach: Callable[[Address], bool] = is_public
    schemes: tuple[str, ...] = ("https",)

    async def fetch(
        self, url: str, *, most: int, seconds: float, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Follows redirects. `most` is the bytes of the body. Raises NotOutside and NoAnswer."""
        async with self._asking(seconds) as http:
            for _ in range(MOST_REDIRECTS + 1):
                asked = http.get(self.checked(url), headers=headers, allow_redirects=False)
                async with asked as response:
                    onwards = response.headers.get("Location", "")
                    if response.status not in REDIRECTS or not onwards:
                        return await _read(response, most)
                    url = str(response.url.join(URL(onwards)))
        raise NoAnswer("redirects")

    async def post(
        self, url: str, body: bytes, headers: Mapping[str, str], *, seconds: float
    ) -> int:
        """The status, which may be that of a redirect; nothing that comes after it is read.
        Raises NotOutside and NoAnswer."""
        async with self._asking(seconds) as http:
            address = self.checked(url)
            asked = http.post(address, data=body, headers=headers, allow_redirects=False)
            async with asked as response:
                return response.status

    def checked(self, url: str) -> URL:
        """As far as can be seen without asking. Raises NotOutside."""
        try:
            address = URL(url)
        except ValueError:
            raise NotOutside from None
        is_plain = address.user is None and address.password is None
        if address.scheme not in self.schemes or not address.host or not is_plain:
            raise NotOutside
        with suppress(ValueError):  # most have names
            if not self.may_reach(ip_address(address.host)):
                raise NotOutside
        return address

    @asynccontextmanager
    async def _asking(self, seconds: float) -> AsyncIterator[aiohttp.ClientSession]:
        http = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(socket_factory=self._socket, force_close=True),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers=HEADERS,
            auto_decompress=False,
        )
        try:
            async with http, asyncio.timeout(seconds):
                yield http
        except aiohttp.ClientConnectorError as fault:
            if isinstance(fault.os_error, _Inside):
                raise NotOutside from None
            raise NoAnswer(type(fault).__qualname__) from None
        except aiohttp.InvalidURL:
            raise NotOutside from None
        except (aiohttp.ClientError, TimeoutError, ValueError) as fault:
            raise NoAnswer(type(fault).__qualname__) from None

    def _socket(self, to: tuple[Any, ...]) -> socket.socket:
        family, kind, protocol, _, address = to
        if not self.may_reach(ip_address(address[0])):
            raise _Inside
        return socket.socket(family, kind, protocol)


async def _read(response: aiohttp.ClientResponse, most: int) -> Answer:
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise NoAnswer("encoded")
    body = bytearray()
    async for part in response.content.iter_any():
        body += part
        if len(body) > most:
            raise NoAnswer("too long")
    return Answer(str(response.url), response.status, response.headers, bytes(body))
