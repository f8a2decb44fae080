"""When line or server come back the page is right within two seconds; what was not sent goes to the
conversation it was written in, or fails in sight."""

import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine

from benchmarks.people import Talk, talks
from db.engine import open_engine
from db.schema import message
from servicecenter import desk, erasing
from tests.browser.web_alone import WebAlone

pytestmark = [pytest.mark.slow, pytest.mark.browser]

TESTS = 20  # there may be so many
DOWN = 20_000  # ms that the server is away
BACK = 2_000  # ms until all is as it was
ELSEWHERE = "Det här skrevs i en annan chatt."
WITH = "talk => localStorage.setItem('lotsen.chat', JSON.stringify(talk))"
WRITING = {"sqlite_begin": "BEGIN IMMEDIATE"}  # the server writes meanwhile


@dataclass
class Place:
    """Two conversations that an agent has taken, and the server that has them."""

    server: WebAlone
    engine: Engine
    first: Talk
    second: Talk

    @property
    def mine(self) -> str:
        """What the visitor writes in the first."""
        return f"Skrivet i {self.first.number}"

    def answers(self, talk: Talk, words: str) -> None:
        with self.engine.execution_options(**WRITING).begin() as db:
            desk.reply(
                db,
                talk.number,
                talk.agent.who,
                str(uuid.uuid4()),
                words,
                datetime.now(UTC),
                seen=99,
            )

    def erase(self, talk: Talk) -> None:
        with self.engine.execution_options(**WRITING).begin() as db:
            erasing.erase(db, talk.id, talk.secret, datetime.now(UTC))

    def where(self, words: str) -> list[str]:
        """The conversations in which a visitor has said so."""
        query = sa.select(message.c.conversation_id).where(
            message.c.sender == "visitor", message.c.content["text"].as_string() == words
        )
        with self.engine.connect() as db:
            return list(db.scalars(query))


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory, seeded: Path) -> Iterator[Iterator[Place]]:
    """All on one server: it takes its time to start."""
    folder = tmp_path_factory.mktemp("line")
    shutil.copy(seeded, folder)
    engine = open_engine(f"sqlite:///{folder / 'lotsen.db'}")
    made = iter(talks(engine, 2 * TESTS, 1))
    server = WebAlone(folder)
    server.wait()
    yield (Place(server, engine, first, second) for first, second in zip(made, made, strict=True))
    server.kill()
    engine.dispose()


@pytest.fixture
def place(places: Iterator[Place]) -> Place:
    return next(places)


@contextmanager
def visiting(browser: Browser, place: Place) -> Iterator[Page]:
    """The first conversation, on its visitor's device."""
    address = f"http://127.0.0.1:{place.server.port}"
    context = browser.new_context(base_url=address, locale="sv-SE")
    page = context.new_page()
    page.goto("/chatt")
    holds(page, place.first)
    page.reload()
    expect(page.get_by_text("Hur lång är kön till ishallen")).to_be_visible()
    try:
        yield page
    finally:
        context.close()


def holds(page: Page, talk: Talk | None) -> None:
    """From now on the device knows this conversation, or none."""
    if talk is None:
        page.evaluate("localStorage.removeItem('lotsen.chat')")
    else:
        page.evaluate(WITH, {"id": talk.id, "secret": talk.secret})


def writes(page: Page, words: str) -> None:
    page.get_by_label("Skriv ditt meddelande").fill(words)
    page.get_by_role("button", name="Skicka", exact=True).click()


def waits_for_the_line(page: Page, place: Place) -> None:
    page.context.set_offline(True)
    writes(page, place.mine)
    expect(page.get_by_text("Inte skickat än")).to_be_visible()


def test_two_seconds_after_the_server_all_is_there_and_sent(browser: Browser, place: Place) -> None:
    with visiting(browser, place) as page:
        place.server.kill()
        writes(page, place.mine)
        expect(page.get_by_text("Ansluter igen")).to_be_visible()
        page.wait_for_timeout(DOWN)
        place.answers(place.first, "Svarat medan servern var borta")

        place.server.restart()
        place.server.wait()

        expect(page.get_by_text("Svarat medan servern var borta")).to_be_visible(timeout=BACK)
        expect(page.get_by_text("Inte skickat än")).to_be_hidden(timeout=BACK)
        expect(page.get_by_text("Ansluter igen")).to_be_hidden()
        assert place.where(place.mine) == [place.first.id]


