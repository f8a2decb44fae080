"""The page "Vem svarar på vad?" holds for everyone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessible import faults

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.rasa]


@pytest.mark.parametrize("language", ["sv", "fi", "en"])
def test_nothing_is_found_on_the_page_of_contacts(
    open_page: Callable[[], Page], language: str
) -> None:
    page = open_page()
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if said.type == "error" else None)
    page.goto(f"/kontakt?lang={language}")
    assert faults(page) == []
    assert refused == []  # the policy lets the structured data be


def test_from_a_kind_of_association_to_who_answers_it_by_keyboard(
    open_page: Callable[[], Page],
) -> None:
    page = open_page()
    page.goto("/kontakt?lang=sv")
    line = page.locator(".who__lines > div", has_text="Pensionärsföreningar")
    line.get_by_role("link").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#bidrag-kultur-fritid")).to_be_in_viewport()
