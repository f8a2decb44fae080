"""Every state that a visitor can meet is for everyone: axe and measures find nothing, under strain
too, and a screen reader has what it should.

With LOTSEN_TEST_RENEW=yes the pictures in the docs and what is read out are made anew on the way.
"""

import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.browser.accessible import faults
from tests.browser.read_out import FOLDER, KEPT, read_out
from tests.browser.states import Stage
from tests.browser.strained import strains
from tests.browser.tours import TOURS
from tests.running import ROOT, Running

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.rasa]

RENEW = os.environ.get("LOTSEN_TEST_RENEW") == "yes"
PHONE = {"width": 390, "height": 720}
GAP = 8  # px
COLOURS = 128  # enough for flat colours and the edges of letters


@pytest.mark.parametrize("tour", TOURS, ids=lambda tour: tour.__name__)
def test_every_state_is_for_everyone(
    open_page: Callable[[], Page],
    log_in: Callable[[str], Page],
    running: Running,
    tour: Callable[[Stage], Iterator[str]],
) -> None:
    page = open_page()
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    found: dict[str, list[str]] = {}
    heard: dict[str, str] = {}
    for name in tour(Stage(page, log_in, running)):
        heard |= {name: read_out(page, name)} if name in KEPT else {}
        if RENEW:
            _draw(page, ROOT / "docs" / "pictures" / f"chat-{name}.png")
            _keep(heard)
        found[name] = faults(page)
        if name != "embedded":  # where what lies beneath the chat is another's
            found[name] += strains(page)
    assert list(found) == list(TOURS[tour])
    assert {name: one for name, one in found.items() if one} == {}
    for name, words in heard.items():
        assert words == (FOLDER / f"{name}.yml").read_text(encoding="utf-8"), name


@pytest.mark.parametrize("language", ["fi", "en", "sv-x-lattlast"])
def test_the_start_is_for_everyone_in_each_language(
    open_page: Callable[[], Page], language: str
) -> None:
    page = open_page()
    page.goto(f"/chatt?lang={language}")
    assert faults(page) + strains(page) == []


def _keep(heard: dict[str, str]) -> None:
    for name, words in heard.items():
        (FOLDER / f"{name}.yml").write_text(words, encoding="utf-8")


def _draw(page: Page, path: Path) -> None:
    """Light and dark beside each other."""
    width, height = PHONE["width"], PHONE["height"]
    both = Image.new("RGB", (2 * width + GAP, height), "white")
    for at, scheme in ((0, "light"), (width + GAP, "dark")):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        both.paste(Image.open(io.BytesIO(page.screenshot(animations="disabled"))), (at, 0))
    both.quantize(COLOURS).save(path, optimize=True)
