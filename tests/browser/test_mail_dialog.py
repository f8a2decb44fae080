"""The dialog for answers by e-mail: an address is given, seen again, and taken away."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.people import talks
from db.engine import open_engine
from launch.ports import free_port
from tests.browser.accessible import faults
from tests.browser.web_alone import WebAlone

pytestmark = [pytest.mark.slow, pytest.mark.browser]


@pytest.fixture
def visitor(browser: Browser, tmp_path: Path, seeded: Path) -> Iterator[Page]:
    """Someone whose question a person has, where mail is sent (the mail server is away)."""
    shutil.copy(seeded, tmp_path)
    engine = open_engine(f"sqlite:///{tmp_path / 'lotsen.db'}")
    [talk] = talks(engine, 1, 1)
    engine.dispose()
    server = WebAlone(
        tmp_path,
        LOTSEN_SMTP_URL=f"smtp://127.0.0.1:{free_port()}",
        LOTSEN_MAIL_FROM="svar@example.se",
        LOTSEN_PUBLIC_URL="http://127.0.0.1",
    )
    try:
        server.wait()
        context = browser.new_context(base_url=f"http://127.0.0.1:{server.port}", locale="sv-SE")
        chat = json.dumps(json.dumps({"id": talk.id, "secret": talk.secret}))
        context.add_init_script(f"localStorage.setItem('lotsen.chat', {chat})")
        page = context.new_page()
        page.on("pageerror", lambda fault: pytest.fail(f"script fault: {fault}"))
        page.goto("/chatt")
        yield page
        context.close()
    finally:
        server.kill()


def open_dialog(page: Page) -> None:
    page.locator("#menu > summary").click()
    page.locator("#by-mail").click()


def test_an_address_is_given_seen_again_and_taken_away(visitor: Page) -> None:
    dialog = visitor.get_by_role("dialog", name="Svar via e-post")
    open_dialog(visitor)
    expect(dialog).to_contain_text("När en människa svarar")
    assert faults(visitor) == []

    dialog.get_by_label("Din e-postadress").fill("inte en adress")
    dialog.get_by_role("button", name="Skicka länken").click()
    expect(dialog.get_by_role("alert")).not_to_be_empty()

    dialog.get_by_label("Din e-postadress").fill("kassor@example.se")
    dialog.get_by_role("button", name="Skicka länken").click()
    expect(dialog).to_contain_text("Vi har skickat en länk till")
    dialog.get_by_role("button", name="Stäng").click()
    visitor.reload()

    open_dialog(visitor)
    expect(dialog).to_contain_text("Vi har skickat en länk till")
    dialog.get_by_role("button", name="Ta bort adressen").click()
    expect(dialog).to_contain_text("Adressen är borttagen")
