"""Each state of the chat holds for everyone: by axe, by measure, and by keyboard alone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.accessible import TOO_WIDE, faults
from tests.browser.test_two_people import write

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.rasa]

ANSWERED = "vad kostar det att hyra en gymnastiksal för vuxna?"
UNSURE = "bidrag"
NUMBER = re.compile(r"20\d\d-\d{6}")
PHONE = {"width": 390, "height": 800}


def opened(page: Page) -> Page:
    page.goto("/chatt")
    expect(page.get_by_role("button", name="Prata med en människa")).to_be_enabled()
    return page


def number_of(page: Page) -> str:
    expect(page.get_by_role("log")).to_contain_text(NUMBER)
    found = NUMBER.search(page.get_by_role("log").inner_text())
    assert found
    return found[0]


def taken(log_in: Callable[[str], Page], number: str) -> Page:
    agent = log_in("admin")
    agent.goto(f"/desk/{number}")
    agent.get_by_role("button", name="Ta frågan").click()
    expect(agent.get_by_label("Ditt svar")).to_be_visible()
    return agent


def test_nothing_is_found_while_the_bot_answers(open_page: Callable[[], Page]) -> None:
    page = opened(open_page())
    assert faults(page) == [], "start"
    write(page, ANSWERED)
    expect(page.get_by_role("log")).to_contain_text("100, en sporthall 200")
    assert faults(page) == [], "answer"
    write(page, UNSURE)
    expect(page.get_by_role("log")).to_contain_text("Inget av")
    assert faults(page) == [], "choices"


@pytest.mark.parametrize(
    "wanted", ["Börja en ny chatt", "Fortsätt en tidigare fråga", "Radera chatten"]
)
def test_nothing_is_found_in_the_menu_and_its_dialogs(
    open_page: Callable[[], Page], wanted: str
) -> None:
    page = opened(open_page())
    write(page, "hej")
    expect(page.get_by_role("log")).to_contain_text("Fråga om bidrag")
    page.locator("#menu > summary").click()
    assert faults(page) == [], "menu"
    page.get_by_role("button", name=wanted, exact=True).click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert faults(page) == [], wanted


def test_nothing_is_found_while_people_talk(
    open_page: Callable[[], Page], log_in: Callable[[str], Page]
) -> None:
    page = opened(open_page())
    page.get_by_role("button", name="Prata med en människa").click()
    number = number_of(page)
    assert faults(page) == [], "waiting, with a form"

    agent = taken(log_in, number)
    write(agent, "Hej! Jag ser på det.")
    expect(page.get_by_role("log")).to_contain_text("Jag ser på det")
    assert faults(page) == [], "with a person"

    agent.get_by_text("Avsluta", exact=True).click()
    agent.get_by_role("button", name="Avsluta frågan").click()
    expect(page.get_by_text("Avslutad")).to_be_visible()
    assert faults(page) == [], "ended"


def test_nothing_is_found_when_nothing_can_be_sent(open_page: Callable[[], Page]) -> None:
    page = opened(open_page())

    def refused(route: Route) -> None:
        told = {"error": {"code": "bad_input", "message": "Det går inte att skicka."}}
        route.fulfill(status=400, json=told)

    page.route("**/messages", refused)
    write(page, "går inte fram")
    expect(page.get_by_role("button", name="Försök igen")).to_be_visible()
    assert faults(page) == [], "failed"

    page.unroute("**/messages")
    page.context.set_offline(True)
    page.get_by_role("button", name="Försök igen").click()
    expect(page.get_by_text("Ansluter igen")).to_be_visible()
    assert faults(page) == [], "offline"


@pytest.mark.parametrize("language", ["fi", "en", "sv-x-lattlast"])
def test_nothing_is_found_in_another_language(open_page: Callable[[], Page], language: str) -> None:
    page = open_page()
    page.goto(f"/chatt?lang={language}")
    assert faults(page) == []


def test_text_twice_as_large_on_a_narrow_page_loses_nothing(open_page: Callable[[], Page]) -> None:
    page = opened(open_page())
    page.set_viewport_size({"width": 320, "height": 640})
    write(page, ANSWERED)
    expect(page.get_by_role("log")).to_contain_text("100, en sporthall 200")

    page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.locator("#menu > summary").click()
    assert page.evaluate(TOO_WIDE) == []
    page.keyboard.press("Escape")
    for name in ("Skicka", "Prata med en människa"):
        button = page.get_by_role("button", name=name, exact=True)
        button.scroll_into_view_if_needed()
        expect(button).to_be_in_viewport(ratio=1)


def test_nothing_moves_for_who_wants_no_motion(open_page: Callable[[], Page]) -> None:
    page = open_page()
    page.emulate_media(reduced_motion="reduce")
    opened(page)
    write(page, ANSWERED)
    expect(page.get_by_role("log")).to_contain_text("100, en sporthall 200")

    moving = """() => document.getAnimations()
      .filter(one => (one.effect.getComputedTiming().duration || 0) > 10)
      .map(one => one.effect.target.outerHTML.slice(0, 100))"""
    assert page.evaluate(moving) == []


def test_buttons_keep_their_edges_in_forced_colours(open_page: Callable[[], Page]) -> None:
    page = open_page()
    page.emulate_media(forced_colors="active")
    opened(page)

    edgeless = """() => Array.from(document.querySelectorAll("button, textarea"))
      .filter(node => node.checkVisibility({ visibilityProperty: true }))
      .filter(node => parseFloat(getComputedStyle(node).borderTopWidth) < 1)
      .map(node => node.outerHTML.slice(0, 100))"""
    assert page.evaluate(edgeless) == []


def tab_to(page: Page, name: str | re.Pattern[str], back: bool = False) -> None:
    """Presses Tab until the focus is on what is called so, and seen to be there."""
    wanted = page.locator(":focus").and_(
        page.get_by_role("button", name=name).or_(page.get_by_role("textbox", name=name))
    )
    for _ in range(60):
        if wanted.count():
            expect(wanted).to_be_in_viewport()
            outline = wanted.evaluate("node => getComputedStyle(node).outlineStyle")
            assert outline != "none", f"the focus on {name} is not seen"
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    pytest.fail(f"{name} is not reached by keyboard")


def type_and_send(page: Page, text: str) -> None:
    tab_to(page, "Skriv ditt meddelande")
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    # Who writes goes on writing, whatever comes in.
    expect(page.get_by_label("Skriv ditt meddelande")).to_be_focused()


def test_the_whole_journey_by_keyboard(
    open_page: Callable[[], Page], log_in: Callable[[str], Page]
) -> None:
    page = open_page()
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    opened(page)
    log = page.get_by_role("log")
    type_and_send(page, UNSURE)
    expect(log).to_contain_text("Inget av")
    expect(page.get_by_label("Skriv ditt meddelande")).to_be_focused()
    choice = page.locator(".choices").get_by_role("button").first.inner_text()
    tab_to(page, choice, back=True)
    page.keyboard.press("Enter")
    expect(log).to_contain_text("Hjälpte svaret")
    tab_to(page, re.compile("Nej, jag vill fråga"))
    page.keyboard.press("Enter")
    number = number_of(page)

    agent = taken(log_in, number)
    write(agent, "Hej! Vad gäller det?")
    expect(log).to_contain_text("Vad gäller det?")
    type_and_send(page, "Ett bidrag till vår förening")
    expect(agent.get_by_role("log")).to_contain_text("Ett bidrag till vår förening")

    page.keyboard.type("halvskrivet")
    write(agent, "Det ordnar vi.")
    expect(log).to_contain_text("Det ordnar vi.")
    expect(page.get_by_label("Skriv ditt meddelande")).to_be_focused()
    expect(page.get_by_label("Skriv ditt meddelande")).to_have_value("halvskrivet")


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
    tab_to(page, "Börja en ny chatt")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()
