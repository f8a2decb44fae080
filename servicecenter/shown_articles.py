"""How often each article was shown, what those who read it said of it, and what they had asked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from conversations.use import HELPED, NOT_HELPED, Shown
from db.workshop import shown_article

LONGEST = 300  # characters of a question that an article can answer
# An address, or as many digits as telephone and identity numbers have: not for an article.
PERSONAL = re.compile(r"@|\d(?:[\s+-]?\d){5}")


@dataclass(frozen=True)
class Use:
    shown: int = 0
    helped: int = 0
    not_helped: int = 0


def keep(db: Connection, found: Mapping[str, list[Shown]]) -> None:
    """By conversation, in place of what was kept of each before."""
    db.execute(shown_article.delete().where(shown_article.c.conversation_id.in_(found)))
    rows = [{"conversation_id": of, **vars(one)} for of, all_ in found.items() for one in all_]
    if rows:
        db.execute(shown_article.insert(), rows)


def use_of_articles(db: Connection, since: datetime) -> dict[str, Use]:
    """By the article's id."""
    columns = shown_article.c
    count = sa.func.count()
    query = sa.select(
        columns.article_id,
        count,
        count.filter(columns.said == HELPED),
        count.filter(columns.said == NOT_HELPED),
    ).where(columns.at >= since)
    rows = db.execute(query.group_by(columns.article_id))
    return {name: Use(*counts) for name, *counts in rows}


def questions_of(db: Connection, article_id: str, most: int) -> list[str]:
    """What people asked who then chose the article or said that it helped; what was asked most
    often comes first."""
    columns = shown_article.c
    ended_well = (columns.said == HELPED) | (columns.chosen & columns.said.is_(None))
    query = (
        sa.select(columns.question)
        .where(columns.article_id == article_id, columns.question.is_not(None), ended_well)
        .group_by(columns.question)
        .order_by(sa.func.count().desc(), sa.func.max(columns.at).desc())
    )
    fitting = (one for one in db.scalars(query.limit(10 * most)) if is_for_article(one))
    return [one for one, _ in zip(fitting, range(most), strict=False)]


def is_for_article(question: str) -> bool:
    return len(question) <= LONGEST and not PERSONAL.search(question)
