"""A journey in Finnish, in a real browser: no fixed word of it is Swedish."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Response, expect

from servicecenter.contact_paths import read_seed
from texts.catalogue import catalogue, text

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.rasa]

# Swedish on purpose: languages and functions are named as they name themselves.
NAMED = [one.name for one in read_seed().functions.values()]
NAMES = re.compile("|".join(["Svenska", "Lättläst", *map(re.escape, NAMED)]))
PLACES = re.compile(r"\{\w+\}|\{ \$\w+ \}")


def swedish() -> list[str]:
    """What the Swedish catalogue says between what it fills in, where Finnish says it otherwise."""
    found = []
    for id_, names in catalogue("sv").placeables.items():
        in_swedish, in_finnish = (
            text(language, id_, **dict.fromkeys(names, "{x}")) for language in ("sv", "fi")
        )
        found += [part.strip() for part in PLACES.split(in_swedish) if part not in in_finnish]
    return [part for part in found if re.search(r"\w{3}", part)]


def spoken(page: Page) -> str:
    """All that is seen or read out, without articles, what was written, and names of functions."""
    return page.evaluate(
        """() => {
            const copy = document.body.cloneNode(true);
            const left = "script, .prose, .message--visitor, [lang=sv]";
            for (const node of copy.querySelectorAll(left)) node.remove();
            const labels = [...copy.querySelectorAll("[aria-label], [placeholder], [title]")];
            const named = ["aria-label", "placeholder", "title"];
            return [copy.textContent, ...labels.flatMap((node) =>
                named.map((name) => node.getAttribute(name) ?? ""))].join("\\n");
        }"""
    )


def swedish_on(page: Page) -> list[str]:
    words = NAMES.sub("", spoken(page))
    return [one for one in swedish() if re.search(rf"(?<!\w){re.escape(one)}(?!\w)", words)]


def write(page: Page, words: str) -> None:
    page.get_by_label(text("fi", "page-write")).fill(words)
    page.get_by_role("button", name=text("fi", "page-send"), exact=True).click()


def test_a_journey_in_finnish_shows_no_swedish_word_of_ours(
    open_page: Callable[[], Page],
) -> None:
    page = open_page()
    refused: list[Response] = []
    page.on("response", lambda answer: refused.append(answer) if answer.status >= 400 else None)
    page.goto("/chatt?lang=fi")
    log = page.get_by_role("log")
    assert swedish_on(page) == []

    write(page, "Voiko vammaisyhdistyksemme saada vuokra-avustusta?")
    expect(log.locator(".message--bot")).to_have_count(1)
    assert swedish_on(page) == []

    page.get_by_role("button", name=text("fi", "page-person")).click()
    expect(log).to_contain_text(re.compile(r"20\d\d-\d{6}"))
    expect(log).to_contain_text(text("fi", "bot-ask-association"))
    expect(log).to_contain_text(text("fi", "receipt-title"))
    assert swedish_on(page) == []

    write(page, "ohita")
    expect(log).to_contain_text(text("fi", "bot-ask-organisation-number"))
    assert swedish_on(page) == []
    assert [answer.url for answer in refused] == []


def test_the_words_that_are_looked_for_would_be_found(open_page: Callable[[], Page]) -> None:
    page = open_page()
    page.goto("/chatt?lang=sv")
    assert len(swedish_on(page)) > 20
