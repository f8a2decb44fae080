"""Labelled questions: what was asked, and what should become of it."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
LABELLED = HERE / "labelled.jsonl"
DEV = HERE / "questions_dev.jsonl"
TRANSLATED = HERE / "translated.jsonl"  # some of questions_dev.jsonl


@dataclass(frozen=True)
class Labelled:
    """`answerable` tells whether an article should hold the answer; None when not labelled.

    `functions` are those that may rightly have it, best first; `articles` those that answer it,
    None when not labelled.
    """

    id: str
    question: str
    topic: str
    answerable: bool | None
    functions: tuple[str, ...] = ()
    articles: tuple[str, ...] | None = None


def read(path: Path) -> list[Labelled]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_labelled(json.loads(line)) for line in lines if line.strip()]


def _labelled(row: dict[str, Any]) -> Labelled:
    functions = row.get("functions") or filter(None, [row.get("function")])
    articles = tuple(row["articles"]) if "articles" in row else None
    return Labelled(
        row["id"],
        row["question"],
        row["topic"],
        row.get("answerable"),
        tuple(functions),
        articles,
    )
