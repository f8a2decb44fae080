"""How often each article was shown, and what those who read it said of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from db.schema import message

HELPED, NOT_HELPED = "helpful", "not_helpful"
_KIND = message.c.content["kind"].as_string()
_CHOICE = message.c.content["choice"].as_string()
_ARTICLE = message.c.content[("article", "id")].as_string()


@dataclass
class Use:
    shown: int = 0
    helped: int = 0
    not_helped: int = 0


def use_of_articles(db: Connection, since: datetime) -> dict[str, Use]:
    """By the article's id. What is said of an answer is said of the last one shown before."""
    found: dict[str, Use] = {}
    shown: tuple[str, str] | None = None  # the conversation, and the article shown last in it
    for row in db.execute(_said(since)):
        if row.article:
            shown = (row.conversation_id, row.article)
            found.setdefault(row.article, Use()).shown += 1
        elif shown and shown[0] == row.conversation_id:
            use = found[shown[1]]
            use.helped += row.choice == HELPED
            use.not_helped += row.choice == NOT_HELPED
            shown = None  # it is said once
    return found


def _said(since: datetime) -> sa.Select[Any]:
    is_answer = (message.c.sender == "bot") & (_KIND == "answer")
    is_verdict = (message.c.sender == "visitor") & _CHOICE.in_([HELPED, NOT_HELPED])
    columns = (message.c.conversation_id, _ARTICLE.label("article"), _CHOICE.label("choice"))
    said = sa.select(*columns).where(message.c.at >= since, is_answer | is_verdict)
    return said.order_by(message.c.conversation_id, message.c.seq)
