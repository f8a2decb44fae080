"""What differs between two texts of an article, in words that one can read."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from knowledge.article import Article

LIKE_ENOUGH = 0.5  # of the words of a line
SHOWN_AROUND = 160  # characters of what is the same, on each side of a change
# What editors write; the rest names the article.
FIELDS = (
    "title",
    "body",
    "questions",
    "open_questions",
    "topic",
    "association_types",
    "function",
    "source",
    "verified_on",
    "review_by",
    "to_verify",
    "language",
    "translation_of",
)


@dataclass(frozen=True)
class Piece:
    kind: Literal["same", "removed", "added"]
    text: str


@dataclass(frozen=True)
class Change:
    field: str
    pieces: list[Piece]


def difference(old: Article, new: Article) -> list[Change]:
    """The fields that differ, each with what was taken away and what came."""
    both = ((name, _words_of(old, name), _words_of(new, name)) for name in FIELDS)
    return [Change(name, difference_of(was, now)) for name, was, now in both if was != now]


def difference_of(old: str, new: str) -> list[Piece]:
    """Between two texts, with some of what is the same around each change."""
    return _short(_pieces(old, new))


def has_other_words(old: Article, new: Article) -> bool:
    """Whether what visitors read differs, so that translations must follow."""
    return (old.title, old.body) != (new.title, new.body)


def _words_of(article: Article, field: str) -> str:
    value = getattr(article, field)
    if isinstance(value, list):
        return "\n".join(value)
    return "" if value is None else str(value)


def _pieces(old: str, new: str) -> list[Piece]:
    """By lines first, and by words in the lines that were replaced: quick for long texts."""
    was, now = old.splitlines(keepends=True), new.splitlines(keepends=True)
    pieces: list[Piece] = []
    for kind, old_lines, new_lines in _matched(was, now):
        if kind == "replace":
            pieces += _replaced("".join(old_lines), "".join(new_lines))
        else:
            pieces += _of([(kind, old_lines, new_lines)])
    return list(_joined(pieces))


def _replaced(old: str, new: str) -> list[Piece]:
    """Word by word; where little is left the whole went and the whole came, which reads better."""
    was, now = _tokens(old), _tokens(new)
    alike = SequenceMatcher(None, old.split(), new.split(), autojunk=False).ratio()
    if alike < LIKE_ENOUGH:
        return [Piece("removed", old), Piece("added", new)]
    return list(_of(_matched(was, now)))


def _matched(was: list[str], now: list[str]) -> list[tuple[str, list[str], list[str]]]:
    codes = SequenceMatcher(None, was, now, autojunk=False).get_opcodes()
    return [(kind, was[a:b], now[c:d]) for kind, a, b, c, d in codes]


def _of(codes: Iterable[tuple[str, list[str], list[str]]]) -> Iterator[Piece]:
    for kind, was, now in codes:
        if kind == "equal":
            yield Piece("same", "".join(was))
            continue
        if was:
            yield Piece("removed", "".join(was))
        if now:
            yield Piece("added", "".join(now))


def _tokens(text: str) -> list[str]:
    return re.findall(r"\s+|\S+", text)


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    """Neighbours of one kind as one."""
    held: list[Piece] = []
    for piece in pieces:
        if held and held[-1].kind == piece.kind:
            held[-1] = Piece(piece.kind, held[-1].text + piece.text)
        else:
            held.append(piece)
    yield from held


def _short(pieces: list[Piece]) -> list[Piece]:
    """Without what lies far from every change."""
    last = len(pieces) - 1
    return [
        Piece("same", _around(piece.text, at == 0, at == last)) if piece.kind == "same" else piece
        for at, piece in enumerate(pieces)
    ]


def _around(text: str, is_first: bool, is_last: bool) -> str:
    if len(text) <= 2 * SHOWN_AROUND:
        return text
    head = "" if is_first else text[:SHOWN_AROUND]
    tail = "" if is_last else text[-SHOWN_AROUND:]
    return f"{head} … {tail}"
