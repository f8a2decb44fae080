"""Whatever a stranger writes, wherever it is shown: it stays words, and no script ever runs."""

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Connection

from benchmarks.people import Talk, talks
from conversations import messages
from conversations.content import (
    Answer,
    Choice,
    Clarify,
    Contact,
    Content,
    File,
    FileRequest,
    Notice,
    PassOn,
    Receipt,
    ShownArticle,
    Text,
)
from db.engine import open_engine
from db.schema import message
from servicecenter import agents, among_colleagues, desk, enquiries, ready_replies
from servicecenter.sessions import agent_of_session, log_in
from tests.browser.accessible import TOO_WIDE
from tests.browser.web_alone import WebAlone
from tests.web.drafts import article_fields

pytestmark = [pytest.mark.slow, pytest.mark.browser]

RUN = "window.__pwned=1"
MARKUP = (
    f"<script>{RUN}</script>",
    f'<img src=x onerror="{RUN}">',
    f"<svg onload={RUN}>",
    f"</script><script>{RUN}</script>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    f"[läs mer](javascript:{RUN})",
    f"![bild](javascript:{RUN})",
    f'<a href="javascript:{RUN}" id="text">länk</a>',
    f'" onmouseover="{RUN}" autofocus onfocus="{RUN}" x="',
    f"{{{{ 7 * 7 }}}}{{% raw %}}${{{RUN}}}",
    "\u202egnp.exe\u202c a\u200bb",
    "långt" * 60,
)
ALL = "\n\n".join(MARKUP)
LINE = " ".join(MARKUP)
NAME = f"<img src=x onerror={RUN}>"  # as long as a name may be

WORKSHOP = tuple(
    f"/admin/{name}" for name in ("gaps", "trials", "likenesses", "translations", "go-live")
)

WATCH = """document.addEventListener("securitypolicyviolation", event => {
  (window.__refused ||= []).push(`${event.violatedDirective} ${event.blockedURI}`);
});"""
# Elements that none of our pages makes: they could only come from what was written.
FOREIGN = """() => Array.from(document.querySelectorAll(
  "script:not([src]):not([type='application/json']), iframe, object, embed, "
  + "[onerror], [onload], [onmouseover], [onfocus], [href^='javascript:' i], [src='x']"))
  .map(node => node.outerHTML.slice(0, 200))"""


@dataclass(frozen=True)
class Hostile:
    """A service full of it: the visitor's conversation, and the session of its agent."""

    url: str
    talk: Talk
    session: str


def _said() -> Iterator[tuple[str, Content]]:
    choices = [Choice(id="one", title=LINE)]
    article = ShownArticle(
        id="en-artikel",
        title=LINE,
        lead=ALL,
        rest=ALL,
        source=f"javascript:{RUN}",
        reviewed_on=date(2026, 11, 1),
        confirmed=False,
        function=LINE,
        language="sv",
    )
    contact = Contact(function=LINE, committee=LINE, email=LINE, phone=LINE, visiting_address=LINE)
    yield "visitor", Text(text=ALL)
    yield "bot", Text(text=ALL)
    yield "bot", Answer(notice=LINE, article=article, choices=choices)
    yield "bot", Clarify(text=ALL, choices=choices)
    yield "bot", PassOn(text=ALL, contact=contact, choices=choices)
    yield "system", Notice(text=ALL)
    receipt = Receipt(
        number="2026-000001",
        function=LINE,
        answer_by=datetime.now(UTC),
        open_now=True,
        text=ALL,
    )
    yield "system", receipt
    yield "visitor", File(file="0" * 32, name=f"{NAME}.png", type="image/png", size=1)
    yield "agent", FileRequest(number="2026-000001", text=ALL)


def _write_hostile(db: Connection, talk: Talk) -> str:
    """Gives the session of an agent with a hostile name, who has taken the question."""
    now = datetime.now(UTC)
    agents.add(db, "mallory", NAME, "admin", "ett-riktigt-losenord", [])
    session = log_in(db, "mallory", "ett-riktigt-losenord", now)
    mallory = agent_of_session(db, session, now)
    assert mallory is not None
    asked = message.c.sender == "visitor"
    db.execute(message.update().where(asked).values(content={"kind": "text", "text": ALL}))
    enquiries.keep_details(db, talk.id, {"association": LINE, "matter": ALL}, now)
    desk.release(db, talk.number, talk.agent.who, now)
    desk.claim(db, talk.number, mallory, now)
    desk.reply(db, talk.number, mallory, "hostile", ALL, now, seen=99)
    among_colleagues.write(db, talk.number, mallory, "note", ALL, now)
    words = ALL.replace("{", "")  # those would name places
    ready = ready_replies.Draft(None, LINE[:80], words, now.date() + timedelta(days=9))
    ready_replies.save(db, mallory, None, ready, now)
    for sender, content in _said():
        messages.add(db, talk.id, sender, content, now)
    return session


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, seeded: Path) -> Iterator[Hostile]:
    folder = tmp_path_factory.mktemp("hostile")
    shutil.copy(seeded, folder)
    engine = open_engine(f"sqlite:///{folder / 'lotsen.db'}")
    [talk] = talks(engine, 1, 1)
    with engine.begin() as db:
        session = _write_hostile(db, talk)
    engine.dispose()
    server = WebAlone(folder)
    try:
        server.wait()
        yield Hostile(f"http://127.0.0.1:{server.port}", talk, session)
    finally:
        server.kill()


