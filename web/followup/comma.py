"""A report as CSV: one figure on each row, as spreadsheets in Swedish read it."""

import csv
import io
import re

from web.followup.made import Made
from web.followup.sections import ALL_COMMITTEES, NOTES

MARK = "\ufeff"  # by which Excel sees that it is UTF-8
# What a spreadsheet would run as a formula begins with one of these.
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n")
NUMBER = re.compile(r"[+-]?[0-9]+")
COLUMNS = ("Nämnd", "Från", "Till", "Avsnitt", "Rad", "Kolumn", "Värde")


def as_csv(one: Made) -> bytes:
    written = io.StringIO()
    rows = csv.writer(written, delimiter=";", lineterminator="\r\n")
    rows.writerow(COLUMNS)
    period = one.wanted.period
    common = (one.wanted.committee or ALL_COMMITTEES, str(period.first), str(period.last))
    for section in one.sections:
        for line in section.lines:
            for column, value in zip(section.columns, line.values, strict=True):
                rows.writerow(map(harmless, (*common, section.heading, line.name, column, value)))
    for number, words in enumerate(NOTES, 1):
        rows.writerow(map(harmless, (*common, "Så räknas det", str(number), "", words)))
    return (MARK + written.getvalue()).encode()


def harmless(text: str) -> str:
    """With a mark before it that makes it text, where it could be run."""
    can_be_run = text.lstrip(" ").startswith(FORMULAS) and not NUMBER.fullmatch(text)
    return f"'{text}" if can_be_run else text
