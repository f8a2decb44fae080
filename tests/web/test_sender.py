"""Whose address counts: the one that has connected, and what trusted proxies say, nothing else."""

from unittest.mock import Mock

import pytest
from aiohttp import web
from aiohttp.test_utils import make_mocked_request
from multidict import CIMultiDict

from tests.web.conftest import Opening
from tests.web.site import Site
from web.keys import SETTINGS
from web.sender import sender
from web.settings import Settings

PROXY, INNER = "10.0.0.5", "172.20.3.4"


@pytest.mark.parametrize(
    ("peer", "forwarded", "counts"),
    [
        ("192.0.2.1", [], "192.0.2.1"),
        ("192.0.2.1", ["198.51.100.7"], "192.0.2.1"),  # no proxy of ours
        (PROXY, [], PROXY),
        (PROXY, ["198.51.100.7"], "198.51.100.7"),
        (PROXY, ["203.0.113.9, 198.51.100.7"], "198.51.100.7"),  # the first is what they claim
        (PROXY, ["203.0.113.9", "198.51.100.7"], "198.51.100.7"),
        (PROXY, [f"203.0.113.9, 198.51.100.7, {INNER}"], "198.51.100.7"),
        (PROXY, [f"{INNER}, 198.51.100.7"], "198.51.100.7"),  # claims to be a proxy
        (PROXY, ["2001:db8::1"], "2001:db8::1"),
        (f"::ffff:{PROXY}", ["198.51.100.7"], "198.51.100.7"),
        (PROXY, ["x" * 5000], PROXY),
        (PROXY, ["198.51.100.7:4711"], PROXY),
        (PROXY, [""], PROXY),
        ("", ["198.51.100.7"], ""),
    ],
)
def test_whose_address_counts(peer: str, forwarded: list[str], counts: str) -> None:
    app = web.Application()
    app[SETTINGS] = Settings(trusted_proxies=f"{PROXY}, 172.20.0.0/16")
    lines = CIMultiDict([("X-Forwarded-For", line) for line in forwarded])
    transport = Mock()
    transport.get_extra_info.return_value = (peer, 4711)
    request = make_mocked_request("GET", "/", lines, app=app, transport=transport)
    assert sender(request) == counts


async def _begin(site: Site, *claimed: str) -> list[int]:
    """What each is answered who begins a conversation."""
    statuses = []
    for address in claimed:
        headers = {"X-Forwarded-For": address}
        statuses.append((await site.public.post("/api/conversations", headers=headers)).status)
    return statuses


async def test_who_claims_other_addresses_is_still_one(opening: Opening) -> None:
    async with opening(conversations_per_minute=2) as site:
        claimed = ("198.51.100.1", "198.51.100.2", "198.51.100.3")
        assert await _begin(site, *claimed) == [201, 201, 429]


async def test_behind_a_proxy_each_address_has_its_own_count(opening: Opening) -> None:
    async with opening(conversations_per_minute=1, trusted_proxies="127.0.0.0/8") as site:
        claimed = ("198.51.100.1", "198.51.100.2", "203.0.113.9, 198.51.100.1")
        assert await _begin(site, *claimed) == [201, 201, 429]
