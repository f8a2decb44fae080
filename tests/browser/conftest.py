"""A real browser; skipped, with a word, where there is no Chromium."""

import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.running import Running

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Ends with this folder: its event loop, while it runs, forbids every other in this thread."""
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if found is None:
        pytest.skip("no Chromium on this machine")
    expect.set_options(timeout=15_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, running: Running) -> Iterator[Callable[[], Page]]:
    """Each page in a browser profile of its own: another person on another machine."""
    contexts = []

    def opened() -> Page:
        context = browser.new_context(base_url=running.url, locale="sv-SE")
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(f"script fault: {error}"))
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def log_in(open_page: Callable[[], Page], passwords: dict[str, str]) -> Callable[[str], Page]:
    def logged_in(login: str) -> Page:
        page = open_page()
        page.goto("/login")
        page.get_by_label("Användarnamn").fill(login)
        page.get_by_label("Lösenord").fill(passwords[login])
        page.get_by_role("button", name="Logga in").click()
        page.wait_for_url(lambda url: "/login" not in url)
        return page

    return logged_in
