"""Administrators' pages in a browser: someone is let in, works, and is out again."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from db.engine import open_engine
from tests import cast
from tests.browser import accessible
from tests.browser.web_alone import WebAlone
from tests.cast import PASSWORD

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory, seeded: Path) -> Iterator[WebAlone]:
    data = tmp_path_factory.mktemp("people")
    shutil.copy(seeded, data)
    engine = open_engine(f"sqlite:///{data / 'lotsen.db'}")
    with engine.begin() as db:
        cast.hire(db)
    engine.dispose()
    web = WebAlone(data)
    web.wait()
    yield web
    web.kill()


@pytest.fixture
def opened(browser: Browser, web: WebAlone) -> Iterator[Callable[[], Page]]:
    contexts = []

    def open_one() -> Page:
        context = browser.new_context(base_url=f"http://127.0.0.1:{web.port}", locale="sv-SE")
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(f"script fault: {error}"))
        return page

    yield open_one
    for context in contexts:
        context.close()


def _logs_in(page: Page, login: str, password: str) -> None:
    page.get_by_label("Användarnamn").fill(login)
    page.get_by_label("Lösenord").fill(password)
    page.get_by_role("button", name="Logga in").click()


def _at(page: Page, path: str) -> None:
    """Goes to a page of Ada's; whoever is not logged in gets there all the same."""
    page.goto(path)
    if "/login" in page.url:
        _logs_in(page, "ada", PASSWORD)
    page.wait_for_url(lambda url: "/login" not in url)
    page.wait_for_load_state()


def test_someone_is_let_in_changes_their_password_and_is_out_again(
    opened: Callable[[], Page],
) -> None:
    ada, nils = opened(), opened()
    _at(ada, "/admin/people")
    ada.get_by_text("Lägg till en person").click()
    ada.get_by_label("Användarnamn").fill("nils")
    ada.get_by_label("Namn", exact=True).fill("Nils Nilsson")
    ada.get_by_label("Fritidsbokningen").check()
    ada.get_by_role("button", name="Lägg till", exact=True).click()
    password = ada.locator(".person__password").inner_text()

    nils.goto("/desk?show=mine")
    _logs_in(nils, "nils", password)
    nils.wait_for_url(lambda url: "/login" not in url)
    assert nils.url.endswith("/desk?show=mine")
    nils.get_by_role("link", name="Nils Nilsson").click()
    nils.get_by_label("Lösenordet du har nu").fill("fel")
    nils.get_by_label("Nytt lösenord").fill("tre korta ord")
    nils.get_by_role("button", name="Byt lösenord").click()
    expect(nils.get_by_role("alert")).to_contain_text("Lösenordet du har nu är fel")
    nils.get_by_label("Lösenordet du har nu").fill(password)
    nils.get_by_role("button", name="Byt lösenord").click()
    expect(nils.get_by_role("heading", name="Logga in")).to_be_visible()
    _logs_in(nils, "nils", "tre korta ord")
    nils.wait_for_url("**/desk")

    _at(ada, "/admin/people/nils")
    ada.get_by_role("button", name="Ta bort").click()
    ada.get_by_role("dialog").get_by_role("button", name="Ta bort").click()
    ada.wait_for_url("**/admin/people")
    expect(ada.get_by_role("row", name="Nils Nilsson")).to_contain_text("Borttagen")
    nils.wait_for_url("**/login?next=%2Fdesk", timeout=10_000)


@pytest.mark.parametrize(
    "path", ["/admin/people", "/admin/people/bo", "/admin/audit", "/admin/webhooks", "/password"]
)
def test_nothing_is_found_that_keeps_anyone_out(opened: Callable[[], Page], path: str) -> None:
    ada = opened()
    _at(ada, path)
    for more in ada.locator("summary").all():
        more.click()
    assert accessible.faults(ada) == []


def test_a_system_that_is_told_things_is_added_and_its_secret_is_seen_once(
    opened: Callable[[], Page],
) -> None:
    ada = opened()
    _at(ada, "/admin/webhooks")
    ada.get_by_text("Lägg till ett system").click()
    ada.get_by_label("Namn", exact=True).fill("Ärendesystemet")
    ada.get_by_label("Adress").fill("http://inne.example/")
    ada.get_by_role("button", name="Lägg till", exact=True).click()
    expect(ada.get_by_role("alert")).to_contain_text("https://")
    ada.get_by_label("Adress").fill("https://ute.example/hook")
    ada.get_by_role("button", name="Lägg till", exact=True).click()
    expect(ada.get_by_role("status").filter(has_text="whsec_")).to_be_visible()
    assert accessible.faults(ada) == [], "secret"
    ada.get_by_role("button", name="Jag har kopierat den").click()

    expect(ada.get_by_role("heading", name="Ärendesystemet")).to_be_visible()
    assert "whsec_" not in ada.content()
    assert accessible.faults(ada) == [], "list"
    ada.get_by_role("button", name="Ta bort").click()
    expect(ada.get_by_text("Inget system får meddelanden")).to_be_visible()


def test_logging_in_holds_for_everyone_and_says_what_is_wrong(opened: Callable[[], Page]) -> None:
    page = opened()
    page.goto("/login?next=/admin/people")
    _logs_in(page, "ada", "fel")
    expect(page.get_by_role("alert")).to_contain_text("Fel namn eller lösenord")
    assert accessible.faults(page) == []
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in").click()
    page.wait_for_url(lambda url: "/login" not in url)
    assert page.url.endswith("/admin/people")
