"""The language of the chat: the one that is named, else the one that the browser asks for."""

import json
import re

import pytest

from tests.conversations.fake_rasa import hands_over
from tests.web.site import Site
from texts.catalogue import LANGUAGES, text

pytestmark = pytest.mark.asyncio(loop_scope="module")

FINN = {"Accept-Language": "fi-FI,fi;q=0.9,sv;q=0.8"}


async def page(site: Site, path: str = "/chatt", **headers: str) -> str:
    response = await site.public.get(path, headers=headers)
    assert response.status == 200
    return await response.text()


def carried(html: str) -> dict[str, dict[str, dict[str, str]]]:
    block = re.search(r'<script type="application/json" id="texts">(.*?)</script>', html)
    assert block
    read: dict[str, dict[str, dict[str, str]]] = json.loads(block[1])
    return read


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_page_is_in_the_language_that_its_address_names(
    site: Site, language: str
) -> None:
    html = await page(site, f"/chatt?lang={language}", **FINN)
    assert f'<html lang="{language[:2]}">' in html
    assert text(language, "page-heading") in html
    assert carried(html)["language"] == language


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("fi-FI,fi;q=0.9,sv;q=0.8", "fi"),
        ("de, en-GB;q=0.5, sv;q=0.7", "sv"),
        ("en;q=0, fi;q=0.1", "fi"),
        ("SV-X-LATTLAST", "sv-x-lattlast"),
        ("de", "sv"),
        ("fi;q=high, en", "en"),
        (";;,,q=;=", "sv"),
        ("", "sv"),
    ],
)
async def test_without_one_it_is_in_the_first_we_have_of_those_the_browser_prefers(
    site: Site, header: str, language: str
) -> None:
    html = await page(site, **{"Accept-Language": header})
    assert carried(html)["language"] == language


async def test_a_language_that_we_do_not_have_is_not_taken_from_the_address(site: Site) -> None:
    html = await page(site, "/chatt?lang=%22><script>", **FINN)
    assert carried(html)["language"] == "fi"


async def test_the_languages_can_be_chosen_on_the_page_and_the_one_it_is_in_is_marked(
    site: Site,
) -> None:
    html = await page(site, "/chatt?lang=en")
    for language, name in LANGUAGES.items():
        assert re.search(rf'<a href="\?lang={language}" [^>]*>{name}</a>', html)
    assert re.findall(r'aria-current="true">(\w+)<', html) == ["English"]


async def test_the_texts_cannot_end_the_block_that_carries_them(site: Site) -> None:
    block = re.search(r'id="texts">(.*?)</script>', await page(site))
    assert block
    assert "<" not in block[1]


async def test_those_who_work_here_read_swedish_whatever_their_browser_prefers(site: Site) -> None:
    html = await page(site, "/login", **FINN)
    assert '<html lang="sv">' in html
    assert list(carried(html)["texts"]) == ["sv"]


async def test_a_conversation_begins_in_the_language_of_the_page(site: Site) -> None:
    response = await site.public.post("/api/conversations", headers=FINN)
    begun = await response.json()
    assert begun["language"] == "fi"
    municipality = "Huddinge kommun"
    assert begun["messages"][0]["text"] == text(
        "fi", "page-notice", municipality=municipality, days=730
    )
    assert begun["messages"][0]["language"] == "fi"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_the_system_says_is_in_the_language_that_was_chosen(
    site: Site, language: str
) -> None:
    visitor = await site.visitor()
    headers = {**visitor.headers, "Accept-Language": language}
    chosen = await site.public.post(f"{visitor.path}/language", headers=headers)
    assert chosen.status == 200
    site.rasa.does = hands_over("fritidsbokningen")
    await visitor.says("Dörren går inte upp")
    receipt = await visitor.hears("receipt")
    bo = await site.person("bo")
    await bo.does(receipt["number"], "claim")
    claimed = (await visitor.looks())["messages"][-1]

    assert receipt["language"] == claimed["language"] == language
    name = receipt["function"]
    assert claimed["text"] == text(language, "system-claimed", name="Bo", function=name)


async def test_a_choice_of_language_loses_nothing_that_was_said(site: Site) -> None:
    visitor = await site.visitor()
    await visitor.is_answered("Hej")
    before = await visitor.looks()
    headers = {**visitor.headers, "Accept-Language": "en"}
    await site.public.post(f"{visitor.path}/language", headers=headers)
    assert await visitor.looks() == {**before, "language": "en"}


async def test_what_is_refused_is_told_in_the_language_of_the_page(site: Site) -> None:
    visitor = await site.visitor()
    name = "11111111-1111-4111-8111-111111111111"
    sent = {"json": {"id": name, "text": " "}, "headers": {**visitor.headers, **FINN}}
    told = await site.public.post(f"{visitor.path}/messages", **sent)
    message = (await told.json())["error"]["message"]
    assert (told.status, message) == (400, text("fi", "error-nothing-written"))


async def test_the_page_of_an_error_is_in_the_visitors_language_and_the_desks_is_not(
    site: Site,
) -> None:
    headers = {**FINN, "Accept": "text/html"}
    visitors = await (await site.public.get("/finns-inte", headers=headers)).text()
    staffs = await (await site.public.get("/desk/x/y", headers=headers)).text()
    assert '<html lang="fi">' in visitors
    assert text("fi", "page-to-chat") in visitors
    assert '<html lang="sv">' in staffs
