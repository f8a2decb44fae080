"""A report as an accessible PDF."""

from pathlib import Path
from typing import Any

from conversations.typesetting import typeset
from web.admin.view import saved
from web.followup.made import Made
from web.followup.sections import NOTES, Section

TEMPLATE = Path(__file__).parent / "report.typ"


def as_pdf(one: Made, municipality: str) -> bytes:
    """Not for the event loop."""
    data = {
        "title": f"Uppföljning: {one.title}",
        "about": f"{municipality}. Jämfört med {one.before.words}. Skapad {saved(one.made_at)}.",
        "sections": [_section(section) for section in one.sections],
        "notes": NOTES,
    }
    return typeset(TEMPLATE, data, one.made_at)


def _section(one: Section) -> dict[str, Any]:
    return {
        "heading": one.heading,
        "lead": one.lead,
        "columns": [one.first, *one.columns],
        "lines": [{"cells": [line.name, *line.values], "bar": line.bar} for line in one.lines],
        "has_bars": any(line.bar is not None for line in one.lines),
    }
