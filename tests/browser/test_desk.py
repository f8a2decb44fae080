"""The desk holds for everyone: by axe, by measure, and by keyboard alone."""

import shutil
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from babel.dates import format_date
from playwright.sync_api import Browser, Locator, Page, expect
from sqlalchemy import Connection

from benchmarks.people import AtDesk, full_queue
from db.engine import open_engine
from db.schema import enquiry
from servicecenter import agents, among_colleagues, desk, enquiries, ready_replies
from servicecenter.contact_paths import DUTY
from servicecenter.queues import Wanted, queue
from servicecenter.ready_replies import Draft
from tests.browser.accessible import faults
from tests.browser.web_alone import WebAlone
from tests.cast import PASSWORD
from web.desk.login import COOKIE

pytestmark = [pytest.mark.slow, pytest.mark.browser]

ENQUIRIES = 24  # half of them are the agent's own
WIDTHS = (390, 1280)


@dataclass
class AtWork:
    """An agent at the desk; `waiting` are numbers that no one has, `mine` those of the agent."""

    url: str
    agent: AtDesk
    waiting: list[str]
    mine: list[str]


@pytest.fixture(scope="module")
def at_work(tmp_path_factory: pytest.TempPathFactory, seeded: Path) -> Iterator[AtWork]:
    folder = tmp_path_factory.mktemp("desk")
    shutil.copy(seeded, folder)
    engine = open_engine(f"sqlite:///{folder / 'lotsen.db'}")
    agent = full_queue(engine, ENQUIRIES)
    with engine.begin() as db:
        now = datetime.now(UTC)
        waiting, mine = (
            [one.number for one in queue(db, agent.who, now, Wanted(part)).enquiries]
            for part in ("nobodys", "mine")
        )
        _fill(db, agent, mine)
    engine.dispose()
    server = WebAlone(Path(folder))
    try:
        server.wait()
        yield AtWork(f"http://127.0.0.1:{server.port}", agent, waiting, mine)
    finally:
        server.kill()


def _fill(db: Connection, agent: AtDesk, mine: list[str]) -> None:
    """All that can stand beside a conversation."""
    now = datetime.now(UTC)
    told = {"association": "Korpen", "organisation_number": "802000-1234"}
    for number in (*mine[:2], mine[6]):
        enquiries.keep_details(db, desk.conversation_of(db, number), told, now)
    other = told | {"organisation_number": "802000-9999"}
    for number in mine[3:5]:
        enquiries.keep_details(db, desk.conversation_of(db, number), other, now)
    among_colleagues.write(db, mine[0], agent.who, str(uuid.uuid4()), "Ring före fredag", now)
    for title, review_by in (("Vi återkommer", date(2100, 1, 1)), ("Gammalt", date(2026, 1, 1))):
        draft = Draft(None, title, "Hej {förening}! Vi återkommer.", review_by)
        ready_replies.save(db, agent.who, None, draft, now)
    desk.close(db, mine[6], agent.who, "answered", now)
    agents.add(db, "lena", "Lena Ek", "lead", PASSWORD, [DUTY])
    late = enquiry.update().where(enquiry.c.number == mine[2])
    db.execute(late.values(deadline=now - timedelta(hours=1)))


@pytest.fixture
def page(browser: Browser, at_work: AtWork) -> Iterator[Page]:
    context = browser.new_context(base_url=at_work.url, locale="sv-SE")
    cookie = {"name": COOKIE, "value": at_work.agent.session, "url": at_work.url}
    context.add_cookies([cookie])  # type: ignore[list-item]
    page = context.new_page()
    page.on("pageerror", lambda fault: pytest.fail(f"script fault: {fault}"))
    yield page
    context.close()


def opened(page: Page, number: str) -> Page:
    page.goto(f"/desk/{number}")
    expect(page.get_by_role("log")).to_contain_text("ishallen")
    return page


