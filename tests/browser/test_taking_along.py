"""Coming back on another device, by number and code or by the receipt's link; and erasing."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.rasa]


def _asked(page: Page) -> tuple[str, str]:
    """Number and code of a question that waits for a person."""
    page.goto("/chatt")
    page.get_by_role("button", name="Prata med en människa").click()
    log = page.get_by_role("log")
    expect(log).to_contain_text(re.compile(r"20\d\d-\d{6}"))
    words = log.inner_text()
    number = re.search(r"20\d\d-\d{6}", words)
    code = re.search(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}", words)
    assert number
    assert code
    return number[0], code[0]


def _choose(page: Page, name: str) -> None:
    page.locator("#menu summary").click()
    page.get_by_role("button", name=name, exact=True).click()


def _link(page: Page) -> str:
    key = page.evaluate("JSON.parse(localStorage.getItem('lotsen.chat'))")
    return f"/chatt#{key['id']}.{key['secret']}"


def test_number_and_code_show_the_same_on_another_device(open_page: Callable[[], Page]) -> None:
    first, second = open_page(), open_page()
    number, code = _asked(first)
    second.goto("/chatt")
    _choose(second, "Fortsätt en tidigare fråga")
    second.get_by_label("Nummer").fill(number.replace("-", " "))
    second.get_by_label("Kod").fill("0000 0000 0000 0000")
    second.get_by_role("button", name="Fortsätt frågan").click()
    expect(second.get_by_role("alert").filter(has_text="hör inte ihop")).to_be_visible()
    second.get_by_label("Kod").fill(code.lower().replace("-", " "))
    second.get_by_role("button", name="Fortsätt frågan").click()

    expect(second.get_by_role("log")).to_contain_text(number)
    expect(second.get_by_role("log")).to_contain_text("Jag vill prata med en människa")
    second.reload()
    expect(second.get_by_role("log")).to_contain_text(number)


def test_the_link_leads_back_and_leaves_the_address_bar(open_page: Callable[[], Page]) -> None:
    first, second = open_page(), open_page()
    number, _ = _asked(first)
    sent: list[str] = []
    second.on("request", lambda request: sent.append(request.url))
    second.goto(_link(first))

    expect(second.get_by_role("log")).to_contain_text(number)
    secret = second.evaluate("JSON.parse(localStorage.getItem('lotsen.chat')).secret")
    assert "#" not in second.url
    assert [url for url in sent if secret in url.partition("#")[0]] == []


def test_a_device_with_another_chat_is_asked_first_and_mixes_nothing(
    open_page: Callable[[], Page],
) -> None:
    first, second = open_page(), open_page()
    number, _ = _asked(first)
    other, _ = _asked(second)
    second.context.set_offline(True)
    second.get_by_label("Skriv ditt meddelande").fill("hör till den andra")
    second.get_by_role("button", name="Skicka", exact=True).click()
    link = _link(first)
    second.evaluate("hash => (location.hash = hash)", link.partition("#")[2])
    expect(second.get_by_text("Den här enheten har redan en chatt")).to_be_visible()
    second.get_by_role("button", name="Avbryt").click()
    expect(second.get_by_role("log")).to_contain_text(other)

    second.context.set_offline(False)
    second.evaluate("hash => (location.hash = hash)", link.partition("#")[2])
    second.get_by_role("button", name="Fortsätt frågan").click()

    expect(second.get_by_role("log")).to_contain_text(number)
    expect(second.get_by_role("log")).not_to_contain_text(other)
    first.reload()
    expect(first.get_by_role("log")).to_contain_text(number)
    expect(first.get_by_role("log")).not_to_contain_text("hör till den andra")


def test_the_chat_is_saved_as_a_file(open_page: Callable[[], Page]) -> None:
    page = open_page()
    number, _ = _asked(page)
    for name, kind in [("Spara som text", "txt"), ("Spara som PDF", "pdf")]:
        with page.expect_download() as download:
            _choose(page, name)
        assert download.value.suggested_filename == f"lotsen-{number}.{kind}"


def test_erasing_empties_the_page_and_leads_nowhere_afterwards(
    open_page: Callable[[], Page],
) -> None:
    page, other = open_page(), open_page()
    number, _ = _asked(page)
    link = _link(page)
    _choose(page, "Radera chatten")
    page.get_by_role("button", name="Behåll chatten").last.click()
    expect(page.get_by_role("log")).to_contain_text(number)
    _choose(page, "Radera chatten")
    page.get_by_role("button", name="Radera", exact=True).click()

    expect(page.get_by_text("Chatten är raderad.")).to_be_visible()
    expect(page.get_by_role("log")).not_to_contain_text(number)
    other.goto(link)
    expect(other.locator("#connection")).not_to_be_empty()
    expect(other.get_by_role("log")).not_to_contain_text(number)
