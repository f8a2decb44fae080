"""A thousand messages over a line that cuts, delays and repeats, while the server is restarted."""

import shutil
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, Error, Page, expect

from benchmarks.people import Talk, talks
from db.engine import open_engine
from db.schema import message
from tests.browser.bad_line import bad_line
from tests.browser.web_alone import WebAlone

pytestmark = [pytest.mark.slow, pytest.mark.browser]

MESSAGES = 1_000
ROUNDS = 10  # each ends with a reload
RESTARTS = (2, 5, 8)  # the rounds in which the server dies
DONE = 180  # seconds until all has arrived

# Writes as a person does, but faster; the page has no other way to take words in.
WRITE = """texts => {
  const field = document.getElementById("text");
  for (const text of texts) {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.form.requestSubmit();
  }
}"""
# A line that comes and goes tells the page so, which then does not wait out its patience.
COMES_BACK = "setInterval(() => window.dispatchEvent(new Event('online')), 30)"
UNSENT = "Object.keys(localStorage).filter(key => key.startsWith('lotsen.unsent.')).length"
SHOWN = """Array.from(
  document.querySelectorAll('#messages > [data-from=visitor] .message__text'),
  node => node.textContent)"""


@pytest.fixture
def talk(tmp_path: Path, seeded: Path) -> Talk:
    """A conversation that an agent has taken."""
    shutil.copy(seeded, tmp_path)
    engine = open_engine(f"sqlite:///{tmp_path / 'lotsen.db'}")
    [made] = talks(engine, 1, 1)
    engine.dispose()
    return made


@pytest.fixture
def server(tmp_path: Path, talk: Talk) -> Iterator[WebAlone]:
    """Starts once the conversation is there."""
    running = WebAlone(tmp_path)
    yield running
    running.kill()


@contextmanager
def visiting(browser: Browser, port: int, talk: Talk) -> Iterator[Page]:
    context = browser.new_context(base_url=f"http://127.0.0.1:{port}", locale="sv-SE")
    page = context.new_page()
    faults: list[Error] = []
    page.on("pageerror", lambda fault: faults.append(fault))
    page.goto("/chatt")
    page.evaluate(
        "talk => localStorage.setItem('lotsen.chat', JSON.stringify(talk))",
        {"id": talk.id, "secret": talk.secret},
    )
    page.add_init_script(COMES_BACK)
    page.reload()
    try:
        yield page
    finally:
        context.close()
    assert [str(fault) for fault in faults] == []


def stored(folder: Path, conversation_id: str) -> list[str]:
    """What the visitor wrote, in its order; without the question that was there before."""
    engine = open_engine(f"sqlite:///{folder / 'lotsen.db'}")
    query = (
        sa.select(message.c.content)
        .where(message.c.conversation_id == conversation_id, message.c.sender == "visitor")
        .order_by(message.c.seq)
    )
    with engine.connect() as db:
        texts = [content["text"] for content in db.scalars(query)]
    engine.dispose()
    return texts[1:]


def wait_until_all_is_sent(page: Page) -> None:
    """Asks from outside: the page's policy lets no test wait within it."""
    until = time.monotonic() + DONE
    while left := page.evaluate(UNSENT):
        assert time.monotonic() < until, f"{left} messages are not sent"
        page.wait_for_timeout(200)


def wrong(found: list[str], written: list[str]) -> list[str]:
    """What is lost, doubled or, if neither, out of order: in few words, of a thousand."""
    times = Counter(found)
    odd = [f"{text}: {times[text]} times" for text in written if times[text] != 1]
    swapped = [f"{a} stands where {b} was written" for a, b in zip(found, written) if a != b]  # noqa: B905
    return (odd or swapped)[:5] + [text for text in found if text not in written][:5]


def test_a_thousand_messages_on_a_bad_line_arrive_once_and_in_order(
    browser: Browser, tmp_path: Path, server: WebAlone, talk: Talk
) -> None:
    written = [f"Meddelande {number}" for number in range(MESSAGES)]
    each = MESSAGES // ROUNDS
    server.wait()
    with bad_line(server.port, seed=1) as line, visiting(browser, line.port, talk) as page:
        for number in range(ROUNDS):
            page.evaluate(WRITE, written[number * each : (number + 1) * each])
            page.wait_for_timeout(2_500)
            if number in RESTARTS:
                server.kill_and_restart()
                page.wait_for_timeout(500)
                server.wait()
            page.reload()
        wait_until_all_is_sent(page)
        last = page.locator("#messages").get_by_text(written[-1], exact=True)
        expect(last).to_be_visible()
        assert wrong(page.evaluate(SHOWN)[1:], written) == []
        page.reload()
        expect(last).to_be_visible()
        assert wrong(page.evaluate(SHOWN)[1:], written) == []

    assert wrong(stored(tmp_path, talk.id), written) == []
    # Otherwise the line was not bad enough to say anything.
    assert all(count > 50 for fate, count in line.happened.items() if "live view" not in fate)
    assert line.happened["a live view is cut"] > 5