def test_nothing_is_found_in_the_queue_and_its_filters(page: Page) -> None:
    page.goto("/desk")
    expect(page.get_by_role("link", name="ishallen").first).to_be_visible()
    assert faults(page) == [], "queue"
    page.get_by_text("Tangenter").click()
    page.get_by_role("button", name="Säg till").click()
    assert faults(page) == [], "keys and alarm"
    page.get_by_role("link", name="Snart försenade").click()
    expect(page.locator(".is-late").first).to_be_visible()
    assert faults(page) == [], "late"
    page.goto("/desk?show=held")
    expect(page.get_by_text("Ingen fråga här")).to_be_visible()
    assert faults(page) == [], "none"


def test_nothing_is_found_in_a_search(page: Page) -> None:
    page.goto("/desk")
    page.get_by_role("searchbox").fill("hallar")
    page.get_by_role("button", name="Sök").click()
    expect(page.get_by_text("frågor passar")).to_be_visible()
    assert faults(page) == []


def test_nothing_is_found_before_one_is_taken(page: Page, at_work: AtWork) -> None:
    opened(page, at_work.waiting[0])
    expect(page.get_by_role("button", name="Ta frågan")).to_be_visible()
    expect(page.get_by_role("heading", name="Artiklar")).to_be_visible()
    assert faults(page) == []


def test_nothing_is_found_while_one_is_worked_on(page: Page, at_work: AtWork) -> None:
    opened(page, at_work.mine[0])
    expect(page.get_by_role("heading", name="Färdiga svar")).to_be_visible()
    assert faults(page) == [], "folded together"
    for summary in page.locator("aside summary").all():
        if summary.locator("..").get_attribute("open") is None:
            summary.click()
    page.locator(".understood > summary").first.click()
    page.locator("[data-form=transfer] select").first.select_option(index=1)
    assert faults(page) == [], "all open"


def test_nothing_is_found_in_the_dialog_of_a_file_and_in_a_problem(
    page: Page, at_work: AtWork
) -> None:
    opened(page, at_work.mine[1])
    page.get_by_role("button", name="Be om en fil").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert faults(page) == [], "dialog"
    page.keyboard.press("Escape")
    page.get_by_label("Ditt svar").fill("Halvskrivet")
    page.get_by_role("button", name="Lämna tillbaka").click()
    expect(page.get_by_role("alert").filter(has_text="inte är skickat")).to_be_visible()
    assert faults(page) == [], "problem"


def test_nothing_is_found_among_the_ready_replies(page: Page) -> None:
    page.goto("/desk/svar")
    expect(page.get_by_text("Ska ses över")).to_be_visible()
    assert faults(page) == [], "list"
    page.get_by_text("Nytt svar").click()
    page.locator("summary").filter(has_text="Vi återkommer").click()
    assert faults(page) == [], "forms"


def test_nothing_is_found_where_absence_and_hours_are_entered(page: Page) -> None:
    today = date.today()  # noqa: DTZ011 - the browser's day
    tomorrow, weekday = str(today + timedelta(days=1)), format_date(today, "EEEE", locale="sv")
    page.goto("/desk/franvaro")
    for name in ("Från", "Till och med"):
        page.get_by_role("group", name=name, exact=True).get_by_label("Dag").fill(tomorrow)
    assert faults(page) == [], "form"
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_role("status").filter(has_text="Frånvaron är sparad")).to_be_visible()
    page.locator("li summary").click()
    assert faults(page) == [], "list"
    page.get_by_role("button", name="Ta bort").click()
    expect(page.get_by_text("Ingen frånvaro är inlagd")).to_be_visible()
    page.get_by_text("Nya arbetstider").click()
    hours = page.get_by_role("group", name=weekday.capitalize())
    hours.get_by_label("Från").fill("00:00")  # always there: who is away loses what they have
    hours.get_by_label("Till").fill("23:59")
    assert faults(page) == [], "form"
    page.locator("[data-hours]").get_by_role("button", name="Spara").click()
    page.get_by_text(f"{weekday} 0.00–23.59", exact=True).click()
    assert faults(page) == [], "list"
    page.get_by_role("button", name="Ta bort").click()
    expect(page.get_by_text("Ingen har egna arbetstider")).to_be_visible()


