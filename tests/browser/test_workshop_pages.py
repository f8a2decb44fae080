"""The workshop's pages for those who cannot use them as others do, and a journey by keyboard."""

import time
import uuid
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessible import faults
from tests.running import Running, Visitor

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.rasa]

ARTICLE = "startbidrag"
PAGES = (
    "/admin",
    "/admin?arkiv",
    "/admin/new",
    f"/admin/new?of={ARTICLE}&language=fi",
    f"/admin/articles/{ARTICLE}",
    f"/admin/articles/{ARTICLE}-en",
    f"/admin/articles/{ARTICLE}/versions",
    f"/admin/articles/{ARTICLE}/try",
    f"/admin/articles/{ARTICLE}/review",
    "/admin/from-source",
    "/admin/sources",
    "/admin/gaps",
    "/admin/trials",
    "/admin/likenesses",
    "/admin/translations",
    "/admin/follow-up",
)


@pytest.fixture
def editor(log_in: Callable[[str], Page], running: Running) -> Page:
    """Where there is something on each page: a gap, a trial question, a version with a change."""
    page = log_in("admin")
    _asks_the_unknown(running)
    page.goto("/admin/trials")
    page.get_by_label("Fråga", exact=True).fill(f"Får vi låna en båt? {uuid.uuid4().hex[:6]}")
    page.get_by_role("button", name="Lägg till").click()
    expect(page.get_by_text("Provfrågan är tillagd.")).to_be_visible()
    page.goto(f"/admin/articles/{ARTICLE}")
    body = page.get_by_label("Text", exact=True)
    body.fill(f"{body.input_value()}\n\nDetta erfordras {time.monotonic()}.")
    page.get_by_role("button", name="Spara utkast").click()
    expect(page.get_by_text("Utkastet är sparat.")).to_be_visible()
    return page


def _asks_the_unknown(running: Running) -> None:
    visitor = Visitor(running)
    [said] = visitor.says("Kan kommunen trycka tröjor till vårt lag?")[:1]
    if said["kind"] == "clarify":
        visitor.says("Inget av dessa", choice="none")


def test_the_pages_have_no_fault_at_any_width(editor: Page) -> None:
    found = {}
    for path in PAGES:
        editor.goto(path)
        found[path] = faults(editor)
    editor.goto("/admin/gaps")
    editor.locator("main ol a").first.click()
    found["a gap"] = faults(editor)
    assert {path: told for path, told in found.items() if told} == {}


def test_an_article_is_found_changed_tried_and_brought_back_by_keyboard_alone(
    editor: Page,
) -> None:
    editor.goto("/admin")
    editor.get_by_label("Sök bland artiklarna").focus()
    editor.keyboard.type("startbidrag för en ny")
    _goes_to(editor, "Finns det startbidrag för en ny förening?")
    editor.keyboard.press("Enter")
    editor.wait_for_url("**/admin/articles/**")
    expect(editor.get_by_label("Så ser det ut i chatten")).to_contain_text("Läs mer")
    editor.get_by_label("Titel").focus()
    editor.keyboard.press("End")
    editor.keyboard.type(" Ja")
    _goes_to(editor, "Spara och pröva först")
    editor.keyboard.press("Enter")
    editor.wait_for_url("**/try")
    expect(editor.get_by_role("heading", name="Publicera")).to_be_visible()
    _goes_to(editor, "Tillbaka till artikeln")
    editor.keyboard.press("Enter")
    editor.wait_for_url("**/articles/startbidrag")
    expect(editor.get_by_label("Så ser det ut i chatten")).to_contain_text("Läs mer")
    _goes_to(editor, "Alla versioner")
    editor.keyboard.press("Enter")
    editor.wait_for_url("**/versions")
    expect(editor.get_by_role("heading", name="Version 1", exact=True)).to_be_visible()
    _goes_to(editor, "Gå tillbaka till version 1")
    editor.keyboard.press("Enter")
    expect(editor.get_by_text("Version 1 är tillbaka")).to_be_visible()
    expect(editor.get_by_label("Titel")).to_have_value("Finns det startbidrag för en ny förening?")


def _goes_to(page: Page, name: str) -> None:
    """Presses Tab until what has the focus has this name."""
    for _ in range(300):
        page.keyboard.press("Tab")
        if name in (page.evaluate("document.activeElement.textContent") or ""):
            return
    pytest.fail(f"no way by Tab to {name!r}")


def test_a_second_editor_who_saves_is_shown_the_difference(
    editor: Page, log_in: Callable[[str], Page]
) -> None:
    other = log_in("admin")
    for page in (editor, other):
        page.goto("/admin/articles/lovbidrag")
    editor.get_by_label("Titel").fill("Bidrag till lovaktiviteter")
    editor.get_by_role("button", name="Spara utkast").click()
    expect(editor.get_by_text("Utkastet är sparat.")).to_be_visible()

    other.get_by_label("Källa").fill("Kultur- och fritidsförvaltningen")
    other.get_by_role("button", name="Spara utkast").click()
    theirs = other.get_by_role("region", name="Någon annans ändring")
    expect(theirs).to_contain_text("Bidrag till lovaktiviteter")
    expect(theirs).to_contain_text("Kultur- och fritidsförvaltningen")
    assert faults(other) == []
    editor.reload()
    expect(editor.get_by_label("Titel")).to_have_value("Bidrag till lovaktiviteter")

    theirs.get_by_role("button", name="Spara min text som nästa version").click()
    expect(other.get_by_text("Utkastet är sparat.")).to_be_visible()
    other.goto("/admin/articles/lovbidrag/versions")
    expect(other.get_by_role("heading", name="Version 3")).to_be_visible()
