"""From a question nobody can answer to the asker being told: the whole loop, in browsers and with a
real mail server."""

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.running import Running

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.rasa]

QUESTION = "Kan föreningen låna kommunens partytält till sommarfesten?"
ANSWER = "Ja, föreningar lånar partytält gratis i upp till tre dagar. Tälten hämtas i förrådet."
ADDRESS = "kassor@forening.example"
FIELDS = {
    "Kortnamn": "lana-partytalt",
    "Titel": "Får föreningen låna ett partytält?",
    "Källa": "Föreningsservice",
    "Granskad": "2026-11-20",
    "Granskas senast": "2030-01-01",
}
Open = Callable[[], Page]
PATIENCE = 60  # seconds until a letter must have come


def letter_with(running: Running, words: str) -> str:
    """The text of the letter that holds the words, once it has come."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        found = [text for text in running.post.texts() if words in text]
        if found:
            return found[0]
        time.sleep(0.1)
    pytest.fail(f"no letter with {words!r}")


def _asks(visitor: Page, question: str) -> str:
    """The enquiry's number, once a person is to answer."""
    visitor.goto("/chatt")
    visitor.get_by_label("Skriv ditt meddelande").fill(question)
    visitor.get_by_role("button", name="Skicka", exact=True).click()
    other = visitor.get_by_role("button", name=re.compile("Inget av|Nej, jag vill"))
    number = visitor.get_by_role("log").get_by_text(re.compile(r"20\d\d-\d{6}")).first
    expect(other.or_(number).first).to_be_visible()
    if other.count():
        other.first.click()
    expect(number).to_be_visible()
    found = re.search(r"20\d\d-\d{6}", visitor.get_by_role("log").inner_text())
    assert found
    return found[0]


def _confirms(visitor: Page, running: Running) -> None:
    visitor.locator("#menu > summary").click()
    visitor.locator("#by-mail").click()
    dialog = visitor.get_by_role("dialog", name="Svar via e-post")
    dialog.get_by_label("Din e-postadress").fill(ADDRESS)
    dialog.get_by_role("button", name="Skicka länken").click()
    expect(dialog).to_contain_text("Vi har skickat en länk till")
    link = re.search(r"/e-post/\S+", letter_with(running, "/e-post/"))
    assert link
    page = visitor.context.new_page()
    page.goto(link[0])
    page.get_by_role("button", name="Ja, bekräfta adressen").click()
    expect(page.get_by_role("heading", name="Adressen är bekräftad")).to_be_visible()
    page.close()


def _answers(agent: Page, number: str) -> None:
    agent.goto(f"/desk/{number}")
    agent.get_by_role("button", name="Ta frågan").click()
    agent.get_by_label("Ditt svar").fill(ANSWER)
    agent.get_by_role("button", name="Skicka", exact=True).click()
    expect(agent.get_by_role("log")).to_contain_text(ANSWER)
    agent.locator("summary", has_text="Avsluta").click()
    agent.get_by_label("Boten hade kunnat svara på det här").check()
    with agent.expect_response(lambda r: r.url.endswith("/close") and r.ok):
        agent.get_by_role("button", name="Avsluta frågan").click()


def _writes(editor: Page) -> None:
    """From the list of gaps to a draft that begins with the agent's answer."""
    editor.goto("/admin/gaps")
    editor.get_by_role("link", name=QUESTION).click()
    expect(editor.get_by_text(ANSWER)).to_be_visible()
    editor.get_by_role("link", name="Skriv en artikel").click()
    expect(editor.get_by_label("Text", exact=True)).to_have_value(ANSWER)
    expect(editor.get_by_label("Frågor som artikeln svarar på")).to_have_value(QUESTION)
    for label, words in FIELDS.items():
        editor.get_by_label(label, exact=True).fill(words)
    editor.get_by_label("Ämne", exact=True).select_option("booking")
    editor.get_by_label("Ansvarig funktion").select_option("fritidsbokningen")
    editor.get_by_role("button", name="Spara och pröva först").click()


def _tries(editor: Page) -> None:
    """A trial question of its own; what changes by the draft is seen before it is published."""
    expect(editor.get_by_role("heading", name=re.compile("Pröva: "))).to_be_visible()
    asked = "Var lånar man ett partytält?"
    editor.get_by_label("Ny provfråga").fill(asked)
    editor.get_by_role("button", name="Lägg till provfrågan").click()
    expect(editor.get_by_text("Provfrågan är tillagd.")).to_be_visible()
    trials = editor.get_by_role("region", name="Provfrågor").get_by_role("listitem")
    trial = trials.filter(has_text=asked)
    expect(trial).to_contain_text("Bättre")
    expect(trial).to_contain_text("Får föreningen låna ett partytält?")


def test_who_asked_what_nobody_could_answer_is_told_when_there_is_an_answer(
    running: Running, open_page: Open, log_in: Callable[[str], Page]
) -> None:
    running.post.letters.clear()
    running.post.recipients.clear()
    visitor = open_page()
    number = _asks(visitor, QUESTION)
    _confirms(visitor, running)

    _answers(log_in("agent"), number)
    editor = log_in("admin")
    _writes(editor)
    _tries(editor)
    with editor.expect_response(lambda r: r.url.endswith("/publish") and r.ok):
        editor.get_by_role("button", name=re.compile("Publicera version")).click()

    letter = letter_with(running, "Får föreningen låna ett partytält?")
    assert QUESTION in letter
    assert "gratis i upp till tre dagar" in letter
    assert set(running.post.recipients) == {ADDRESS}

    editor.goto("/admin/gaps?visa=answered")
    expect(editor.get_by_role("link", name=QUESTION)).to_be_visible()
    other = open_page()
    other.goto("/chatt")
    other.get_by_label("Skriv ditt meddelande").fill(QUESTION)
    other.get_by_role("button", name="Skicka", exact=True).click()
    expect(other.get_by_role("log")).to_contain_text("gratis i upp till tre dagar")
