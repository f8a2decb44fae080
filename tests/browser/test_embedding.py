"""The chat on a page of another site: strict policy, and no cookies of third parties."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Error, Frame, FrameLocator, Page, expect

from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.host_page import hosting
from tests.running import Running

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.rasa]

BLOCKING = "--test-third-party-cookie-phaseout"
# Playwright turns off what Chromium has for people: storage of their own for frames of others. The
# last of two such lists counts.
KEPT_APART = "--disable-features=HttpsUpgrades"
DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
SET_COOKIE = "document.cookie = 'tried=1; SameSite=None; Secure'; document.cookie"


@pytest.fixture(scope="module")
def without_cookies(browser: Browser) -> Iterator[Browser]:
    """As people have it."""
    yield from _launched(browser, BLOCKING, KEPT_APART)


@pytest.fixture(scope="module")
def without_storage(browser: Browser) -> Iterator[Browser]:
    """As where frames of other sites are refused all storage."""
    yield from _launched(browser, BLOCKING)


def _launched(browser: Browser, *more: str) -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, CHROMIUM)))
    launched = browser.browser_type.launch(executable_path=found, args=[*FLAGS, *more])
    yield launched
    launched.close()


@contextmanager
def host_page(
    browser: Browser, running: Running, size: dict[str, int], attributes: str = ""
) -> Iterator[Page]:
    origin = running.environment["LOTSEN_EMBED_ORIGINS"]
    context = browser.new_context(viewport=size, locale="sv-SE")  # type: ignore[arg-type]
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(f"script fault: {error}"))
    with hosting(origin, running.url, attributes):
        page.goto(origin)
        yield page
        context.close()


def launcher(page: Page) -> FrameLocator:
    page.get_by_role("button", name="Fråga om föreningar").click()
    return page.frame_locator("iframe")


def chat_frame(page: Page) -> Frame:
    expect(page.frame_locator("iframe").get_by_role("log")).to_be_visible()
    [frame] = [frame for frame in page.frames if "/chatt" in frame.url]
    return frame


def is_answered(chat: FrameLocator) -> None:
    chat.get_by_label("Skriv ditt meddelande").fill("vad kostar en gymnastiksal?")
    chat.get_by_role("button", name="Skicka", exact=True).click()
    expect(chat.get_by_role("log")).to_contain_text("Fritidsbokningen")


def test_cookies_of_third_parties_are_really_blocked_here(
    without_cookies: Browser, running: Running
) -> None:
    with host_page(without_cookies, running, DESKTOP) as page:
        launcher(page)
        in_frame = chat_frame(page).evaluate(SET_COOKIE)
        page.goto(f"{running.url}/chatt")
        assert page.evaluate(SET_COOKIE) == "tried=1"  # where it is no third party, it may
    assert in_frame == ""


def test_one_asks_is_answered_reloads_and_closes(
    without_cookies: Browser, running: Running
) -> None:
    with host_page(without_cookies, running, DESKTOP) as page:
        complaints: list[str] = []
        page.on("console", lambda said: complaints.append(said.text) if "Polic" in said.text else 0)
        is_answered(launcher(page))

        page.reload()
        chat = launcher(page)
        expect(chat.get_by_role("log")).to_contain_text("vad kostar en gymnastiksal?")
        expect(chat.get_by_role("log")).to_contain_text("Fritidsbokningen")

        chat.get_by_role("button", name="Stäng chatten").click()
        expect(page.locator("iframe")).to_be_hidden()
        opener = page.get_by_role("button", name="Fråga om föreningar")
        expect(opener).to_be_focused()
        expect(opener).to_have_attribute("aria-expanded", "false")
        assert page.context.cookies() == []
        assert complaints == []

        # Kept for this site's frame alone: the same browser on the chat's own page knows nothing.
        page.goto(f"{running.url}/chatt")
        expect(page.get_by_role("button", name="Boka lokal")).to_be_visible()


def test_where_a_frame_may_store_nothing_the_chat_begins_anew_and_answers(
    without_storage: Browser, running: Running
) -> None:
    with host_page(without_storage, running, DESKTOP) as page:
        is_answered(launcher(page))
        with pytest.raises(Error, match="Access is denied"):
            chat_frame(page).evaluate("localStorage.length")

        page.reload()
        chat = launcher(page)
        expect(chat.get_by_role("button", name="Boka lokal")).to_be_visible()
        is_answered(chat)


def test_nothing_is_fetched_or_stored_before_it_is_used(
    without_cookies: Browser, running: Running
) -> None:
    with host_page(without_cookies, running, PHONE) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.reload()
        button = page.get_by_role("button", name="Fråga om föreningar")
        expect(button).to_be_visible()
        page.wait_for_timeout(500)

        ours = [url for url in asked if url.startswith(running.url)]
        assert ours == [f"{running.url}/lotsen.js"]
        assert page.locator("iframe").count() == 0
        assert page.context.storage_state() == {"cookies": [], "origins": []}
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44


def test_on_a_phone_it_fills_the_screen_and_escape_leads_back(
    without_cookies: Browser, running: Running
) -> None:
    with host_page(without_cookies, running, PHONE) as page:
        chat = launcher(page)
        expect(chat.get_by_role("button", name="Stäng chatten")).to_be_visible()
        box = page.locator("iframe").bounding_box()
        assert box == {"x": 0, "y": 0, "width": 390, "height": 844}

        chat.get_by_label("Skriv ditt meddelande").press("Escape")
        expect(page.locator("iframe")).to_be_hidden()
        expect(page.get_by_role("button", name="Fråga om föreningar")).to_be_focused()


@pytest.mark.parametrize(("size", "is_open"), [(DESKTOP, True), (PHONE, False)])
def test_it_can_start_open_where_there_is_room_and_takes_no_focus(
    without_cookies: Browser, running: Running, size: dict[str, int], is_open: bool
) -> None:
    with host_page(without_cookies, running, size, 'data-open data-accent="#7a1450"') as page:
        if is_open:
            chat_frame(page)
            page.wait_for_timeout(500)
        assert page.locator("iframe").count() == int(is_open)
        expect(page.get_by_label("Sök")).to_be_focused()


def test_a_site_that_is_not_named_cannot_show_the_chat(browser: Browser, running: Running) -> None:
    port = int(running.environment["LOTSEN_EMBED_ORIGINS"].rpartition(":")[2])
    other = f"http://127.0.0.1:{port}"  # the same server under a name that the setting lacks
    page = browser.new_context(locale="sv-SE").new_page()
    with hosting(other, running.url):
        page.goto(other)
        launcher(page)
        page.wait_for_timeout(1000)
        assert "Chatten" not in page.frames[-1].content()
        page.context.close()
