"""What stands beside a conversation at the desk: articles, ready replies, who else looks."""

import uuid
from typing import Any

import pytest

from tests.web.conftest import Opening
from tests.web.site import Person, Site, refused

pytestmark = pytest.mark.asyncio(loop_scope="module")

REPLY = {
    "title": "Hälsning",
    "text": "Hej {förening}!",
    "function": "fritidsbokningen",
    "review_by": "2026-12-31",
}


async def _beside(person: Person, number: str) -> dict[str, Any]:
    response = await person.get(f"/api/desk/enquiries/{number}/beside")
    assert response.status == 200
    shown: dict[str, Any] = await response.json()
    return shown


async def test_articles_are_those_for_the_last_message_with_their_source(site: Site) -> None:
    visitor, number = await site.claimed("bo")
    bo = await site.person("bo")
    assert (await _beside(bo, number))["articles"][0]["id"] == "dorren-oppnas-inte"

    await visitor.says("Kan en ny förening få startbidrag?")

    first = (await _beside(bo, number))["articles"][0]
    assert first["id"] == "startbidrag"
    assert first["text"] in first["insert"]
    assert first["insert"].endswith(first["source"])
    assert "**" not in first["insert"]


async def test_a_ready_reply_is_offered_filled_in_until_it_is_taken_away(site: Site) -> None:
    _, number = await site.claimed("bo")
    bo = await site.person("bo")
    assert (await bo.post("/api/desk/replies", REPLY)).status == 200
    assert (await _beside(bo, number))["replies"] == [
        {"title": "Hälsning", "text": "Hej er förening!"}
    ]
    page = await (await bo.get("/desk/svar")).text()
    found = page.partition('data-remove="')[2].partition('"')[0]
    assert (await bo.post(f"/api/desk/replies/{found}/remove")).status == 200
    assert (await _beside(bo, number))["replies"] == []
    await refused(await bo.post(f"/api/desk/replies/{found}/remove"), 404, "not_found")


@pytest.mark.parametrize(
    ("more", "status", "code", "words"),
    [
        ({"title": " "}, 400, "bad_input", "rubrik"),
        ({"title": "x" * 81}, 400, "bad_input", "rubrik"),
        ({"text": ""}, 400, "bad_input", "Skriv något"),
        ({"text": "Hej {ort}"}, 400, "unknown_place", "{ort} går inte"),
        ({"review_by": "snart"}, 400, "bad_input", "review_by"),
        ({"function": "bidrag-kultur-fritid"}, 404, "not_found", "finns inte"),
        ({"id": 0}, 400, "bad_input", "id"),
        ({"id": 2**40}, 400, "bad_input", "id"),
        ({"id": 999}, 404, "not_found", "finns inte"),
    ],
)
async def test_a_ready_reply_that_is_none_is_refused_in_words(
    site: Site, more: dict[str, Any], status: int, code: str, words: str
) -> None:
    bo = await site.person("bo")
    assert words in await refused(await bo.post("/api/desk/replies", REPLY | more), status, code)


async def test_what_an_agent_writes_into_a_ready_reply_is_text(site: Site) -> None:
    bo = await site.person("bo")
    await bo.post("/api/desk/replies", REPLY | {"text": "</textarea><script>alert(1)</script>"})
    assert "<script>alert(1)" not in await (await bo.get("/desk/svar")).text()


async def test_agents_see_who_else_looks_and_the_visitor_does_not(site: Site) -> None:
    visitor, number = await site.enquiry()
    bo, ada = await site.person("bo"), await site.person("ada")
    path = f"/api/desk/enquiries/{number}/events"
    async with bo.streams(path) as mine:
        await mine.until(3)
        async with ada.streams(path) as others:
            event = await others.next()
            assert event
            assert event["looking"] == ["Bo"]
            event = await mine.next()
            assert event
            assert event["looking"] == ["Ada"]
            assert (await ada.queue())[number]["looking"] == ["Bo"]
            assert "looking" not in await visitor.looks()
        event = await mine.next()
        assert event
        assert event["looking"] == []


async def test_who_is_asked_for_advice_sees_that_the_agent_writes(site: Site) -> None:
    _, number = await site.claimed("bo")
    bo, gun = await site.person("bo"), await site.person("gun")
    asked = {"id": str(uuid.uuid4()), "text": "Vet ni?", "function": "bidrag-kultur-fritid"}
    await bo.does(number, "consult", asked)
    await bo.does(number, "writing")
    views = [await (await one.get(f"/api/desk/enquiries/{number}")).json() for one in (bo, gun)]
    assert [view["agent_writes"] for view in views] == [False, True]


async def test_who_has_enough_is_told_so_and_takes_no_more(opening: Opening) -> None:
    async with opening(at_a_time=1) as site:
        await site.claimed("bo")
        visitor, number = await site.enquiry()
        bo = await site.person("bo")
        told = await refused(await bo.acts(number, "claim"), 409, "has_enough")
        assert "redan 1" in told
        assert (await visitor.looks())["state"] == "waiting"
