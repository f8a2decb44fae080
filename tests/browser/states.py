"""Every state that a visitor can meet, one after the other, as a visitor comes to it.

A tour brings its page to a state, then gives the state's name; who follows it looks at the page.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from playwright.sync_api import Page, Route, expect

from tests.browser.host_page import hosting
from tests.running import Running
from tests.web.filing import PNG
from texts.catalogue import text

NUMBER = re.compile(r"20\d\d-\d{6}")
CODE = re.compile(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}")
ANSWERED = "vad kostar det att hyra en gymnastiksal för vuxna?"
UNSURE = "bidrag"
OF_OTHERS = "när töms soporna hos oss?"
# What is written into the bot's form, and how the bot goes on.
FORM = {
    "Bollen IF": "Vilket organisationsnummer",
    "802412-3450": "Hur når vi dig",
    "hoppa över": "Tack, det är sparat",
}
ADDRESS = "kassor@forening.example"


@dataclass(frozen=True)
class Stage:
    """`page` is the visitor's; `log_in` gives an agent's."""

    page: Page
    log_in: Callable[[str], Page]
    running: Running

    def link_from_letter(self) -> str:
        """What stands in the letter that has just been sent."""
        for _ in range(100):
            found = [re.search(r"https?://\S+", words) for words in self.running.post.texts()]
            if found and found[-1]:
                self.running.post.letters.clear()
                return found[-1][0]
            self.page.wait_for_timeout(100)
        raise AssertionError("no letter has come")


def write(page: Page, words: str) -> None:
    page.get_by_label(re.compile("Skriv ditt meddelande|Ditt svar")).fill(words)
    page.get_by_role("button", name="Skicka", exact=True).click()


def says(page: Page, *words: str | re.Pattern[str]) -> None:
    for one in words:
        expect(page.get_by_role("log")).to_contain_text(one)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def from_menu(page: Page, name: str) -> None:
    page.locator("#menu > summary").click()
    page.locator("#menu").get_by_role("button", name=name, exact=True).click()


def opened(page: Page) -> Page:
    page.goto("/chatt?lang=sv")
    expect(page.get_by_role("button", name="Prata med en människa")).to_be_enabled()
    return page


def number_of(page: Page) -> str:
    says(page, NUMBER)
    found = NUMBER.search(page.get_by_role("log").inner_text())
    assert found
    return found[0]


def taken(log_in: Callable[[str], Page], number: str, by: str = "bo") -> Page:
    agent = log_in(by)
    agent.goto(f"/desk/{number}")
    press(agent, "Ta frågan")
    expect(agent.get_by_label("Ditt svar")).to_be_visible()
    return agent


def with_the_bot(stage: Stage) -> Iterator[str]:
    page = opened(stage.page)
    yield "start"
    write(page, ANSWERED)
    says(page, "100, en sporthall 200")
    yield "answer"
    page.locator(".more > summary").first.click()
    yield "answer-more"
    write(page, UNSURE)
    says(page, "Inget av")
    yield "choices"
    write(page, OF_OTHERS)
    says(page, "Skicka frågan till en människa")
    yield "passed-on"
    page.locator("#menu > summary").click()
    yield "menu"
    press(page, "Radera chatten")
    yield "erasing"
    press(page, "Radera")
    expect(page.get_by_text("Chatten är raderad.")).to_be_visible()
    yield "erased"


def with_people(stage: Stage) -> Iterator[str]:
    page = opened(stage.page)
    write(page, ANSWERED)
    says(page, "Hjälpte svaret")
    press(page, "Nej, jag vill fråga en människa")
    number = number_of(page)
    says(page, "vilken förening gäller det?")
    yield "form"
    for answer, then in FORM.items():
        write(page, answer)
        says(page, then)
    yield "queue"
    yield from _in_the_queue(page)
    yield from _with_a_person(page, taken(stage.log_in, number))


def _in_the_queue(page: Page) -> Iterator[str]:
    press(page, "Se din fråga")
    yield "question"
    press(page, "Jag behöver inte svar längre")
    yield "withdrawing"
    press(page, "Behåll frågan")
    from_menu(page, "Svara mig via e-post")
    expect(page.get_by_role("dialog")).to_contain_text("När en människa svarar")
    yield "mail"
    page.get_by_label("Din e-postadress").fill("kassör")
    press(page, "Skicka länken")
    expect(page.get_by_role("dialog").get_by_role("alert")).not_to_be_empty()
    yield "mail-wrong"
    page.get_by_label("Din e-postadress").fill(ADDRESS)
    press(page, "Skicka länken")
    expect(page.get_by_role("dialog")).to_contain_text("Vi har skickat en länk till")
    yield "mail-sent"
    press(page, "Stäng")


def _with_a_person(page: Page, agent: Page) -> Iterator[str]:
    write(agent, "Hej! Jag ser på det.")
    says(page, "Jag ser på det")
    write(page, "Tack!")
    says(agent, "Tack!")
    expect(page.get_by_text("Sett", exact=True)).to_be_visible()
    agent.get_by_label("Ditt svar").press_sequentially("Låset på dörren", delay=250)
    expect(page.get_by_text("skriver…")).to_be_visible()
    yield "person"
    press(agent, "Be om en fil")
    agent.get_by_label("Vad vill du ha?").fill("Skicka en bild av låset.")
    press(agent, "Be om filen")
    expect(page.get_by_label("Bifoga fil")).to_be_visible()
    yield "file-asked"
    chosen = {"name": "lås.png", "mimeType": "image/png", "buffer": PNG}
    page.get_by_label("Bifoga fil").set_input_files(chosen)  # type: ignore[arg-type]
    expect(page.get_by_role("button", name="Hämta lås.png")).to_be_visible()
    yield "file-sent"
    agent.get_by_label("Ditt svar").fill("")
    agent.get_by_text("Avsluta", exact=True).click()
    press(agent, "Avsluta frågan")
    expect(page.get_by_text("Avslutad")).to_be_visible()
    yield "ended"


def on_a_bad_line(stage: Stage) -> Iterator[str]:
    page = opened(stage.page)

    def refused(route: Route) -> None:
        told = {"error": {"code": "bad_input", "message": text("sv", "error-too-often")}}
        route.fulfill(status=400, json=told)

    page.route("**/messages", refused)
    write(page, "Hur bokar vi?")
    expect(page.get_by_role("button", name="Försök igen")).to_be_visible()
    yield "failed"
    page.unroute("**/messages")
    page.context.set_offline(True)
    press(page, "Försök igen")
    expect(page.get_by_text("Ansluter igen")).to_be_visible()
    yield "offline"
    page.context.set_offline(False)
    expect(page.get_by_text("Ansluter igen")).to_be_hidden()
    from_menu(page, "Börja en ny chatt")
    yield "beginning-anew"
    press(page, "Behåll chatten")
    from_menu(page, "Fortsätt en tidigare fråga")
    page.get_by_label("Nummer").fill("2026-999999")
    page.get_by_label("Kod").fill("0000 0000 0000 0000")
    press(page, "Fortsätt frågan")
    expect(page.get_by_role("dialog").get_by_role("alert")).to_contain_text("hör inte ihop")
    yield "coming-back"


def on_plain_pages(stage: Stage) -> Iterator[str]:
    page = stage.page
    page.goto("/fraga?lang=sv")
    yield "plain-form"
    press(page, "Skicka frågan")
    expect(page.get_by_role("alert")).to_be_visible()
    yield "plain-form-wrong"
    page.get_by_label("Din fråga").fill("Dörren till gymnastiksalen går inte upp")
    page.get_by_label("Din e-postadress").fill(ADDRESS)
    stage.running.post.letters.clear()
    press(page, "Skicka frågan")
    expect(page.get_by_role("heading", name="Din fråga är mottagen")).to_be_visible()
    yield "plain-receipt"
    words = page.get_by_role("main").inner_text()
    number, code = NUMBER.search(words), CODE.search(words)
    assert number
    assert code
    page.goto("/fraga/svar?lang=sv")
    page.get_by_label("Nummer").fill(number[0])
    page.get_by_label("Kod").fill("0000")
    press(page, "Visa")
    expect(page.get_by_role("alert")).to_be_visible()
    yield "plain-reading"
    page.get_by_label("Kod").fill(code[0])
    press(page, "Visa")
    expect(page.get_by_role("heading", name=number[0])).to_be_visible()
    yield "plain-answer"
    page.goto(stage.link_from_letter())
    yield "mail-link"
    press(page, "Ja, bekräfta adressen")
    expect(page.get_by_role("heading", name="Adressen är bekräftad")).to_be_visible()
    yield "mail-confirmed"
    page.goto("/tillganglighet?lang=sv")
    yield "statement"
    page.goto("/finns-inte?lang=sv")
    yield "error-page"


def on_another_site(stage: Stage) -> Iterator[str]:
    page, running = stage.page, stage.running
    origin = running.environment["LOTSEN_EMBED_ORIGINS"]
    with hosting(origin, running.url):
        page.goto(origin)
        expect(page.get_by_role("button", name="Fråga om föreningar")).to_be_visible()
        yield "launcher"
        press(page, "Fråga om föreningar")
        chat = page.frame_locator("iframe")
        expect(chat.get_by_role("button", name="Prata med en människa")).to_be_enabled()
        yield "embedded"
