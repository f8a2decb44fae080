"""Nothing that someone types in, or that a page leads to, makes us ask a server inside."""

import asyncio
import gzip
from collections.abc import AsyncIterator
from ipaddress import ip_address

import aiohttp
import pytest
import pytest_asyncio
from aiohttp import web

from outgoing.guarded import Answer, Guarded, NoAnswer, NotOutside, is_public
from tests.outgoing.inside import INSIDE, OUTSIDE, REACHING_TESTS, Server, hello, serving

# One of each kind that is not on the internet, or leads somewhere that is not.
V4 = "0.0.0.0 10.0.0.1 100.64.0.1 100.100.100.200 127.0.0.1 127.255.255.254 169.254.169.254"
MORE_V4 = "172.16.0.1 172.31.255.255 192.0.2.1 192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.1"
SPECIAL_V4 = "224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255 168.63.129.16"
V6 = ":: ::1 fe80::1 fec0::1 fc00::1 fd00:ec2::254 ff02::1 2001:db8::1 64:ff9b:1::1"
WRAPPED = (
    "::ffff:127.0.0.1 ::ffff:93.184.216.34 ::7f00:1 64:ff9b::7f00:1 2002:7f00:1:: 2001:0:7f00:1::"
)
PUBLIC = "93.184.216.34 172.32.0.1 100.128.0.1 192.169.0.1 2a00:1450:400f:80d::200e"
INSIDE_ONES = [one for some in (V4, MORE_V4, SPECIAL_V4, V6, WRAPPED) for one in some.split()]


@pytest.mark.parametrize("address", INSIDE_ONES)
def test_what_is_not_on_the_internet_is_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", PUBLIC.split())
def test_what_is_on_the_internet_is_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest_asyncio.fixture
async def inside() -> AsyncIterator[Server]:
    async with serving(INSIDE) as started:
        yield started


async def fetch(url: str, guarded: Guarded = REACHING_TESTS, most: int = 1000) -> Answer:
    return await guarded.fetch(url, most=most, seconds=2)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]"])
async def test_a_server_inside_is_not_even_connected_to(inside: Server, host: str) -> None:
    url = f"http://{host}:{inside.port}/"
    answer = await fetch(url, Guarded(lambda _: True, ("http",)))
    assert (answer.status, len(inside.asked)) == (200, 1)

    guarded = Guarded(schemes=("http",))
    for asked in (fetch(url, guarded), _post(url, guarded)):
        with pytest.raises(NotOutside):
            await asked

    assert len(inside.asked) == 1


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "0177.0.0.1", "127.1", "0", "127.0.0.1."])
async def test_odd_ways_to_write_an_address_lead_nowhere(inside: Server, host: str) -> None:
    with pytest.raises((NotOutside, NoAnswer)):
        await fetch(f"http://{host}:{inside.port}/", Guarded(schemes=("http",)))

    assert inside.asked == []


async def _post(url: str, guarded: Guarded = REACHING_TESTS) -> int:
    return await guarded.post(url, b"{}", {}, seconds=2)


@pytest.mark.parametrize(
    "url",
    [
        "http://93.184.216.34/",
        "ftp://93.184.216.34/",
        "file:///etc/passwd",
        "https://eva:hemligt@93.184.216.34/",
        "https:///x",
        "//93.184.216.34/",
        "",
    ],
)
async def test_only_https_without_a_password_in_it_is_asked(url: str) -> None:
    with pytest.raises(NotOutside):
        await fetch(url, Guarded())


@pytest.mark.parametrize("url", ["https://[::1", "https://a b.example/", "https://x.example:99999"])
async def test_what_is_no_address_gets_no_answer(url: str) -> None:
    with pytest.raises((NotOutside, NoAnswer)):
        await fetch(url, Guarded())


async def test_what_is_outside_answers_and_is_told_nothing_but_what_is_asked() -> None:
    async with serving(OUTSIDE) as outside:
        url = f"http://{OUTSIDE}:{outside.port}/x"

        answer = await REACHING_TESTS.fetch(
            url, most=3, seconds=2, headers={"If-None-Match": '"1"'}
        )
        posted = await REACHING_TESTS.post(url, b"{}", {"x-a": "1"}, seconds=2)

    assert (answer.url, answer.status, answer.body) == (url, 200, b"Hej")
    assert answer.headers["content-TYPE"].startswith("text/plain")
    assert posted == 200
    [got, sent] = outside.asked
    assert (got[0], got[1]["if-none-match"], got[2]) == ("/x", '"1"', b"")
    assert (sent[1]["x-a"], sent[2]) == ("1", b"{}")


