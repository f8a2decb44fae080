"""Who may come in, how often they may try, and when they are out."""

import asyncio
import hashlib
from collections import Counter

import pytest
from aiohttp import ClientResponse

from db.engine import open_engine
from db.migrate import migrate
from knowledge import articles
from knowledge.article import read_folder
from servicecenter import agents, contact_paths, leaving
from servicecenter.sessions import TRIES, TRIES_WITHIN
from tests import cast
from tests.cast import MONDAY, PASSWORD
from tests.conftest import BOTH
from tests.web.conftest import Opening
from tests.web.site import Person, Site, refused
from web.app import SEED
from web.limits import LOGINS_PER_ADDRESS

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


@pytest.mark.parametrize("login", ["bo", "finns-inte"])
async def test_the_sixth_try_is_refused_even_with_the_right_password_until_it_is_over(
    opening: Opening, login: str
) -> None:
    async with opening() as site:
        for _ in range(TRIES):
            await refused(await _tries(site, login, "fel"), 401, "wrong_login")
            site.clock.forward(minutes=2)

        response = await _tries(site, login, PASSWORD)

        assert "Vänta en kvart" in await refused(response, 429, "locked_out")
        assert response.cookies == {}
        site.clock.now = MONDAY + TRIES_WITHIN
        assert (await _tries(site, "bo", PASSWORD)).status == 200


async def test_who_gets_a_new_password_may_try_again_at_once(opening: Opening) -> None:
    async with opening() as site:
        for _ in range(TRIES + 1):
            await _tries(site, "bo", "fel")
        ada = await site.person("ada")

        given = await (await ada.post("/api/admin/people/bo/new-password")).json()

        assert (await _tries(site, "bo", given["password"])).status == 200


async def test_a_right_password_begins_the_counting_anew(opening: Opening) -> None:
    async with opening() as site:
        for _ in range(2):
            for _ in range(TRIES - 1):
                await refused(await _tries(site, "bo", "fel"), 401, "wrong_login")
            assert (await _tries(site, "bo", PASSWORD)).status == 200


async def test_trying_many_names_from_one_address_is_slowed_as_well(opening: Opening) -> None:
    async with opening() as site:
        for number in range(LOGINS_PER_ADDRESS):
            await refused(await _tries(site, f"namn{number}", "fel"), 401, "wrong_login")

        await refused(await _tries(site, "bo", PASSWORD), 429, "too_often")


@pytest.mark.parametrize("kind", BOTH)
async def test_many_tries_at_once_cannot_outrun_the_lock(
    opening: Opening, kind: str, request: pytest.FixtureRequest
) -> None:
    url = request.getfixturevalue("postgresql_url") if kind == "postgresql" else ""
    if url:
        await asyncio.to_thread(_fill_anew, url)
    async with opening(database_url=url) as site:
        guesses = [f"gissning{n}" for n in range(4 * TRIES)]
        told = Counter(
            response.status
            for response in await asyncio.gather(*(_tries(site, "bo", guess) for guess in guesses))
        )
        await refused(await _tries(site, "bo", PASSWORD), 429, "locked_out")

    assert told == {401: TRIES, 429: 3 * TRIES}


def _fill_anew(url: str) -> None:
    """One article is enough for the service to take nothing from the seed."""
    engine = open_engine(url)
    with engine.begin() as db:
        db.exec_driver_sql("DROP SCHEMA public CASCADE")
        db.exec_driver_sql("CREATE SCHEMA public")
    migrate(engine)
    with engine.begin() as db:
        contact_paths.fill(db)
        cast.hire(db)
        articles.save(db, read_folder(SEED)[0], "seed", MONDAY)
    engine.dispose()


@pytest.mark.parametrize(
    ("wanted", "login", "leads_to"),
    [
        ("/desk/2026-000001", "bo", "/desk/2026-000001"),
        ("/desk?show=mine&page=2", "bo", "/desk?show=mine&page=2"),
        ("/admin/articles/startbidrag", "eva", "/admin/articles/startbidrag"),
        ("/admin/people", "bo", "/desk"),
        ("/desk", "eva", "/admin"),
        ("", "bo", "/desk"),
        ("//evil.example/desk", "bo", "/desk"),
        ("/\\evil.example", "bo", "/desk"),
        ("https://evil.example/desk", "bo", "/desk"),
        ("/desk//evil.example", "bo", "/desk"),
        ("/desk@evil.example", "bo", "/desk"),
        ("/desk\n/x", "bo", "/desk"),
        ("/api/logout", "bo", "/desk"),
        ("/desk/" + "x" * 400, "bo", "/desk"),
    ],
)
async def test_logging_in_leads_to_the_page_that_was_wanted_if_it_is_ours_and_theirs(
    opening: Opening, wanted: str, login: str, leads_to: str
) -> None:
    async with opening() as site:
        body = {"login": login, "password": PASSWORD, "next": wanted}
        response = await site.public.post("/api/login", json=body)
        assert await response.json() == {"next": leads_to}


async def test_the_page_for_logging_in_carries_on_what_was_wanted_and_nothing_of_others(
    site: Site,
) -> None:
    stranger = await site.person(None)
    page = await stranger.get("/desk/2026-000001?x=1")
    assert page.headers["Location"].startswith("/login?next=/desk/2026-000001")
    assert (
        'value="/desk/2026-000001?x=1"'
        in await (await stranger.get(page.headers["Location"])).text()
    )
    hostile = await stranger.get('/login?next=//evil.example"><script>')
    assert "evil" not in await hostile.text()


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

    assert (page.status, page.headers["Location"]) == (302, "/login?next=/desk")
    assert "Logga in" in await refused(await stranger.get("/api/desk/queue"), 401, "not_logged_in")


async def test_ones_own_password_is_changed_by_who_knows_the_old_one_and_ends_all_sessions(
    opening: Opening,
) -> None:
    async with opening() as site:
        bo = await site.person("bo")
        wrong = await bo.post("/api/password", {"old": "fel", "new": "ett-nytt-losenord"})
        await refused(wrong, 401, "wrong_login")
        weak = await bo.post("/api/password", {"old": PASSWORD, "new": "elva-tecken"})
        await refused(weak, 400, "too_weak")
        assert await _may_work(site, site.sessions["bo"])

        right = await bo.post("/api/password", {"old": PASSWORD, "new": "ett-nytt-losenord"})

        assert await right.json() == {"next": "/login"}
        assert not await _may_work(site, site.sessions["bo"])
        await refused(await _tries(site, "bo", PASSWORD), 401, "wrong_login")
        assert (await _tries(site, "bo", "ett-nytt-losenord")).status == 200


async def test_guessing_the_password_of_a_session_that_was_left_open_is_locked_too(
    opening: Opening,
) -> None:
    async with opening() as site:
        bo = await site.person("bo")
        for _ in range(TRIES):
            await bo.post("/api/password", {"old": "fel", "new": "ett-nytt-losenord"})
        body = {"old": PASSWORD, "new": "ett-nytt-losenord"}
        await refused(await bo.post("/api/password", body), 429, "locked_out")
