"""Documents as PDF, by typst: words reach a template as data, so none of them can be markup. Only
the fonts inside typst are used."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

ACCESSIBLE = ("ua-1",)  # PDF/UA-1: tagged, with title, language and headings
Faulty = typst.TypstError


def typeset(
    template: Path, data: dict[str, Any], at: datetime, standards: Any = ACCESSIBLE
) -> bytes:
    """Takes a second or so: not for the event loop. Raises Faulty."""
    fonts = typst.Fonts(include_system_fonts=False)
    inputs = {"data": json.dumps(data)}
    compiler = typst.Compiler(template.read_bytes(), font_paths=fonts, sys_inputs=inputs)
    second = at.replace(microsecond=0)  # typst refuses a moment that is more exact
    made = compiler.compile(format="pdf", pdf_standards=list(standards), timestamp=second)
    assert isinstance(made, bytes)
    return made
