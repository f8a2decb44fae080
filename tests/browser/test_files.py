"""Files, in a browser on each side: asked for, sent over slow and broken lines, got whole."""

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, CDPSession, Page, Route, expect

from benchmarks.people import Talk, talks
from db.engine import open_engine
from tests.browser.accessible import faults
from tests.browser.web_alone import WebAlone
from tests.web.filing import PDF, PNG

pytestmark = [pytest.mark.slow, pytest.mark.browser]

TALKS = 8  # one for each test
LARGE = PNG + os.urandom(5 * 2**20 - len(PNG))
SLOW = 1_000_000  # bytes a second: five seconds for the large one
PHONE = {"width": 390, "height": 800}
SCRIPT = "<img src=x onerror=window.__pwned=1>.png"


@dataclass
class Both:
    """The two sides of a conversation in which the agent has just asked for a file."""

    talk: Talk
    visitor: Page
    agent: Page


@pytest.fixture(scope="module")
def taken(
    tmp_path_factory: pytest.TempPathFactory, seeded: Path
) -> Iterator[tuple[str, list[Talk]]]:
    """The address of a service, and conversations that its agent has taken."""
    folder = tmp_path_factory.mktemp("files")
    shutil.copy(seeded, folder)
    engine = open_engine(f"sqlite:///{folder / 'lotsen.db'}")
    made = talks(engine, TALKS, 1)
    engine.dispose()
    server = WebAlone(folder)
    try:
        server.wait()
        yield f"http://127.0.0.1:{server.port}", made
    finally:
        server.kill()


@pytest.fixture
def both(browser: Browser, taken: tuple[str, list[Talk]]) -> Iterator[Both]:
    url, left = taken
    talk = left.pop()
    visiting = browser.new_context(base_url=url, locale="sv-SE", viewport=PHONE)  # type: ignore[arg-type]
    chat = json.dumps(json.dumps({"id": talk.id, "secret": talk.secret}))
    visiting.add_init_script(
        f"if (!localStorage.getItem('here')) localStorage.setItem('lotsen.chat', {chat});"
        "localStorage.setItem('here', 1)"
    )
    at_desk = browser.new_context(base_url=url, locale="sv-SE")
    cookie = {"name": "lotsen_session", "value": talk.agent.session, "url": url}
    at_desk.add_cookies([cookie])  # type: ignore[list-item]
    sides = Both(talk, visiting.new_page(), at_desk.new_page())
    for page in (sides.visitor, sides.agent):
        page.on("pageerror", lambda fault: pytest.fail(f"script fault: {fault}"))
    sides.visitor.goto("/chatt")
    sides.agent.goto(f"/desk/{talk.number}")
    ask(sides)
    yield sides
    visiting.close()
    at_desk.close()


def ask(sides: Both) -> None:
    sides.agent.get_by_role("button", name="Be om en fil").click()
    sides.agent.get_by_label("Vad vill du ha?").fill("Skicka en bild av låset.")
    sides.agent.get_by_role("button", name="Be om filen").click()
    expect(sides.visitor.get_by_role("log")).to_contain_text("Skicka en bild av låset.")
    expect(sides.visitor.get_by_label("Bifoga fil")).to_be_visible()


def chooses(page: Page, name: str, body: bytes, kind: str = "image/png") -> None:
    field = page.get_by_label("Bifoga fil")
    field.focus()
    field.set_input_files({"name": name, "mimeType": kind, "buffer": body})


