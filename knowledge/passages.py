"""Cuts an article into the pieces that the search finds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

from knowledge.article import Article

LONGEST = 110  # words; a passage of one thought embeds better than a page of many
SHORTEST = 25
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")


# 'open': a question that belongs to the matter and that the text does not answer.
KINDS = ("body", "title", "question", "open")


@dataclass(frozen=True)
class Passage:
    kind: str  # of KINDS
    text: str


def cut(
    title: str, questions: Sequence[str], body: str, left_open: Sequence[str] = ()
) -> list[Passage]:
    """The title, each question, and the body in pieces that each carry the title."""
    heading = [Passage("title", title)] if title else []
    asked = [Passage("question", question) for question in questions]
    asked += [Passage("open", question) for question in left_open]
    pieces = [Passage("body", f"{title}\n{piece}".strip()) for piece in _pieces(body)]
    return heading + asked + pieces


def passages_of(article: Article) -> list[Passage]:
    return cut(article.title, article.questions, article.body, article.open_questions)


def plain(markdown: str) -> str:
    """The words of a Markdown text without its marks: a paragraph for each block."""
    return "\n\n".join(text for _, text in _blocks(markdown))


def _blocks(markdown: str) -> list[tuple[str, str]]:
    """Each heading, paragraph, list item and table as its kind and its words."""
    blocks: list[tuple[str, str]] = []
    kinds: list[str] = []
    for token in _markdown.parse(markdown):
        if token.nesting == 1:
            kinds.append(token.tag)
        elif token.nesting == -1:
            kinds.pop()
        elif token.type == "inline":
            _add(blocks, "table" if "table" in kinds else kinds[-1], _words_of(token))
        elif token.content:
            _add(blocks, "code", token.content)
    return blocks


def _add(blocks: list[tuple[str, str]], kind: str, text: str) -> None:
    """The cells of a table belong together."""
    if kind == "table" and blocks and blocks[-1][0] == "table":
        blocks[-1] = (kind, f"{blocks[-1][1]} {text}")
    else:
        blocks.append((kind, text))


def _words_of(inline: Token) -> str:
    breaks = ("softbreak", "hardbreak")
    parts = (" " if child.type in breaks else child.content for child in inline.children or ())
    return "".join(parts).strip()


def _pieces(markdown: str) -> list[str]:
    """Blocks joined until they are long enough; a heading begins a piece, unless what stands
    before it is too short to be one."""
    pieces: list[str] = []
    for kind, text in _blocks(markdown):
        for part in _short_parts(text):
            if pieces and _belongs(pieces[-1], part, begins=kind in HEADINGS):
                pieces[-1] = f"{pieces[-1]} {part}"
            else:
                pieces.append(part)
    return pieces


def _belongs(piece: str, part: str, begins: bool) -> bool:
    if _words(piece) < SHORTEST:
        return True
    return not begins and _words(piece) + _words(part) <= LONGEST


def _short_parts(text: str) -> list[str]:
    """The text itself, or its sentences when it is long."""
    words = " ".join(text.split())
    return [words] if _words(words) <= LONGEST else re.split(r"(?<=[.!?])\s+", words)


def _words(text: str) -> int:
    return len(text.split())
