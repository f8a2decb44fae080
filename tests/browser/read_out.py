"""A page as a screen reader has it: roles, names and words in their order, without what differs
from run to run."""

import re
from pathlib import Path

from playwright.sync_api import Page

FOLDER = Path(__file__).parent / "read_out"
# The states that are kept, and the part of the page that is read in each.
KEPT = {
    "start": "body",
    "menu": "header",
    "erasing": "dialog[open]",
    "question": "dialog[open]",
    "mail-wrong": "dialog[open]",
    "ended": "body",
    "failed": "main",
    "plain-form-wrong": "main",
    "plain-receipt": "main",
}
DAY = r"(?:i dag|i morgon|\w+dag \d+ \w+)"
ALIKE = (
    (r"20\d\d-\d{6}", "2026-000001"),
    (r"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}", "0000-0000-0000-0000"),
    (r"(?m)^.*Det är stängt just nu.*\n", ""),
    (
        rf"(?:stängt, öppnar|öppet till) (?:troligen )?(?:{DAY} kl\.\s)?\d\d\.\d\d",
        "öppet till 16.00",
    ),
    (r"troligen öppet till \d\d\.\d\d", "öppet till 16.00"),
    (rf"{DAY} (kl\.|klockan)\s\d\d\.\d\d", r"måndag 23 november \1 10.00"),
    (r'time: "\d\d\.\d\d"', 'time: "10.00"'),
    (r"(?:\d+ före dig|Du är näst i tur)\.", "Du är näst i tur."),
    (r"Levererat", "Sett"),
    (r'(?m)^ *- button "Nytt meddelande"\n', ""),  # as far as one has scrolled
    (r"#[0-9a-f]{32}\.[0-9A-Z]{16}", "#id.secret"),
)


def read_out(page: Page, name: str) -> str:
    words = page.locator(KEPT[name]).aria_snapshot()
    for found, told in ALIKE:
        words = re.sub(found, told, words)
    return f"{words}\n"
