"""Everything can be done by keyboard alone, and the focus is always where one left it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.states import ADDRESS, FORM, UNSURE, Stage, number_of, opened, says, taken, write
from tests.running import Running

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.rasa]

PHONE = {"width": 390, "height": 800}
FIELD = "Skriv ditt meddelande"


def tab_to(page: Page, name: str | re.Pattern[str], back: bool = False) -> None:
    """Presses Tab until the focus is on what is called so, and seen to be there."""
    exact = isinstance(name, str)
    wanted = page.locator(":focus").and_(
        page.get_by_role("button", name=name, exact=exact).or_(
            page.get_by_role("textbox", name=name, exact=exact)
        )
    )
    for _ in range(60):
        if wanted.count():
            expect(wanted).to_be_in_viewport()
            outline = wanted.evaluate("node => getComputedStyle(node).outlineStyle")
            assert outline != "none", f"the focus on {name} is not seen"
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    pytest.fail(f"{name} is not reached by keyboard")


def presses(page: Page, name: str | re.Pattern[str], back: bool = False) -> None:
    tab_to(page, name, back)
    page.keyboard.press("Enter")


def type_and_send(page: Page, words: str) -> None:
    tab_to(page, FIELD)
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    # Who writes goes on writing, whatever comes in.
    expect(page.get_by_label(FIELD)).to_be_focused()


def from_menu(page: Page, name: str) -> None:
    menu = page.locator("#menu > summary")
    for _ in range(60):
        if menu.evaluate("node => node === document.activeElement"):
            break
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    presses(page, name)


def is_at(page: Page, name: str) -> None:
    expect(page.get_by_role("button", name=name, exact=True)).to_be_focused()


def asks_and_is_handed_over(page: Page) -> str:
    log = page.get_by_role("log")
    presses(page, re.compile("^Boka lokal"))
    says(page, "Hur bokar vi en lokal?")
    expect(page.locator(".message--bot")).not_to_have_count(0)
    type_and_send(page, UNSURE)
    says(page, "Inget av")
    choice = page.locator(".choices:visible").get_by_role("button").first.inner_text()
    presses(page, choice, back=True)
    expect(log).to_contain_text("Hjälpte svaret")
    presses(page, "Nej, jag vill fråga en människa")
    number = number_of(page)
    for answer, then in FORM.items():
        type_and_send(page, answer)
        says(page, then)
    return number


def gives_an_address(stage: Stage) -> None:
    """While waiting: looks at the question, wants the answer by e-mail too, opens the link."""
    page = stage.page
    presses(page, "Se din fråga", back=True)
    expect(page.get_by_role("dialog")).to_contain_text("Svar senast")
    is_at(page, "Stäng")
    page.keyboard.press("Escape")
    is_at(page, "Se din fråga")
    page.keyboard.press("Enter")
    presses(page, "Svara mig via e-post", back=True)
    tab_to(page, "Din e-postadress")
    page.keyboard.type(ADDRESS)
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("Vi har skickat en länk till")
    page.keyboard.press("Escape")
    is_at(page, "Se din fråga")
    letter = page.context.new_page()
    letter.goto(stage.link_from_letter())
    presses(letter, "Ja, bekräfta adressen")
    expect(letter.get_by_role("heading", name="Adressen är bekräftad")).to_be_visible()
    letter.close()


def talks(page: Page, agent: Page) -> None:
    write(agent, "Hej! Vad gäller det?")
    says(page, "Vad gäller det?")
    type_and_send(page, "En hall till vår förening")
    says(agent, "En hall till vår förening")
    page.keyboard.type("halvskrivet")
    write(agent, "Det ordnar vi.")
    says(page, "Det ordnar vi.")
    expect(page.get_by_label(FIELD)).to_be_focused()
    expect(page.get_by_label(FIELD)).to_have_value("halvskrivet")
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")


def takes_along_and_erases(stage: Stage, number: str) -> None:
    page, post = stage.page, stage.running.post
    post.letters.clear()
    from_menu(page, "Skicka chatten till min e-post")
    expect(page.get_by_text("på väg till din e-post")).to_be_visible()
    with page.expect_download() as download:
        from_menu(page, "Spara som text")
    assert download.value.suggested_filename == f"lotsen-{number}.txt"
    from_menu(page, "Radera chatten")
    is_at(page, "Behåll chatten")
    presses(page, "Radera", back=True)
    expect(page.get_by_text("Chatten är raderad.")).to_be_visible()
    expect(page.locator("#menu > summary")).to_be_focused()
    presses(page, re.compile("^Söka bidrag"))
    says(page, "Vilka bidrag kan vår förening söka?")


def test_the_whole_journey_by_keyboard(
    open_page: Callable[[], Page], log_in: Callable[[str], Page], running: Running
) -> None:
    page = open_page()
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    stage = Stage(opened(page), log_in, running)
    running.post.letters.clear()
    number = asks_and_is_handed_over(page)
    gives_an_address(stage)
    talks(page, taken(log_in, number, by="admin"))
    takes_along_and_erases(stage, number)


def test_the_focus_stays_in_its_place_when_the_question_is_taken_back(
    open_page: Callable[[], Page],
) -> None:
    page = opened(open_page())
    presses(page, "Prata med en människa")
    number_of(page)
    presses(page, "Se din fråga")
    presses(page, "Jag behöver inte svar längre", back=True)
    is_at(page, "Behåll frågan")
    presses(page, "Avsluta frågan", back=True)
    expect(page.get_by_text("Avslutad", exact=True)).to_be_visible()
    is_at(page, "Prata med en människa")


def test_the_focus_comes_back_when_the_menu_and_its_dialog_close(
    open_page: Callable[[], Page],
) -> None:
    page = opened(open_page())
    menu = page.locator("#menu > summary")
    menu.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()

    page.keyboard.press("Enter")
    presses(page, "Börja en ny chatt")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()
