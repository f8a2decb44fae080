"""A transcript as an accessible PDF (PDF/UA-1: tagged, with title, language and headings).

What people wrote reaches the document as data, so none of it can be markup. Only the fonts inside
typst are used: Latin, Greek, Cyrillic, Hebrew, and Arabic in one font; no Ethiopic, no Thai, no
Chinese, no emoji. A character without a glyph would break the standard: then the PDF is made
without it, still tagged, and says that the text file has all characters.
"""

import json
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from conversations.transcript import Entry, Transcript, source
from conversations.typesetting import Faulty, typeset
from texts.catalogue import lang, text

TEMPLATE = Path(__file__).parent / "transcript.typ"
LONGEST = 300_000  # characters; some 150 pages, two seconds
SCHEMES = ("https://", "http://", "mailto:", "tel:")


class TooLong(Exception):
    pass


def as_pdf(one: Transcript) -> bytes:
    """Takes a second or more: not for the event loop. Raises TooLong."""
    data = _data(one)
    if len(json.dumps(data, ensure_ascii=False)) > LONGEST:
        raise TooLong
    try:
        return typeset(TEMPLATE, data, one.at)
    except Faulty:
        lacking = text(one.language, "system-missing-characters")
        return typeset(TEMPLATE, {**data, "lacking": lacking}, one.at, ())


def _data(one: Transcript) -> dict[str, Any]:
    return {
        "language": lang(one.language),
        "title": " ".join([one.title, *one.numbers]),
        "about": f"{text(one.language, 'system-saved')}: {one.saved}",
        "page": text(one.language, "system-page"),
        "lacking": "",
        "entries": [_entry(entry, one.language) for entry in one.entries],
    }


def _entry(entry: Entry, language: str) -> dict[str, Any]:
    shown = entry.article
    article = shown and {
        "title": shown.title,
        "language": shown.language,
        "body": _tree(f"{shown.lead}\n\n{shown.rest}"),
        "source": source(shown, language),
    }
    return {"who": entry.who, "at": entry.at, "words": entry.words, "article": article}


def _tree(markdown: str) -> dict[str, Any]:
    parsed = MarkdownIt("commonmark", {"html": False}).enable("table").parse(markdown)
    return _node(SyntaxTreeNode(parsed))


def _node(node: SyntaxTreeNode) -> dict[str, Any]:
    made: dict[str, Any] = {"type": node.type, "of": [_node(child) for child in node.children]}
    if node.type in ("text", "code_inline", "code_block", "fence"):
        made["text"] = node.content
    if node.type == "link":
        href = str(node.attrs.get("href", ""))
        made["href"] = href if href.startswith(SCHEMES) else ""
    return made
