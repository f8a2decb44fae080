"""The administrators' pages: who works here, and what they have looked at and changed."""

import asyncio
import uuid

import pytest

from servicecenter import audit
from tests.web.conftest import Opening
from tests.web.site import SEEN, Person, Site, refused

pytestmark = pytest.mark.asyncio(loop_scope="module")

NILS = {"login": "Nils ", "name": "Nils Nilsson", "role": "agent", "functions": ["samverkan"]}


async def _log(site: Site, **wanted: str) -> str:
    ada = await site.person("ada")
    query = "&".join(f"{name}={value}" for name, value in wanted.items())
    return await (await ada.get(f"/admin/audit?{query}")).text()


async def _entered(site: Site, about: str) -> list[tuple[str, str]]:
    found, _ = await site.database.read(audit.page, "", about, 1)
    return [(one.who, one.what) for one in reversed(found)]


async def test_who_is_added_logs_in_with_the_password_that_is_shown_once(opening: Opening) -> None:
    async with opening() as site:
        ada = await site.person("ada")
        response = await ada.post("/api/admin/people", NILS)
        given = await response.json()

        assert (response.status, given["login"]) == (201, "nils")
        body = {"login": "nils", "password": given["password"]}
        logged_in = await site.public.post("/api/login", json=body)
        assert await logged_in.json() == {"next": "/desk"}
        for path in ("/admin/people", "/admin/people/nils", "/admin/audit"):
            page = await (await ada.get(path)).text()
            assert given["password"] not in page
            assert "nils" in page


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"login": "bo"}, 409, "login_taken"),
        ({"login": "system"}, 400, "not_a_login"),
        ({"name": " "}, 400, "wrong_person"),
        ({"functions": ["finns-inte"]}, 400, "wrong_person"),
        ({"role": "boss"}, 400, "bad_input"),
    ],
)
async def test_a_person_who_cannot_be_is_refused_in_words(
    site: Site, change: dict[str, object], status: int, code: str
) -> None:
    ada = await site.person("ada")
    await refused(await ada.post("/api/admin/people", NILS | change), status, code)


async def test_the_last_administrator_stays(site: Site) -> None:
    ada = await site.person("ada")
    response = await ada.post("/api/admin/people/ada/remove")
    await refused(response, 409, "last_administrator")
    assert (await ada.get("/admin/people")).status == 200


@pytest.mark.parametrize("login", ["ingen", "' OR 1=1 --", "%00", "å"])
async def test_who_is_not_there_is_told_so(site: Site, login: str) -> None:
    ada = await site.person("ada")
    assert (await ada.get(f"/admin/people/{login}")).status == 404
    response = await ada.post(f"/api/admin/people/{login}/remove")
    await refused(response, 404, "not_found")


async def test_a_name_of_script_is_text(opening: Opening) -> None:
    async with opening() as site:
        ada = await site.person("ada")
        name = "<script>alert(1)</script>"
        assert (await ada.post("/api/admin/people", NILS | {"name": name})).status == 201
        for path in ("/admin/people", "/admin/people/nils"):
            assert "<script>alert" not in await (await ada.get(path)).text()


async def test_reading_and_changing_a_conversation_is_entered(site: Site) -> None:
    visitor, number = await site.enquiry()
    bo = await site.person("bo")
    await bo.get(f"/api/desk/enquiries/{number}")
    await bo.does(number, "claim")
    async with bo.streams(f"/api/desk/enquiries/{number}/events") as talk:
        await talk.until(4)
        site.clock.forward(hours=1)
        await visitor.says("En sak till")
        await talk.until(5)
    await bo.does(number, "reply", {"id": str(uuid.uuid4()), "text": "Hej", "seen": SEEN})

    done = ["read", "claimed", "read", "replied"]
    assert await _entered(site, number) == [("bo", what) for what in done]
    page = await _log(site, about=number)
    assert "4 rader" in page
    assert "Läste samtalet" in page
    assert "En sak till" not in page


async def test_reading_a_file_looking_at_the_queue_and_searching_are_entered(
    opening: Opening,
) -> None:
    async with opening() as site:
        _, number = await site.enquiry()
        bo = await site.person("bo")
        await bo.queue()
        await bo.get("/api/desk/search?q=dörren")
        found, _ = await site.database.read(audit.page, "bo", "", 1)
        assert [one.what for one in found] == ["searched", "queue", "logged_in"]
        assert found[0].details == {"found": [number]}
        page = await _log(site, who="bo")
        assert number in page
        assert "dörren" not in page


async def test_an_editor_who_reads_what_was_asked_and_not_answered_is_entered(
    opening: Opening,
) -> None:
    async with opening() as site:
        eva = await site.person("eva")
        assert (await eva.get("/admin/gaps")).status == 200
        found, _ = await site.database.read(audit.page, "eva", "", 1)
        assert [one.what for one in found][:2] == ["gaps", "logged_in"]


async def test_who_may_not_read_it_leaves_no_trace_of_having_read(site: Site) -> None:
    _, number = await site.enquiry()
    gun = await site.person("gun")
    await refused(await gun.get(f"/api/desk/enquiries/{number}"), 404, "not_found")
    assert await _entered(site, number) == []


@pytest.mark.parametrize(
    "query", ["page=0", "page=x", "page=99999999", "who=%00", "about=<script>x"]
)
async def test_a_strange_question_to_the_log_shows_a_page(site: Site, query: str) -> None:
    ada = await site.person("ada")
    response = await ada.get(f"/admin/audit?{query}")
    assert response.status == 200
    assert "<script>x" not in await response.text()


async def test_who_is_locked_out_is_entered_once_and_a_name_no_one_has_is_not(
    opening: Opening,
) -> None:
    async with opening() as site:
        for login in ("bo", "min-hemlighet"):
            body = {"login": login, "password": "fel"}
            await asyncio.gather(*(site.public.post("/api/login", json=body) for _ in range(9)))
        assert await _entered(site, "bo") == [("bo", "locked_out")]
        assert await _entered(site, "min-hemlighet") == []


async def test_a_lead_is_in_charge_of_what_a_colleague_has_and_does_not_answer_it(
    opening: Opening,
) -> None:
    async with opening() as site:
        ada = await site.person("ada")
        lead = {"login": "lena", "name": "Lena", "role": "lead", "functions": ["fritidsbokningen"]}
        password = (await (await ada.post("/api/admin/people", lead)).json())["password"]
        body = {"login": "lena", "password": password}
        [cookie] = (await site.public.post("/api/login", json=body)).cookies.values()
        lena = Person(site, {"Cookie": f"{cookie.key}={cookie.value}"})
        visitor, number = await site.claimed("bo")

        view = await (await lena.get(f"/api/desk/enquiries/{number}")).json()
        reply = {"id": str(uuid.uuid4()), "text": "Hej", "seen": SEEN}
        await refused(await lena.acts(number, "reply", reply), 403, "not_yours")
        await lena.does(number, "release")

        assert (view["mine"], view["in_charge"]) == (False, True)
        assert (await visitor.looks())["state"] == "waiting"
        assert await visitor.texts("agent") == []
