"""Logging in through the municipality's identity provider: who is let in, as what, and that an
answer which was not asked for opens nothing."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
from aiohttp import ClientResponse

from servicecenter import audit, people
from servicecenter.from_provider import Group, read_groups
from tests.web.conftest import Opening
from tests.web.identity_provider import GROUPS, USERS, identity_provider
from tests.web.site import Person, Site, refused
from web.desk.provider import COOKIE
from web.oidc import Asked, Provider, ProviderFails

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with identity_provider() as issuer:
        yield issuer


@pytest.fixture
def opened(opening: Opening, issuer: str) -> Any:
    @asynccontextmanager
    async def open_one(**more: Any) -> AsyncIterator[Site]:
        settings = {
            "public_url": "http://lotsen.test",
            "oidc_issuer": issuer,
            "oidc_client_id": "lotsen",
            "oidc_client_secret": "hemligt",
            "oidc_groups": GROUPS,
        }
        async with opening(**settings | more) as site:
            site.clock.now = datetime.now(UTC)
            yield site

    return open_one


@dataclass
class Browser:
    """Keeps cookies as a browser does; `site` is ours."""

    site: Site
    cookies: dict[str, str]

    @property
    def headers(self) -> dict[str, str]:
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}

    async def get(self, path: str) -> ClientResponse:
        response = await self.site.public.get(path, headers=self.headers, allow_redirects=False)
        for name, cookie in response.cookies.items():
            self.cookies[name] = cookie.value
        return response

    async def goes_there(self, wanted: str = "") -> str:
        response = await self.get(f"/login/provider?next={wanted}")
        assert response.status == 302
        return response.headers["Location"]

    async def comes_back(self, sub: str, there: str) -> ClientResponse:
        return await self.get(await back_from(there, sub))

    async def logs_in(self, sub: str, wanted: str = "") -> ClientResponse:
        return await self.comes_back(sub, await self.goes_there(wanted))

    @property
    def person(self) -> Person:
        return Person(self.site, {"Cookie": f"lotsen_session={self.cookies['lotsen_session']}"})


async def back_from(there: str, sub: str) -> str:
    """The way back that the provider gives to who has logged in there."""
    async with (
        aiohttp.ClientSession() as http,
        http.post(there, data={"sub": sub}, allow_redirects=False) as response,
    ):
        assert response.status == 302, await response.text()
        back = urlsplit(response.headers["Location"])
    assert back.netloc == "lotsen.test"
    return f"{back.path}?{back.query}"


async def test_who_comes_from_the_provider_has_the_role_and_functions_of_their_groups(
    opened: Any,
) -> None:
    async with opened() as site:
        browser = Browser(site, {})

        response = await browser.logs_in("1", "/desk?show=mine")

        assert (response.status, response.headers["Location"]) == (302, "/desk?show=mine")
        assert (await browser.person.get("/api/desk/queue")).status == 200
        karin = await site.database.read(people.person, "karin")
        assert (karin.name, karin.role) == ("Karin Karlsson", "agent")
        assert karin.functions == {"fritidsbokningen"}
        assert (await browser.person.get("/admin/people")).status == 403
        found, _ = await site.database.read(audit.page, "", "karin", 1)
        who = [(one.who, one.what) for one in reversed(found)]
        assert who[0] == ("provider", "added_person")
        assert who[-1] == ("karin", "logged_in")


async def test_a_name_of_someone_who_is_here_gives_nothing_of_theirs(opened: Any) -> None:
    async with opened() as site:
        before = await site.database.read(people.person, "bo")
        browser = Browser(site, {})

        await browser.logs_in("2")

        assert await site.database.read(people.person, "bo") == before
        [new] = [
            one
            for one in await site.database.read(people.everyone)
            if one.login.startswith("person-")
        ]
        assert (new.name, new.role, new.functions) == ("Bo", "admin", {"fritidsbokningen"})


@pytest.mark.parametrize("sub", ["3", "4"])
async def test_who_is_in_no_group_of_ours_is_refused_and_not_entered(opened: Any, sub: str) -> None:
    async with opened() as site:
        before = len(await site.database.read(people.everyone))
        response = await Browser(site, {}).logs_in(sub)
        await refused(response, 403, "not_allowed")
        assert "lotsen_session" not in response.cookies
        assert len(await site.database.read(people.everyone)) == before


async def test_other_groups_are_other_rights_and_none_ends_all(
    opened: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened() as site:
        browser = Browser(site, {})
        await browser.logs_in("1")
        before = browser.person

        monkeypatch.setitem(USERS["1"], "groups", ["Bokning-chef"])
        await browser.logs_in("1")

        assert (await before.get("/api/desk/queue")).status == 401
        assert (await site.database.read(people.person, "karin")).role == "lead"

        monkeypatch.setitem(USERS["1"], "groups", [])
        await refused(await Browser(site, {}).logs_in("1"), 403, "not_allowed")
        assert (await browser.person.get("/api/desk/queue")).status == 401
        assert not (await site.database.read(people.person, "karin")).active


async def test_who_an_administrator_has_removed_stays_out(opened: Any) -> None:
    async with opened() as site:
        await Browser(site, {}).logs_in("1")
        await site.database.write(people.remove, "ada", "karin", site.clock())
        await refused(await Browser(site, {}).logs_in("1"), 403, "not_allowed")


async def test_who_has_no_password_cannot_log_in_with_one(opened: Any) -> None:
    async with opened() as site:
        await Browser(site, {}).logs_in("1")
        for password in ("", "!"):
            body = {"login": "karin", "password": password}
            await refused(await site.public.post("/api/login", json=body), 401, "wrong_login")


async def test_an_answer_that_another_browser_asked_for_opens_nothing(opened: Any) -> None:
    """So that no one can be logged in as someone else without knowing it."""
    async with opened() as site:
        attacker, victim = Browser(site, {}), Browser(site, {})
        back = await back_from(await attacker.goes_there(), "1")
        await refused(await victim.get(back), 401, "not_believed")
        await victim.goes_there()
        await refused(await victim.get(back), 401, "not_believed")
        assert "lotsen_session" not in victim.cookies


async def test_a_code_is_good_once_and_only_with_the_verifier_of_its_browser(opened: Any) -> None:
    async with opened() as site:
        one, other = Browser(site, {}), Browser(site, {})
        back = await back_from(await one.goes_there(), "1")
        code = parse_qs(urlsplit(back).query)["code"][0]
        state = parse_qs(urlsplit(await other.goes_there()).query)["state"][0]
        stolen = await other.get(f"/login/provider/done?code={code}&state={state}")
        await refused(stolen, 401, "not_believed")
        assert "lotsen_session" not in other.cookies


@pytest.mark.parametrize("query", ["", "state=x&code=y", "error=access_denied", "state=%00&code=å"])
async def test_an_answer_that_is_none_is_refused_in_words(opened: Any, query: str) -> None:
    async with opened() as site:
        browser = Browser(site, {})
        await browser.goes_there()
        await refused(await browser.get(f"/login/provider/done?{query}"), 401, "not_believed")
        strange = Browser(site, {COOKIE: "e30="})
        await refused(await strange.get(f"/login/provider/done?{query}"), 401, "not_believed")


async def test_an_answer_that_comes_too_late_is_refused(opened: Any) -> None:
    async with opened() as site:
        browser = Browser(site, {})
        back = await back_from(await browser.goes_there(), "1")
        site.clock.forward(hours=2)
        await refused(await browser.get(back), 401, "not_believed")


async def test_a_provider_that_does_not_answer_is_told_in_words_and_passwords_go_on(
    opened: Any,
) -> None:
    async with opened(oidc_issuer="http://127.0.0.1:9") as site:
        response = await site.public.get("/login/provider", allow_redirects=False)
        await refused(response, 502, "provider_fails")
        assert "Logga in med kommunens konto" in await (await site.public.get("/login")).text()
        assert (await (await site.person("bo")).get("/desk")).status == 200


async def test_without_a_provider_there_is_no_way_to_one(opening: Opening) -> None:
    async with opening() as site:
        assert (await site.public.get("/login/provider")).status == 404
        assert "kommunens konto" not in await (await site.public.get("/login")).text()


async def test_a_provider_that_says_it_is_another_is_not_followed(issuer: str) -> None:
    async with aiohttp.ClientSession() as http:
        alias = issuer.replace("localhost", "127.0.0.1") + "/"
        with pytest.raises(ProviderFails, match="another issuer"):
            await Provider(http, alias, "lotsen", "x", "x").way_there(Asked.new())


async def test_groups_are_read_as_they_are_written() -> None:
    assert read_groups("CN=Chefer=lead:a+b , X=admin") == [
        Group("CN=Chefer", "lead", ("a", "b")),
        Group("X", "admin", ()),
    ]
    for wrong in ("x", "=admin", "X=boss", "X=boss:a"):
        with pytest.raises(ValueError, match="GROUP=ROLE"):
            read_groups(wrong)