def tab_to(page: Page, wanted: Locator, back: bool = False) -> None:
    """Presses Tab until the focus is on it, and is seen to be there."""
    focused = page.locator(":focus").and_(wanted)
    for _ in range(80):
        if focused.count():
            expect(focused).to_be_in_viewport()
            outline = focused.evaluate("node => getComputedStyle(node).outlineStyle")
            assert outline != "none", f"the focus on {wanted} is not seen"
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    pytest.fail(f"{wanted} is not reached by keyboard")


def press(page: Page, wanted: Locator, back: bool = False) -> None:
    tab_to(page, wanted, back)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("width", WIDTHS)
def test_from_the_queue_to_the_close_by_keyboard(page: Page, at_work: AtWork, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/desk?show=nobodys")
    row = page.locator("#rows a")
    expect(row.first).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(row.first).to_be_focused()
    number = row.first.get_attribute("href")
    assert number
    number = number.removeprefix("/desk/")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=number)).to_be_visible()

    press(page, page.get_by_role("button", name="Ta frågan"))
    text = page.get_by_label("Ditt svar")
    expect(text).to_be_focused()
    articles = page.locator("#articles-part > summary")
    expect(articles).to_be_visible()
    insert = page.get_by_role("button", name="Sätt in i svaret").first
    if width < 960:
        press(page, articles)
    press(page, insert)
    expect(text).to_be_focused()
    page.keyboard.type(" Hör av er!")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("log")).to_contain_text("Hör av er!")

    tab_to(page, page.get_by_label("Anteckning", exact=True))
    page.keyboard.type("De ringer själva.")
    tab_to(page, page.get_by_label("Fråga en annan funktion"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#notes")).to_contain_text("De ringer själva.")

    press(page, page.locator("details.act > summary").filter(has_text="Avsluta"))
    tab_to(page, page.get_by_label("Hur gick det?"))
    page.keyboard.press("ArrowDown")
    tab_to(page, page.get_by_label("Boten hade kunnat"))
    page.keyboard.press("Space")
    press(page, page.get_by_role("button", name="Avsluta frågan"))
    ended = page.get_by_role("status").filter(has_text=f"Fråga {number} är avslutad")
    expect(ended).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS[:1])
def test_two_questions_are_joined_by_keyboard_and_answered_as_one(
    page: Page, at_work: AtWork, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    first, second = at_work.mine[3:5]
    opened(page, first)
    press(page, page.locator("#same-part > summary"))
    press(page, page.get_by_role("button", name="Lägg ihop med den här"))
    expect(page.get_by_role("dialog", name="Lägg ihop frågorna?")).to_contain_text(second)
    assert faults(page) == [], "dialog"
    press(page, page.get_by_role("button", name="Lägg ihop", exact=True))
    expect(page.locator("#joined summary")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#joined")).to_contain_text("ishallen")
    expect(page.get_by_text(f"Svaret går också till {second}.")).to_be_visible()
    assert faults(page) == [], "joined"

    page.get_by_label("Ditt svar").fill("Till er båda")
    page.get_by_role("button", name="Skicka", exact=True).click()
    expect(page.get_by_role("log")).to_contain_text("Till er båda")
    opened(page, second)
    expect(page.get_by_role("log")).to_contain_text("Till er båda")
    expect(page.get_by_role("link", name=f"Fråga {first}")).to_be_visible()


def test_a_colleague_is_named_in_a_note_by_keyboard(page: Page, at_work: AtWork) -> None:
    opened(page, at_work.mine[5])
    field = page.get_by_label("Anteckning", exact=True)
    field.focus()
    page.keyboard.type("Vet du, @e")
    chosen = page.locator("#note-names").get_by_role("option", name="Lena Ek")
    expect(chosen).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", str(chosen.get_attribute("id")))
    assert faults(page) == [], "names"
    page.keyboard.press("Escape")
    expect(chosen).to_be_hidden()
    page.keyboard.type("k")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(chosen).to_be_hidden()
    page.keyboard.type("?")
    expect(field).to_have_value("Vet du, @Lena Ek ?")
    press(page, page.get_by_role("button", name="Spara anteckningen"))
    expect(page.locator("#notes")).to_contain_text("Nämner Lena Ek")
