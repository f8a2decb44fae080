"""What an article has been: all its saved versions, and when which of them was published."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from db.schema import article_version
from db.workshop import publication
from knowledge.article import Article
from knowledge.articles import NoSuchArticle, Row, read_rows
from knowledge.difference import has_other_words
from knowledge.versions import original


@dataclass(frozen=True)
class Publication:
    """No version: it was taken away."""

    version: int | None
    by: str
    at: datetime
    reason: str | None


def versions(db: Connection, article_id: str) -> list[Row]:
    """All, the newest first. Raises NoSuchArticle."""
    found = read_rows(db, article_version.c.article_id == article_id, every=True)
    if not found:
        raise NoSuchArticle(article_id)
    return sorted(found, key=lambda row: -row.version)


def version(db: Connection, article_id: str, number: int) -> Row:
    """Raises NoSuchArticle."""
    this = (article_version.c.article_id == article_id) & (article_version.c.version == number)
    found = read_rows(db, this, every=True)
    if not found:
        raise NoSuchArticle(article_id)
    return found[0]


def note(
    db: Connection,
    article_id: str,
    number: int | None,
    by: str,
    now: datetime,
    reason: str | None = None,
) -> None:
    db.execute(
        publication.insert().values(
            article_id=article_id, version=number, published_by=by, at=now, reason=reason
        )
    )


def publications(db: Connection, article_id: str) -> list[Publication]:
    """The newest first."""
    of_it = sa.select(publication).where(publication.c.article_id == article_id)
    rows = db.execute(of_it.order_by(publication.c.id.desc()))
    return [Publication(row.version, row.published_by, row.at, row.reason) for row in rows]


def outdated(db: Connection) -> dict[str, Article]:
    """The translations whose original has got other words since they were saved, each with the
    original as it was then."""
    rows = read_rows(db, sa.true())
    newest = {row.article.id: row for row in rows}
    found: dict[str, Article] = {}
    for row in rows:
        source = newest.get(original(row.article))
        if source is None or source is row or source.saved_at <= row.saved_at:
            continue
        then = _as_of(db, source.article.id, row.saved_at)
        if then is not None and has_other_words(then, source.article):
            found[row.article.id] = then
    return found


def _as_of(db: Connection, article_id: str, at: datetime) -> Article | None:
    older = (article_version.c.article_id == article_id) & (article_version.c.saved_at <= at)
    rows = read_rows(db, older, every=True)
    return max(rows, key=lambda row: row.version).article if rows else None
