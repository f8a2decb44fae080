"""Two tabs and another device show the same of one conversation, and the bot keeps out of it while
a person has it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.states import ANSWERED, number_of, opened, press, says, taken, write

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.rasa]

ANSWER = "100, en sporthall 200"


@pytest.fixture
def everywhere(open_page: Callable[[], Page]) -> list[Page]:
    """A question that waits: in two tabs of one device, and on another that came by the link."""
    tab, device = opened(open_page()), open_page()
    press(tab, "Prata med en människa")
    number_of(tab)
    other = tab.context.new_page()
    other.goto("/chatt?lang=sv")
    key = tab.evaluate("JSON.parse(localStorage.getItem('lotsen.chat'))")
    device.goto(f"/chatt?lang=sv#{key['id']}.{key['secret']}")
    pages = [tab, other, device]
    show(pages, number_of(tab))
    return pages


def show(pages: list[Page], words: str | re.Pattern[str]) -> None:
    for page in pages:
        says(page, words)


def shows_below(pages: list[Page], words: str) -> None:
    for page in pages:
        expect(page.get_by_text(words, exact=True)).to_be_visible()


def once(pages: list[Page], words: str) -> None:
    """A page may be about to show it a second time."""
    pages[0].wait_for_timeout(500)
    assert [page.get_by_text(words, exact=True).count() for page in pages] == [1] * len(pages)


def test_two_tabs_and_another_device_show_the_same(
    everywhere: list[Page], log_in: Callable[[str], Page]
) -> None:
    tab, other, device = everywhere
    agent = taken(log_in, number_of(tab), by="admin")
    show(everywhere, "Administratör på Servicecenter har tagit din fråga.")
    shows_below(everywhere, "Du pratar med Administratör")
    agent.get_by_label("Ditt svar").press_sequentially("Hej!")
    shows_below(everywhere, "Administratör skriver…")
    press(agent, "Skicka")
    show(everywhere, "Hej!")
    for page, words in (
        (tab, "Från fliken"),
        (other, "Från den andra"),
        (device, "Från telefonen"),
    ):
        write(page, words)
        show([*everywhere, agent], words)
        once([*everywhere, agent], words)
    shows_below(everywhere, "Sett")

    press(agent, "Lämna till boten")
    show(everywhere, "Administratör har lämnat chatten. Nu svarar boten igen.")
    shows_below(everywhere, "Boten svarar")
    words = [page.locator("#messages .message__text").all_inner_texts() for page in everywhere]
    assert words[0] == words[1] == words[2]


def test_what_is_taken_back_on_one_device_is_so_on_all(everywhere: list[Page]) -> None:
    device = everywhere[2]
    press(device, "Se din fråga")
    press(device, "Jag behöver inte svar längre")
    press(device, "Avsluta frågan")
    show(everywhere, "Du har tagit tillbaka fråga")
    shows_below(everywhere, "Avslutad")
    shows_below(everywhere, "Prata med en människa")


def test_the_bot_is_silent_until_the_person_gives_the_question_back(
    open_page: Callable[[], Page], log_in: Callable[[str], Page]
) -> None:
    page = opened(open_page())
    press(page, "Prata med en människa")
    agent = taken(log_in, number_of(page), by="admin")
    write(page, ANSWERED)
    says(agent, ANSWERED)
    page.wait_for_timeout(2_000)  # a bot that answers does so in a tenth of this
    expect(page.get_by_role("log")).not_to_contain_text(ANSWER)
    expect(page.locator("#typing")).to_be_hidden()

    press(agent, "Lämna till boten")
    says(page, "Nu svarar boten igen")
    write(page, ANSWERED)
    says(page, ANSWER)
