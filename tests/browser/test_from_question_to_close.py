"""All the way of one question, in Finnish: asked of the bot, taken, handed on with a note,
answered, answered again by e-mail when the visitor has left, closed. The visitor reads each step in
words."""

import re
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from db.engine import open_engine
from db.schema import message
from servicecenter import agents, desk
from servicecenter.notices import LEFT_AFTER
from tests.cast import PASSWORD
from tests.outbox.mail_server import words_of
from tests.running import Running
from texts.catalogue import text

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.rasa]

WHO = "kassor@vammaisyhdistys.example"
ASKED = "Voiko vammaisyhdistyksemme saada vuokra-avustusta?"
GRANTS = "bidrag-funktionsratt"
# Sirpa answers in Finnish for all who do not; Vera grants what is asked for.
PEOPLE = {"sirpa": ("Sirpa Salo", "servicecenter"), "vera": ("Vera Vik", GRANTS)}
SOON = 60.0  # seconds
WRITING = {"sqlite_begin": "BEGIN IMMEDIATE"}  # the service writes meanwhile


@pytest.fixture
def people(running: Running, passwords: dict[str, str]) -> None:
    """Beside those who work there already: there are first log-ins only where there are none."""
    engine = open_engine(running.database_url)
    with engine.execution_options(**WRITING).begin() as db:
        for login, (name, function) in PEOPLE.items():
            agents.add(db, login, name, "agent", PASSWORD, [function])
    engine.dispose()


def letter_to(running: Running, address: str, number: int) -> str:
    """Subject and words of the letter of that number, once it is there."""
    until = time.monotonic() + SOON
    while True:
        found = [one for one in running.post.letters if one["To"] == address]
        if len(found) >= number:
            one = found[number - 1]
            return f"{one['Subject']}\n{words_of(one)}"
        assert time.monotonic() < until, "no letter has come"
        time.sleep(0.1)


def at_desk(page: Page, login: str) -> Page:
    page.goto("/login")
    page.get_by_label("Användarnamn").fill(login)
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in").click()
    expect(page.get_by_role("heading", name="Desken")).to_be_visible()
    return page


def takes(page: Page, number: str) -> None:
    page.get_by_role("listitem").filter(has_text=number).get_by_role("link").click()
    page.get_by_role("button", name="Ta frågan").click()
    expect(page.get_by_label("Ditt svar")).to_be_visible()


def replies(page: Page, words: str) -> None:
    page.get_by_label("Ditt svar").fill(words)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("log")).to_contain_text(words)


def asks(page: Page) -> str:
    """Asks the bot, then for a person; the number of the enquiry."""
    log = page.get_by_role("log")
    page.goto("/chatt?lang=fi")
    page.get_by_label(text("fi", "page-write")).fill(ASKED)
    page.get_by_role("button", name=text("fi", "page-send"), exact=True).click()
    expect(log.locator(".message--bot")).to_have_count(1)
    page.get_by_role("button", name=text("fi", "page-person")).click()
    expect(log).to_contain_text(re.compile(r"20\d\d-\d{6}"))
    expect(log).to_contain_text(text("fi", "receipt-title"))
    found = re.search(r"20\d\d-\d{6}", log.inner_text())
    assert found
    return found[0]


def gives_address(page: Page, running: Running) -> None:
    page.locator("#menu > summary").click()
    page.locator("#by-mail").click()
    page.get_by_label(text("fi", "page-mail-address")).fill(WHO)
    page.get_by_role("button", name=text("fi", "page-mail-send")).click()
    link = re.search(r"http://\S+(/e-post/\S+)", letter_to(running, WHO, 1))
    assert link
    page.goto(link[1])
    page.get_by_role("button", name=text("fi", "mail-page-confirm")).click()
    expect(page.get_by_role("heading", name=text("fi", "mail-page-done"))).to_be_visible()
    page.goto("/chatt?lang=fi")


def time_passes(running: Running, number: str, by: timedelta) -> None:
    """As if all that was said had been said so much earlier."""
    engine = open_engine(running.database_url)
    with engine.execution_options(**WRITING).begin() as db:
        of_it = message.c.conversation_id == desk.conversation_of(db, number)
        for row in db.execute(message.select().where(of_it)).all():
            this = (message.c.conversation_id == row.conversation_id) & (message.c.seq == row.seq)
            db.execute(message.update().where(this).values(at=row.at - by))
    engine.dispose()


def test_the_visitor_reads_each_step_of_the_way(
    open_page: Callable[[], Page], running: Running, people: None
) -> None:
    visitor = open_page()
    log = visitor.get_by_role("log")
    number = asks(visitor)
    gives_address(visitor, running)

    # The right function does not speak Finnish: who stands in for it has the question.
    sirpa = at_desk(open_page(), "sirpa")
    row = sirpa.get_by_role("listitem").filter(has_text=number)
    expect(row).to_contain_text("Finska")
    expect(row).to_contain_text(ASKED)
    takes(sirpa, number)
    expect(sirpa.locator("#facts")).to_contain_text("Bidrag till funktionsrättsföreningar")
    claimed = {"name": "Sirpa", "function": "Servicecenter"}
    expect(log).to_contain_text(text("fi", "system-claimed", **claimed))

    sirpa.get_by_text("Skicka vidare", exact=True).first.click()
    sirpa.get_by_label("Till vem?").select_option(GRANTS)
    sirpa.get_by_label("Anteckning till dem").fill("Föreningen skriver på finska, jag översätter.")
    sirpa.get_by_role("button", name="Skicka vidare").click()
    expect(sirpa.get_by_role("status").filter(has_text="är skickad vidare")).to_be_visible()
    owner = "Bidrag till funktionsrättsföreningar, vård- och omsorgsförvaltningen"
    expect(log).to_contain_text(text("fi", "system-transferred", function=owner))
    expect(log).not_to_contain_text("jag översätter")

    vera = at_desk(open_page(), "vera")
    takes(vera, number)
    expect(vera.locator("#facts")).to_contain_text("jag översätter")
    expect(log).to_contain_text(text("fi", "system-claimed", name="Vera", function=owner))
    replies(vera, "Kyllä, vuokra-avustusta voi hakea.")
    expect(log).to_contain_text("Kyllä, vuokra-avustusta voi hakea.")

    visitor.goto("about:blank")
    replies(vera, "Hakuaika päättyy 31. maaliskuuta.")
    time_passes(running, number, LEFT_AFTER + timedelta(minutes=1))
    letter = letter_to(running, WHO, 2)
    assert text("fi", "mail-answer-subject", number=number) in letter
    assert "Hakuaika päättyy 31. maaliskuuta." in letter
    assert "jag översätter" not in letter

    vera.get_by_text("Avsluta", exact=True).click()
    vera.get_by_role("button", name="Avsluta frågan").click()
    expect(vera.get_by_role("status").filter(has_text="är avslutad")).to_be_visible()
    visitor.goto("/chatt?lang=fi")
    expect(log).to_contain_text("Hakuaika päättyy 31. maaliskuuta.")
    expect(log).to_contain_text(text("fi", "system-closed", name="Vera"))

    visitor.get_by_role("group", name=text("fi", "page-survey")).get_by_role(
        "button", name=text("fi", "page-survey-yes")
    ).click()
    expect(visitor.get_by_text(text("fi", "chat-survey-thanks"))).to_be_visible()
    vera.goto(f"/desk/{number}")
    expect(vera.locator("#facts")).to_contain_text("Fick de hjälp?Ja")