@pytest.mark.parametrize("event", ["online", "focus", "visibilitychange"])
def test_a_page_that_is_looked_at_again_does_not_wait(
    browser: Browser, place: Place, event: str
) -> None:
    with visiting(browser, place) as page:
        # A page that nobody sees may wait long.
        page.evaluate("Object.defineProperty(document, 'hidden', { value: true, writable: true })")
        place.server.kill()
        page.wait_for_timeout(8_000)
        place.answers(place.first, "Svarat medan ingen tittade")
        place.server.restart()
        place.server.wait()
        page.evaluate("Object.defineProperty(document, 'hidden', { value: false })")
        page.evaluate(
            "name => [document, window].map(one => one.dispatchEvent(new Event(name)))", event
        )
        expect(page.get_by_text("Svarat medan ingen tittade")).to_be_visible(timeout=BACK)


def test_two_seconds_after_the_line_all_is_there_and_sent(browser: Browser, place: Place) -> None:
    with visiting(browser, place) as page:
        waits_for_the_line(page, place)
        place.answers(place.first, "Svarat i tunneln")
        page.context.set_offline(False)
        expect(page.get_by_text("Svarat i tunneln")).to_be_visible(timeout=BACK)
        expect(page.get_by_text("Inte skickat än")).to_be_hidden(timeout=BACK)
        assert place.where(place.mine) == [place.first.id]


def test_what_was_not_sent_goes_to_its_own_conversation_and_no_other(
    browser: Browser, place: Place
) -> None:
    with visiting(browser, place) as page:
        waits_for_the_line(page, place)
        holds(page, place.second)
        page.context.set_offline(False)
        page.reload()
        expect(page.locator(".is-sending, .is-waiting")).to_have_count(0)
        page.wait_for_timeout(500)
        assert place.where(place.mine) == [place.first.id]
        expect(page.get_by_role("log")).not_to_contain_text(place.mine)


def test_a_device_that_has_lost_its_conversation_still_sends_there(
    browser: Browser, place: Place
) -> None:
    with visiting(browser, place) as page:
        waits_for_the_line(page, place)
        holds(page, None)
        page.context.set_offline(False)
        page.reload()
        page.wait_for_timeout(1_000)
        assert place.where(place.mine) == [place.first.id]


def test_what_was_written_in_an_erased_chat_fails_in_sight_and_goes_on_only_when_asked_to(
    browser: Browser, place: Place
) -> None:
    with visiting(browser, place) as page:
        waits_for_the_line(page, place)
        place.erase(place.first)
        page.context.set_offline(False)
        expect(page.get_by_text(ELSEWHERE)).to_be_visible()
        page.reload()
        expect(page.get_by_text(ELSEWHERE)).to_be_visible()
        assert place.where(place.mine) == []

        page.get_by_role("button", name="Skicka här i stället").click()
        expect(page.get_by_text(ELSEWHERE)).to_be_hidden()
        expect(page.locator(".is-failed, .is-sending, .is-waiting")).to_have_count(0)
        [new] = place.where(place.mine)
        assert new not in (place.first.id, place.second.id)


def test_what_has_a_secret_that_is_not_right_goes_nowhere(browser: Browser, place: Place) -> None:
    with visiting(browser, place) as page:
        waits_for_the_line(page, place)
        page.evaluate(
            """() => {
              const key = Object.keys(localStorage).find(key => key.startsWith("lotsen.unsent."));
              const kept = JSON.parse(localStorage.getItem(key));
              kept.to.secret = "0".repeat(16);
              localStorage.setItem(key, JSON.stringify(kept));
            }"""
        )
        holds(page, place.second)
        page.close()  # it still holds the right one
        page.context.set_offline(False)
        later = page.context.new_page()
        later.goto("/chatt")
        expect(later.get_by_text(ELSEWHERE)).to_be_visible()
        assert place.where(place.mine) == []