def gets(page: Page, role: str, name: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role(role, name=f"Hämta {name}").click()  # type: ignore[arg-type]
    return Path(download.value.path()).read_bytes()


def slowed(page: Page, upload: int = SLOW) -> CDPSession:
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    conditions = {"offline": False, "latency": 5, "downloadThroughput": -1}
    line.send("Network.emulateNetworkConditions", {**conditions, "uploadThroughput": upload})
    return line


def files_of(sides: Both) -> list[str]:
    """The names of the files that the server has in the conversation."""
    headers = {"Authorization": f"Bearer {sides.talk.secret}"}
    view = sides.visitor.request.get(f"/api/conversations/{sides.talk.id}", headers=headers).json()
    return [one["name"] for one in view["messages"] if one["kind"] == "file"]


def test_the_agent_gets_the_bytes_that_the_visitor_was_asked_for(both: Both) -> None:
    chooses(both.visitor, "lås.png", PNG)
    expect(both.visitor.get_by_role("log")).to_contain_text("lås.png")
    assert gets(both.agent, "link", "lås.png") == PNG
    assert gets(both.visitor, "button", "lås.png") == PNG

    chooses(both.agent, "karta.pdf", PDF, "application/pdf")
    assert gets(both.visitor, "button", "karta.pdf") == PDF


def test_a_large_file_shows_how_far_it_has_come_and_arrives_whole(both: Both) -> None:
    line = slowed(both.visitor)
    chooses(both.visitor, "stor.png", LARGE)
    bar = both.visitor.get_by_role("progressbar", name="Skickar stor.png")
    expect(both.visitor.get_by_role("button", name="Avbryt")).to_be_focused()
    seen = []
    while bar.is_visible():
        seen.append(bar.evaluate("bar => bar.value"))
        both.visitor.wait_for_timeout(100)
    assert seen == sorted(seen)
    assert len({value for value in seen if 0 < value < 100}) >= 5
    expect(both.visitor.get_by_text("stor.png är skickad.")).to_be_attached()
    expect(both.visitor.get_by_label("Bifoga fil")).to_be_focused()
    line.detach()
    assert gets(both.agent, "link", "stor.png") == LARGE


def test_a_file_whose_answer_was_lost_is_sent_again_and_is_there_once(both: Both) -> None:
    tries = []

    def lose(route: Route) -> None:
        tries.append(route.request.url)
        if len(tries) == 1:
            return route.abort()  # before it came anywhere
        answer = route.fetch()
        return route.abort() if len(tries) == 2 else route.fulfill(response=answer)

    both.visitor.route("**/files?message=*", lose)
    chooses(both.visitor, "lås.png", PNG)
    expect(both.visitor.get_by_text("lås.png är skickad.")).to_be_attached(timeout=20_000)
    assert len(tries) == 3
    assert len(set(tries)) == 1, "each time under the same id"
    assert files_of(both) == ["lås.png"]
    assert both.visitor.locator(".file").count() == 1


def test_what_is_given_up_is_not_sent(both: Both) -> None:
    line = slowed(both.visitor, 300_000)
    chooses(both.visitor, "stor.png", LARGE)
    both.visitor.get_by_role("button", name="Avbryt").click()
    expect(both.visitor.get_by_text("stor.png skickas inte.")).to_be_attached()
    expect(both.visitor.get_by_label("Bifoga fil")).to_be_focused()
    line.detach()
    chooses(both.visitor, "liten.png", PNG)
    expect(both.visitor.get_by_role("log")).to_contain_text("liten.png")
    assert files_of(both) == ["liten.png"]


def test_a_file_never_goes_into_another_conversation(both: Both) -> None:
    slowed(both.visitor, 300_000)
    posts: list[str] = []
    both.visitor.on("request", lambda sent: posts.append(sent.url))
    chooses(both.visitor, "stor.png", LARGE)
    expect(both.visitor.get_by_role("progressbar")).to_be_visible()
    both.visitor.locator("#menu > summary").click()
    both.visitor.get_by_role("button", name="Börja en ny chatt").click()
    both.visitor.get_by_role("button", name="Börja en ny", exact=True).click()
    expect(both.visitor.get_by_role("progressbar")).to_be_hidden()
    both.visitor.get_by_label("Skriv ditt meddelande").fill("Hej igen")
    both.visitor.get_by_role("button", name="Skicka", exact=True).click()
    expect(both.visitor.get_by_role("log")).to_contain_text("Din fråga är mottagen")

    both.visitor.wait_for_timeout(1500)
    assert [url for url in posts if "/files" in url and both.talk.id not in url] == []
    assert files_of(both) == []
    expect(both.visitor.get_by_label("Bifoga fil")).to_be_hidden()


def test_what_is_not_taken_is_told_beside_the_button_and_not_sent(both: Both) -> None:
    posts: list[str] = []
    both.visitor.on("request", lambda sent: posts.append(sent.url))
    told = both.visitor.get_by_role("alert").filter(has_text="kunde inte skickas")
    for name, body, words in (
        ("a.exe", PNG, "Välj en bild"),
        ("a.png", b"", "tom"),
        ("a.png", PNG + bytes(10 * 2**20), "högst 10 MB"),
    ):
        chooses(both.visitor, name, body)
        expect(told).to_contain_text(words)
    assert [url for url in posts if "/files" in url] == []
    assert "kunde inte skickas" in str(
        both.visitor.get_by_label("Bifoga fil").evaluate(
            "field => field.getAttribute('aria-describedby').split(' ')"
            ".map(id => document.getElementById(id).textContent).join(' ')"
        )
    )
    chooses(both.visitor, "a.png", b"<script>alert(1)</script>")  # the server looks into it
    expect(told).to_contain_text("Den sortens fil")
    expect(both.visitor.get_by_label("Bifoga fil")).to_be_visible()


def test_a_name_is_never_a_script(both: Both) -> None:
    chooses(both.visitor, SCRIPT, PNG)
    for page, role in ((both.visitor, "button"), (both.agent, "link")):
        expect(page.locator(".file__name")).to_have_text(SCRIPT)
        assert gets(page, role, SCRIPT) == PNG
        assert not page.evaluate("'__pwned' in window")
        assert page.locator("[onerror]").count() == 0


def test_nothing_is_found_on_either_side_with_files(both: Both) -> None:
    both.agent.get_by_role("button", name="Be om en fil").click()
    assert faults(both.agent) == [], "asking"
    both.agent.get_by_role("button", name="Avbryt").click()
    assert faults(both.visitor) == [], "asked"
    chooses(both.visitor, "a.exe", PNG)
    assert faults(both.visitor) == [], "refused"
    chooses(both.visitor, f"{'en lång rad ' * 6}{'x' * 20}.png", PNG)
    expect(both.agent.locator(".file")).to_be_visible()
    assert faults(both.visitor) == [], "sent"
    assert faults(both.agent) == [], "got"

    both.visitor.route("**/files?message=*", lambda route: None)  # never answered
    chooses(both.visitor, "stor.png", LARGE)
    expect(both.visitor.get_by_role("progressbar")).to_be_visible()
    assert faults(both.visitor) == [], "sending"
