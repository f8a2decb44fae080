"""Who may come in, how often they may try, and when they are out."""

import asyncio
import hashlib
from collections import Counter

import pytest
from aiohttp import ClientResponse

from servicecenter import agents, leaving
from tests.cast import MONDAY, PASSWORD
from tests.web.conftest import Opening
from tests.web.site import Person, Site, refused
from web.limits import LOGINS_PER_MINUTE

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def _tries(site: Site, login: str, password: str) -> ClientResponse:
    return await site.public.post("/api/login", json={"login": login, "password": password})


async def test_each_is_led_to_their_work(opening: Opening) -> None:
    async with opening() as site:
        for login, leads_to in [("bo", "/desk"), ("ada", "/desk"), ("eva", "/admin")]:
            response = await _tries(site, login, PASSWORD)

            assert (response.status, await response.json()) == (200, {"next": leads_to})
            [cookie] = response.cookies.values()
            inside = Person(site, {"Cookie": f"{cookie.key}={cookie.value}"})
            assert (await inside.get(leads_to)).status == 200


async def test_wrong_password_and_unknown_login_are_told_the_same(opening: Opening) -> None:
    async with opening() as site:
        told = set()
        for login, password in [
            ("bo", "fel"),
            ("ingen", PASSWORD),
            ("b\0o", PASSWORD),
            ("bo", "x" * 9000),
        ]:
            response = await _tries(site, login, password)
            told.add(await refused(response, 401, "wrong_login"))
            assert response.cookies == {}
        assert len(told) == 1


@pytest.mark.parametrize(
    ("body", "named"),
    [({}, "login"), ({"login": "bo"}, "password"), ({"login": 5, "password": "x"}, "login")],
)
async def test_a_login_that_is_not_one_is_refused_by_field(
    site: Site, body: dict[str, object], named: str
) -> None:
    response = await site.public.post("/api/login", json=body)
    assert named in await refused(response, 400, "bad_input")


async def test_the_sixth_try_in_a_minute_is_refused_even_with_the_right_password(
    opening: Opening,
) -> None:
    async with opening() as site:
        for _ in range(LOGINS_PER_MINUTE):
            await refused(await _tries(site, "bo", "fel"), 401, "wrong_login")

        response = await _tries(site, "bo", PASSWORD)

        assert "Vänta en minut" in await refused(response, 429, "too_often")
        assert response.cookies == {}


async def test_trying_many_names_from_one_address_is_slowed_as_well(opening: Opening) -> None:
    async with opening() as site:
        for number in range(LOGINS_PER_MINUTE):
            await refused(await _tries(site, f"namn{number}", "fel"), 401, "wrong_login")

        await refused(await _tries(site, "bo", PASSWORD), 429, "too_often")


async def test_many_tries_at_once_cannot_outrun_the_limit(opening: Opening) -> None:
    async with opening() as site:
        tries = [_tries(site, "bo", f"gissning{n}") for n in range(4 * LOGINS_PER_MINUTE)]

        told = Counter(response.status for response in await asyncio.gather(*tries))

    assert told == {401: LOGINS_PER_MINUTE, 429: 3 * LOGINS_PER_MINUTE}


async def _may_work(site: Site, token: str) -> bool:
    person = Person(site, {"Cookie": f"lotsen_session={token}"})
    response = await person.get("/api/desk/queue")
    assert response.status in (200, 401)
    return response.status == 200


async def test_a_session_lasts_a_working_day(site: Site) -> None:
    token = await site.session_of("bo")
    site.clock.forward(hours=11, minutes=59)
    assert await _may_work(site, token)

    site.clock.forward(minutes=1)

    assert not await _may_work(site, token)
    site.sessions.clear()


@pytest.mark.parametrize("token", ["", "fel", "x" * 4000, "None", "'; --", "å"])
async def test_a_made_up_session_lets_no_one_in(site: Site, token: str) -> None:
    assert not await _may_work(site, token)


async def test_what_the_database_holds_of_a_session_lets_no_one_in(site: Site) -> None:
    token = await site.session_of("bo")
    assert not await _may_work(site, hashlib.sha256(token.encode()).hexdigest())


async def test_logging_out_ends_the_session_itself_and_no_other(site: Site) -> None:
    one = await site.session_of("bo")
    site.sessions.clear()
    other = await site.session_of("bo")

    response = await Person(site, {"Cookie": f"lotsen_session={one}"}).post("/api/logout")

    assert await response.json() == {"next": "/login"}
    assert response.cookies["lotsen_session"].value == ""
    assert not await _may_work(site, one)
    assert await _may_work(site, other)


async def test_a_new_password_ends_all_sessions(opening: Opening) -> None:
    async with opening() as site:
        token = await site.session_of("bo")
        await site.database.write(agents.set_password, "bo", "ett-nytt-losenord")

        assert not await _may_work(site, token)
        await refused(await _tries(site, "bo", PASSWORD), 401, "wrong_login")
        assert (await _tries(site, "bo", "ett-nytt-losenord")).status == 200


async def test_someone_removed_is_out_and_cannot_come_back(opening: Opening) -> None:
    async with opening() as site:
        token = await site.session_of("bo")
        await site.database.write(leaving.remove, "bo", MONDAY)

        assert not await _may_work(site, token)
        await refused(await _tries(site, "bo", PASSWORD), 401, "wrong_login")


async def test_who_is_not_logged_in_is_led_to_the_login_by_pages_and_told_by_the_api(
    site: Site,
) -> None:
    stranger = await site.person(None)
    page = await stranger.get("/desk")

    assert (page.status, page.headers["Location"]) == (302, "/login")
    assert "Logga in" in await refused(await stranger.get("/api/desk/queue"), 401, "not_logged_in")
