"""The contact paths in the workshop hold for everyone, and say what is wrong while one writes."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessible import faults

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.rasa]


@pytest.mark.parametrize("path", ["/admin/paths", "/admin/paths/samverkan", "/admin/go-live"])
def test_nothing_is_found_on_the_pages_of_contact_paths(
    log_in: Callable[[str], Page], path: str
) -> None:
    page = log_in("admin")
    page.goto(path)
    assert faults(page) == []


def test_a_hole_is_named_while_one_writes_and_not_saved(log_in: Callable[[str], Page]) -> None:
    page = log_in("admin")
    page.goto("/admin/paths/samverkan")
    page.get_by_label("Ersättare").select_option("")
    hole = "Ersättarna för Samverkan, kommunstyrelsens förvaltning leder inte till Servicecenter."
    expect(page.get_by_role("listitem").filter(has_text=hole)).to_be_visible()
    assert faults(page) == []
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_role("alert")).to_contain_text("det är inte sparat")


def test_one_finds_out_by_keyboard_where_a_question_goes(log_in: Callable[[str], Page]) -> None:
    page = log_in("admin")
    page.goto("/admin/paths")
    page.get_by_label("Fråga", exact=True).focus()
    page.keyboard.type("Kan vi få pengar till hyran?")
    page.keyboard.press("Tab")
    page.keyboard.type("Pens")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#tried")).to_contain_text("Bidrag, kultur- och fritidsförvaltningen")
    assert faults(page) == []
