"""Whoever writes Finnish on the Swedish page is answered in Finnish; buttons tell no language."""

import pytest

from tests.conversations.fake_rasa import hands_over
from tests.web.site import Site
from texts.catalogue import LANGUAGES, text

pytestmark = pytest.mark.asyncio(loop_scope="module")

FINNISH = "Voiko yhdistyksemme saada vuokra-avustusta?"


async def test_the_receipt_and_the_desk_follow_what_is_written(site: Site) -> None:
    visitor = await site.visitor()
    site.rasa.does = hands_over("fritidsbokningen")
    await visitor.says(FINNISH)
    receipt = await visitor.hears("receipt")

    ada = await site.person("ada")
    shown = (await ada.queue())[receipt["number"]]
    assert receipt["language"] == "fi"
    assert (shown["language"], shown["language_name"]) == ("fi", "Finska")
    assert shown["language_note"] == (
        "Frågan kom hit för att Fritidsbokningen inte svarar på finska."
    )


async def test_an_agent_who_may_not_speak_the_language_is_told(site: Site) -> None:
    visitor = await site.visitor()
    site.rasa.does = hands_over("fritidsbokningen")
    await visitor.says("Can our club rent the gym on Sundays?")
    receipt = await visitor.hears("receipt")

    ada = await site.person("ada")
    shown = (await ada.queue())[receipt["number"]]
    assert shown["language_note"].startswith("Fritidsbokningen svarar inte på engelska")


@pytest.mark.parametrize("id_", ["chat-a-person", "page-grants-question"])
async def test_what_a_button_of_the_page_says_tells_no_language(site: Site, id_: str) -> None:
    visitor = await site.visitor()
    await visitor.is_answered(FINNISH)
    for language in LANGUAGES:
        await visitor.is_answered(text(language, id_))
    assert (await visitor.looks())["language"] == "fi"


@pytest.mark.parametrize("written", ["hej", "Vargens IF", "802412-3450", "ok fine"])
async def test_a_word_or_two_change_nothing(site: Site, written: str) -> None:
    visitor = await site.visitor()
    await visitor.says(written)
    view = await visitor.looks()
    assert view["language"] == "sv"
    assert "language" not in view["messages"][1]


async def test_who_has_chosen_on_the_page_before_writing_keeps_that(site: Site) -> None:
    response = await site.public.post("/api/conversations", json={"language_chosen": True})
    begun = await response.json()
    visitor = await site.visitor()
    visitor.id, visitor.secret = begun["id"], begun["secret"]
    await visitor.says(FINNISH)
    assert (await visitor.looks())["language"] == "sv"