async def test_a_redirect_is_followed_to_what_is_outside() -> None:
    async def moved(request: web.Request) -> web.StreamResponse:
        return web.Response(text="här") if request.path == "/b/c" else _to("c")

    async with serving(OUTSIDE, moved) as outside:
        answer = await fetch(f"http://{OUTSIDE}:{outside.port}/b/a")

    assert (answer.url, answer.body.decode()) == (f"http://{OUTSIDE}:{outside.port}/b/c", "här")


def _to(url: str) -> web.StreamResponse:
    return web.Response(status=302, headers={"Location": url})


async def test_a_redirect_to_the_inside_is_not_followed(inside: Server) -> None:
    async def lures(_: web.Request) -> web.StreamResponse:
        return _to(f"http://localhost:{inside.port}/")

    async with serving(OUTSIDE, lures) as outside:
        with pytest.raises(NotOutside):
            await fetch(f"http://{OUTSIDE}:{outside.port}/")

    assert inside.asked == []


async def test_a_redirect_to_another_scheme_is_not_followed() -> None:
    async def lures(_: web.Request) -> web.StreamResponse:
        return _to("file:///etc/passwd")

    async with serving(OUTSIDE, lures) as outside:
        with pytest.raises(NotOutside):
            await fetch(f"http://{OUTSIDE}:{outside.port}/")


async def test_what_redirects_for_ever_is_left() -> None:
    async def round_about(_: web.Request) -> web.StreamResponse:
        return _to("/")

    async with serving(OUTSIDE, round_about) as outside:
        with pytest.raises(NoAnswer):
            await fetch(f"http://{OUTSIDE}:{outside.port}/")

    assert len(outside.asked) == 6


async def test_what_is_posted_goes_nowhere_else(inside: Server) -> None:
    async def lures(_: web.Request) -> web.StreamResponse:
        return _to("/elsewhere")

    async with serving(OUTSIDE, lures) as outside:
        status = await _post(f"http://{OUTSIDE}:{outside.port}/")

    assert (status, len(outside.asked)) == (302, 1)


async def test_a_name_that_means_something_else_a_moment_later_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    means = iter([OUTSIDE, INSIDE])

    async def resolve(_: object, host: str, port: int = 0, family: int = 0) -> list[object]:
        where = {"hostname": host, "host": next(means), "port": port, "family": 2}
        return [where | {"proto": 6, "flags": 0}]

    monkeypatch.setattr(aiohttp.resolver.DefaultResolver, "resolve", resolve)
    async with serving(OUTSIDE) as outside, serving(INSIDE, port=outside.port) as inside:
        url = f"http://turns.example:{outside.port}/"
        assert (await fetch(url)).status == 200
        with pytest.raises(NotOutside):
            await fetch(url)

    assert (len(outside.asked), inside.asked) == (1, [])


async def test_too_much_is_not_read() -> None:
    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(1000 * b"x")

    async with serving(OUTSIDE, endless) as outside:
        with pytest.raises(NoAnswer, match="too long"):
            await fetch(f"http://{OUTSIDE}:{outside.port}/", most=10_000)


async def test_what_grows_when_it_is_unpacked_is_not_unpacked() -> None:
    async def packed(_: web.Request) -> web.StreamResponse:
        return web.Response(body=gzip.compress(1000 * b"x"), headers={"Content-Encoding": "gzip"})

    async with serving(OUTSIDE, packed) as outside:
        with pytest.raises(NoAnswer, match="encoded"):
            await fetch(f"http://{OUTSIDE}:{outside.port}/", most=10_000)


async def test_what_takes_too_long_is_left() -> None:
    async def slow(request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(0.1)
        return _to("/") if request.path == "/" else await hello(request)

    async with serving(OUTSIDE, slow) as outside:
        with pytest.raises(NoAnswer, match="TimeoutError"):
            await REACHING_TESTS.fetch(f"http://{OUTSIDE}:{outside.port}/", most=10, seconds=0.15)


async def test_a_server_that_is_not_there_gives_no_answer() -> None:
    async with serving(OUTSIDE) as outside:
        port = outside.port
    with pytest.raises(NoAnswer):
        await fetch(f"http://{OUTSIDE}:{port}/")
