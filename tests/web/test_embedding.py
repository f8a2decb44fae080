"""The chat on other sites: who may show it, the script that does, and what their page tells."""

import re
from typing import Any

import pytest

from servicecenter.contact_paths import read_seed
from tests.web.conftest import Opening
from tests.web.site import Site, Visitor
from web.assets import Assets
from web.parts import FOLDERS
from web.settings import WrongSettings, read_settings

pytestmark = pytest.mark.asyncio(loop_scope="module")

HOST = "https://www.example.se"
LARGEST = 8 * 1024  # bytes, compressed


async def _ancestors(site: Site, path: str) -> str:
    policy = (await site.public.get(path)).headers["Content-Security-Policy"]
    [rule] = [one for one in policy.split(";") if "frame-ancestors" in one]
    return rule.strip().removeprefix("frame-ancestors ")


async def test_only_the_chat_may_be_framed_and_only_by_the_sites_of_the_setting(
    opening: Opening,
) -> None:
    async with opening(embed_origins=f"{HOST}, http://localhost:8139") as site:
        assert await _ancestors(site, "/chatt") == f"{HOST} http://localhost:8139"
        assert await _ancestors(site, "/chatt?embedded=1") == f"{HOST} http://localhost:8139"
        for path in ("/login", "/desk", "/admin", "/lotsen.js", "/finns-inte", "/chatt/"):
            assert await _ancestors(site, path) == "'none'", path


async def test_without_the_setting_no_site_may_show_the_chat(site: Site) -> None:
    assert await _ancestors(site, "/chatt") == "'none'"


@pytest.mark.parametrize(
    "wrong",
    [
        "www.example.se",
        "https://www.example.se/",
        "https://*.example.se",
        "*",
        "https://a.se; script-src *",
        "https://a.se https://b.se",
        "https://a.se,,https://b.se",
        "https://a.se,",
        "'self'",
        "data:",
        "https://a.se:0",
    ],
)
async def test_what_is_not_an_origin_stops_the_start_by_name(wrong: str) -> None:
    with pytest.raises(WrongSettings, match="LOTSEN_EMBED_ORIGINS"):
        read_settings({"LOTSEN_EMBED_ORIGINS": wrong})


async def test_the_launcher_is_small_and_any_site_may_load_it(site: Site) -> None:
    response = await site.public.get("/lotsen.js")

    assert response.status == 200
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "max-age=" in response.headers["Cache-Control"]
    assert len(Assets(FOLDERS).asset("embed/lotsen.js").gzipped) <= LARGEST


async def test_the_launcher_keeps_nothing_and_runs_under_a_strict_policy(site: Site) -> None:
    script = await (await site.public.get("/lotsen.js")).text()
    forbidden = r"localStorage|sessionStorage|cookie|indexedDB|fetch\(|XMLHttp|sendBeacon|innerHTML"
    assert re.findall(rf"{forbidden}|\beval\b|\"style\"", script) == []


async def _begin(site: Site, hint: Any) -> tuple[int, Visitor | None]:
    response = await site.public.post("/api/conversations", json=hint)
    begun = await response.json()
    visitor = Visitor(site, begun["id"], begun["secret"]) if response.status == 201 else None
    return response.status, visitor


async def test_the_page_around_says_whose_matter_it_is(opening: Opening) -> None:
    async with opening(embed_origins=HOST) as site:
        _, visitor = await _begin(site, {"topic": "booking", "page": f"{HOST}/lokaler"})
        assert visitor
        await visitor.is_answered("Hej")

        slots = site.rasa.asked[-1]["dialogue"]["slots"]
        assert slots == {"topic": "booking", "function": read_seed().route("booking").id}


@pytest.mark.parametrize(
    "hint",
    [{}, {"topic": "out_of_scope"}, {"topic": "x'"}, {"page": "https://evil.example/"}, {"a": 1}],
)
async def test_a_hint_that_makes_no_sense_does_no_harm(site: Site, hint: Any) -> None:
    status, visitor = await _begin(site, hint)
    assert status == 201
    assert visitor
    await visitor.is_answered("Hej")
    assert not site.rasa.asked[-1]["dialogue"].get("slots")
