"""An association in the chat and an agent at the desk, at once, each in their own browser."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.rasa]

LIVE = 1_000  # ms; what one writes, the other sees within this time


def write(page: Page, text: str) -> None:
    page.get_by_label(re.compile("Skriv ditt meddelande|Ditt svar")).fill(text)
    page.get_by_role("button", name="Skicka", exact=True).click()


def test_a_question_is_answered_handed_over_and_answered_live(
    open_page: Callable[[], Page], log_in: Callable[[str], Page]
) -> None:
    visitor = open_page()
    visitor.goto("/chatt")
    write(visitor, "vad kostar det att hyra en gymnastiksal för vuxna?")
    expect(visitor.get_by_role("log")).to_contain_text("100, en sporthall 200")
    expect(visitor.get_by_role("log")).to_contain_text("Fritidsbokningen")

    write(visitor, "det stod inget om det")
    expect(visitor.get_by_role("log")).to_contain_text(re.compile(r"20\d\d-\d{6}"))
    number = re.search(r"20\d\d-\d{6}", visitor.get_by_role("log").inner_text())
    assert number

    agent = log_in("agent")
    agent.get_by_role("listitem").filter(has_text=number[0]).get_by_role("link").click()
    agent.get_by_role("button", name="Ta frågan").click()
    expect(visitor.get_by_role("log")).to_contain_text("har tagit din fråga")

    write(agent, "Ja, en timme på lördagar går bra.")
    expect(visitor.get_by_role("log")).to_contain_text("en timme på lördagar", timeout=LIVE)
    write(visitor, "Toppen, tack!")
    expect(agent.get_by_role("log")).to_contain_text("Toppen, tack!", timeout=LIVE)

    visitor.reload()
    expect(visitor.get_by_role("log")).to_contain_text("en timme på lördagar")
    expect(visitor.get_by_role("log")).to_contain_text("Toppen, tack!")


def test_another_agent_cannot_take_what_is_taken(
    open_page: Callable[[], Page], log_in: Callable[[str], Page]
) -> None:
    visitor = open_page()
    visitor.goto("/chatt")
    visitor.get_by_role("button", name="Prata med en människa").click()
    expect(visitor.get_by_role("log")).to_contain_text(re.compile(r"20\d\d-\d{6}"))
    number = re.search(r"20\d\d-\d{6}", visitor.get_by_role("log").inner_text())
    assert number
    first, second = log_in("agent"), log_in("admin")
    second.goto("/desk")
    for page in (first, second):
        page.goto(f"/desk/{number[0]}")

    first.get_by_role("button", name="Ta frågan").click()
    expect(first.get_by_label("Ditt svar")).to_be_visible()
    expect(second.get_by_role("button", name="Ta frågan")).to_be_hidden()


def test_a_message_written_offline_arrives_once_when_the_line_is_back(
    open_page: Callable[[], Page],
) -> None:
    visitor = open_page()
    visitor.goto("/chatt")
    write(visitor, "hej")
    expect(visitor.get_by_role("log")).to_contain_text("Fråga om bidrag")

    visitor.context.set_offline(True)
    write(visitor, "vad kostar ishallen?")
    visitor.wait_for_timeout(1500)
    visitor.context.set_offline(False)
    expect(visitor.get_by_role("log")).to_contain_text("Ishall")
    visitor.reload()

    expect(visitor.get_by_role("log")).to_contain_text("Ishall")
    assert visitor.get_by_text("vad kostar ishallen?", exact=True).count() == 1
