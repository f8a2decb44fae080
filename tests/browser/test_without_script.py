"""A visitor whose browser runs no script: asks, reads the answer, finds the statement."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessible import faults
from tests.running import Running

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.rasa]

QUESTION = "Dörren till gymnastiksalen går inte upp"
A_MINUTE = 61_000  # ms
CODE = r"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}"


@pytest.fixture
def plain(browser: Browser, running: Running) -> Iterator[Page]:
    context = browser.new_context(base_url=running.url, locale="sv-SE", java_script_enabled=False)
    yield context.new_page()
    context.close()


def _found(pattern: str, page: Page) -> str:
    found = re.search(pattern, page.locator("main").inner_text())
    assert found
    return found[0]


def _asks(page: Page) -> tuple[str, str]:
    """Number and code."""
    page.goto("/chatt")
    page.get_by_role("link", name="Ställ en fråga i ett formulär").click()
    page.get_by_label("Din fråga").fill(QUESTION)
    page.get_by_label("Vad gäller frågan?").select_option("booking")
    page.get_by_role("button", name="Skicka frågan").click()
    expect(page.get_by_role("heading", name="Din fråga är mottagen")).to_be_focused()
    return _found(r"20\d\d-\d{6}", page), _found(CODE, page)


def _opens(page: Page, code: str) -> None:
    """Other tests have tried codes from the same address, perhaps within this minute."""
    page.get_by_label("Kod").fill(code)
    page.get_by_role("button", name="Visa").click()
    page.wait_for_load_state()
    if page.get_by_text("Det gick för fort").is_visible():
        page.wait_for_timeout(A_MINUTE)
        page.get_by_label("Kod").fill(code)
        page.get_by_role("button", name="Visa").click()


def test_one_asks_reloads_and_reads_what_a_person_answers(
    plain: Page, log_in: Callable[[str], Page]
) -> None:
    number, code = _asks(plain)
    plain.reload()
    assert (_found(r"20\d\d-\d{6}", plain), _found(CODE, plain)) == (number, code)
    desk = log_in("agent")
    desk.goto(f"/desk/{number}")
    desk.get_by_role("button", name="Ta frågan").click()
    desk.get_by_label("Ditt svar").fill("Vi kommer och öppnar")
    desk.get_by_role("button", name="Skicka", exact=True).click()
    expect(desk.get_by_role("log")).to_contain_text("Vi kommer och öppnar")

    plain.get_by_role("main").get_by_role("link", name="Läs svaret").click()
    plain.get_by_label("Nummer").fill(number)
    _opens(plain, "0000 0000 0000 0000")
    expect(plain.get_by_role("alert")).to_contain_text("hör inte ihop")
    _opens(plain, code.lower().replace("-", " "))
    expect(plain.locator("main")).to_contain_text(QUESTION)
    expect(plain.locator("main")).to_contain_text("Vi kommer och öppnar")


def test_errors_are_where_the_page_leads_and_lead_to_their_fields(plain: Page) -> None:
    plain.goto("/fraga")
    plain.get_by_label("Föreningens namn").fill("Bollen IF")
    plain.get_by_role("button", name="Skicka frågan").click()
    summary = plain.locator("#svar")
    expect(summary).to_be_focused()
    expect(plain.get_by_label("Föreningens namn")).to_have_value("Bollen IF")
    summary.get_by_role("link", name="Skriv din fråga.").click()
    expect(plain.get_by_label("Din fråga")).to_be_focused()


def test_the_plain_pages_have_no_fault_that_can_be_measured(
    open_page: Callable[[], Page],
) -> None:
    page = open_page()
    for path in ("/fraga", "/fraga/svar", "/tillganglighet", "/tillganglighet?lang=fi"):
        page.goto(path)
        assert faults(page) == [], path
    page.goto("/fraga")
    page.get_by_role("button", name="Skicka frågan").click()
    assert faults(page) == []
    page.get_by_label("Din fråga").fill(QUESTION)
    page.get_by_role("button", name="Skicka frågan").click()
    assert faults(page) == []
    number, code = _found(r"20\d\d-\d{6}", page), _found(CODE, page)
    page.goto("/fraga/svar")
    page.get_by_label("Nummer").fill(number)
    page.get_by_label("Kod").fill(code)
    page.get_by_role("button", name="Visa").click()
    expect(page.get_by_role("heading", name=number)).to_be_visible()
    assert faults(page) == []
