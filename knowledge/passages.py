"""Cuts an article into the pieces that the search finds."""

import re
from dataclasses import dataclass

LONGEST = 110  # words; a passage of one thought embeds better than a page of many
SHORTEST = 25


@dataclass(frozen=True)
class Passage:
    kind: str  # 'title', 'question' or 'body'
    text: str


def cut(title: str, questions: list[str], body: str) -> list[Passage]:
    """The title, each question, and the body in pieces that each carry the title."""
    heading = [Passage("title", title)] if title else []
    asked = [Passage("question", question) for question in questions]
    pieces = [Passage("body", f"{title}\n{piece}".strip()) for piece in _pieces(plain(body))]
    return heading + asked + pieces


def plain(markdown: str) -> str:
    """The words of a Markdown text, without its marks."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", markdown)
    text = re.sub(r"^\s*(#+|[-*]|\d+\.|>)\s+", "", text, flags=re.MULTILINE)
    text = re.sub(r"^[\s|:-]+$", "", text, flags=re.MULTILINE)
    return re.sub(r"[|*_`]+", " ", text)


def _pieces(text: str) -> list[str]:
    """Paragraphs joined until they are long enough, long ones cut between sentences."""
    pieces: list[str] = []
    for part in _short_parts(text):
        if pieces and (
            _words(pieces[-1]) < SHORTEST or _words(pieces[-1]) + _words(part) <= LONGEST
        ):
            pieces[-1] = f"{pieces[-1]} {part}"
        else:
            pieces.append(part)
    return pieces


def _short_parts(text: str) -> list[str]:
    parts: list[str] = []
    for paragraph in re.split(r"\n\s*\n", text):
        words = " ".join(paragraph.split())
        if not words:
            continue
        parts += [words] if _words(words) <= LONGEST else re.split(r"(?<=[.!?])\s+", words)
    return parts


def _words(text: str) -> int:
    return len(text.split())
