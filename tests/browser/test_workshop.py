"""An editor changes an article in the workshop, and the next answer has changed."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.running import Running, Visitor

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.rasa]

QUESTION = "vad kostar det att hyra en gymnastiksal för vuxna?"
WITHIN = 1.0  # seconds from publishing to the changed answer


def lead(running: Running) -> str:
    """The first paragraph of what the chat answers."""
    [answer] = Visitor(running).says(QUESTION)
    text: str = answer["article"]["lead_html"] if answer["kind"] == "answer" else ""
    return text


def test_what_is_published_is_answered_from_and_what_is_taken_away_is_not(
    running: Running, log_in: Callable[[str], Page]
) -> None:
    editor = log_in("admin")
    editor.goto("/admin/articles/pris-sporthall-gymnastiksal")
    body = editor.get_by_label("Text", exact=True)
    before = body.input_value()
    body.fill(f"Gymnastiksalen kostar 111 kronor i timmen.\n\n{before}")
    expect(editor.get_by_label("Så ser det ut i chatten")).to_contain_text("111 kronor")
    assert "111 kronor" not in lead(running)

    with editor.expect_response(lambda r: r.url.endswith("/publish") and r.ok):
        editor.get_by_role("button", name="Spara och publicera").click()
    published = time.monotonic()
    assert "111 kronor" in lead(running)
    assert time.monotonic() - published < WITHIN

    editor.get_by_role("button", name="Avpublicera").click()
    with editor.expect_response(lambda r: r.url.endswith("/unpublish") and r.ok):
        editor.get_by_role("dialog").get_by_role("button", name="Avpublicera").click()
    assert "111 kronor" not in lead(running)

    editor.get_by_label("Text", exact=True).fill(before)
    with editor.expect_response(lambda r: r.url.endswith("/publish") and r.ok):
        editor.get_by_role("button", name="Spara och publicera").click()
    assert "100, en sporthall 200" in lead(running)