@pytest.fixture
def page(browser: Browser, hostile: Hostile) -> Iterator[Page]:
    """As the visitor and as the agent at once: the two share no storage."""
    context = browser.new_context(base_url=hostile.url, viewport={"width": 390, "height": 800})
    cookie = {"name": "lotsen_session", "value": hostile.session, "url": hostile.url}
    context.add_cookies([cookie])  # type: ignore[list-item]
    chat = json.dumps(json.dumps({"id": hostile.talk.id, "secret": hostile.talk.secret}))
    context.add_init_script(f"{WATCH} localStorage.setItem('lotsen.chat', {chat})")
    yield context.new_page()
    context.close()


def run_by(page: Page, dialogs: list[str]) -> list[str]:
    """What ran or tried to, after everything on the page was touched."""
    for node in page.locator("a, [title], img").all():
        node.dispatch_event("mouseover")
    found: list[str] = page.evaluate(FOREIGN)
    if page.evaluate("'__pwned' in window"):
        found.append("a script ran")
    return [*found, *page.evaluate("window.__refused || []"), *dialogs]


def test_no_script_runs_wherever_a_strangers_words_are_shown(page: Page, hostile: Hostile) -> None:
    talk = hostile.talk
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))

    page.goto("/chatt")
    expect(page.get_by_role("log")).to_contain_text("2026-000001")
    assert page.locator(".message__text", has_text=MARKUP[0]).count() >= 3, "words stay words"
    assert "49" not in page.locator("[data-from=visitor] .message__text").last.inner_text()
    assert run_by(page, dialogs) == [], "the chat"
    assert page.evaluate(TOO_WIDE) == [], "the chat"

    for path in (
        "/desk",
        f"/desk/{talk.number}",
        "/desk/svar",
        "/admin/people",
        "/admin/people/mallory",
        "/admin/audit",
    ):
        page.goto(path)
        if path.startswith("/desk"):
            expect(page.get_by_text(MARKUP[0]).first).to_be_visible()
        expect(page.get_by_text(NAME).first).to_be_visible()
        assert run_by(page, dialogs) == [], path
        assert page.evaluate(TOO_WIDE) == [], path


def test_no_script_runs_on_the_page_without_script(page: Page, hostile: Hostile) -> None:
    page.goto("/fraga/svar?lang=sv")
    page.get_by_label("Nummer").fill(hostile.talk.number)
    page.get_by_label("Kod").fill(hostile.talk.secret)
    page.get_by_role("button", name="Visa").click()
    expect(page.get_by_role("heading", name=hostile.talk.number)).to_be_visible()
    assert page.locator(".card p", has_text=MARKUP[0]).count() >= 3, "words stay words"
    assert run_by(page, []) == []
    assert page.evaluate(TOO_WIDE) == []


def test_no_script_runs_in_what_the_form_shows_again(page: Page) -> None:
    page.goto("/fraga?lang=sv")
    page.get_by_label("Din fråga").fill(f"</textarea>{ALL}{'x' * 5000}")
    page.get_by_label("Föreningens namn").fill(LINE)
    page.get_by_role("button", name="Skicka frågan").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Din fråga")).to_have_value(re.compile("</textarea>"))
    assert run_by(page, []) == []


def test_no_script_runs_in_the_workshop(page: Page) -> None:
    title = LINE[:120].strip()
    fields = article_fields(
        title=title,
        body=ALL,
        questions=list(MARKUP),
        source=f"javascript:{RUN}",
        to_verify=[MARKUP[0]],
    )
    page.goto("/admin")
    saved = page.request.post("/api/admin/articles", data={"based_on": 0, "article": fields})
    assert saved.ok, saved.text()
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))

    one = f"/admin/articles/{fields['id']}"
    for path in ("/admin", one, f"{one}/versions", f"{one}/try", *WORKSHOP):
        page.goto(path)
        if path == "/admin":
            expect(page.get_by_text(title).first).to_be_visible()
        if path == one:
            preview = page.get_by_label("Så ser det ut i chatten")
            expect(preview).to_contain_text("läs mer")
        assert run_by(page, dialogs) == [], path
