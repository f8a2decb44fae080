"""Review by another person: where it is set, a version is published only after someone who did not
write it has approved that very version."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from db import audit
from db.schema import article, article_version
from db.workshop import needs_review, review
from knowledge import articles
from knowledge.articles import NoSuchArticle, Row


class ReviewLacking(Exception):
    """No one but its author has approved this version."""


class OwnText(Exception):
    """Who wrote a version is not the one to review it."""


@dataclass(frozen=True)
class Review:
    """Of one version; all are logins."""

    article_id: str
    version: int
    asked_by: str | None
    asked_of: str | None
    asked_at: datetime | None
    approved_by: str | None
    approved_at: datetime | None


@dataclass(frozen=True)
class Need:
    """Why an article is to be reviewed: for its own sake, or for the functions it belongs to or
    has belonged to."""

    itself: bool
    functions: list[str]

    def __bool__(self) -> bool:
        return self.itself or bool(self.functions)


def need(db: Connection, article_id: str) -> Need:
    """A function that the article had in any version counts: giving it to another one, and back,
    is no way around."""
    had = sa.select(article_version.c.function_id).where(article_version.c.article_id == article_id)
    marked = sa.select(needs_review).where(
        (needs_review.c.article_id == article_id) | needs_review.c.function_id.in_(had)
    )
    rows = db.execute(marked.order_by(needs_review.c.function_id)).all()
    functions = [row.function_id for row in rows if row.function_id]
    return Need(any(row.article_id for row in rows), functions)


def set_for_article(db: Connection, article_id: str, by: str, now: datetime) -> None:
    """Raises NoSuchArticle."""
    if db.scalar(sa.select(article.c.id).where(article.c.id == article_id)) is None:
        raise NoSuchArticle(article_id)
    _set(db, {"article_id": article_id}, by, now)


def set_for_function(db: Connection, function_id: str, by: str, now: datetime) -> None:
    """The function must exist."""
    _set(db, {"function_id": function_id}, by, now)


def lift_for_article(db: Connection, article_id: str, by: str, now: datetime) -> None:
    db.execute(needs_review.delete().where(needs_review.c.article_id == article_id))
    audit.add(db, by, "lifted_review", article_id, now)


def lift_for_function(db: Connection, function_id: str, by: str, now: datetime) -> None:
    db.execute(needs_review.delete().where(needs_review.c.function_id == function_id))
    audit.add(db, by, "lifted_review", function_id, now)


def ask(db: Connection, article_id: str, version: int, of: str, by: str, now: datetime) -> None:
    """Someone to review the newest version. Raises NoSuchArticle, EditConflict and OwnText."""
    articles.refuse_older(db, article_id, version)
    _refuse_author(db, article_id, version, of)
    _keep(db, article_id, version, asked_by=by, asked_of=of, asked_at=now)
    audit.add(db, by, "asked_for_review", article_id, now, version=version, of=of)


def approve(db: Connection, article_id: str, version: int, by: str, now: datetime) -> None:
    """What is approved is the version that was looked at, and the newest. Raises NoSuchArticle,
    EditConflict and OwnText."""
    articles.refuse_older(db, article_id, version)
    _refuse_author(db, article_id, version, by)
    _keep(db, article_id, version, approved_by=by, approved_at=now)
    audit.add(db, by, "approved_article", article_id, now, version=version)


def is_lacking(db: Connection, article_id: str, version: int) -> bool:
    return bool(need(db, article_id)) and not _is_approved(db, article_id, version)


def of(db: Connection, article_id: str, version: int) -> Review | None:
    row = db.execute(sa.select(review).where(_this(article_id, version))).first()
    return _read(row) if row else None


def waiting(db: Connection) -> list[tuple[Row, Review | None]]:
    """The newest versions that someone else must approve before they are published, and those that
    someone was asked to review; not what is live already, or archived."""
    newest = article_version.c.version == article.c.last_version
    is_new = article.c.live_version.is_(None) | (article.c.live_version != article.c.last_version)
    rows = articles.read_rows(db, newest & is_new & article.c.archived_at.is_(None))
    reviews = map(_read, db.execute(sa.select(review)))
    known = {(one.article_id, one.version): one for one in reviews}
    marked = _marked(db)
    found = [(row, known.get((row.article.id, row.version))) for row in rows]
    return [
        (row, one)
        for row, one in found
        if not (one and one.approved_by) and (one or row.article.id in marked)
    ]


def _marked(db: Connection) -> set[str]:
    """The articles that `need` names a reason for."""
    functions = sa.select(needs_review.c.function_id).where(needs_review.c.function_id.is_not(None))
    had = sa.select(article_version.c.article_id).where(
        article_version.c.function_id.in_(functions)
    )
    themselves = sa.select(needs_review.c.article_id).where(needs_review.c.article_id.is_not(None))
    return set(db.scalars(had.union(themselves)))


def _set(db: Connection, what: dict[str, str], by: str, now: datetime) -> None:
    insert = (postgresql if db.dialect.name == "postgresql" else sqlite).insert(needs_review)
    row = insert.values(**what, set_by=by, set_at=now).on_conflict_do_nothing()
    db.execute(row)
    [about] = what.values()
    audit.add(db, by, "required_review", about, now)


def _refuse_author(db: Connection, article_id: str, version: int, who: str) -> None:
    if _author(db, article_id, version) == who:
        raise OwnText(article_id)


def _author(db: Connection, article_id: str, version: int) -> str | None:
    columns = article_version.c
    this = (columns.article_id == article_id) & (columns.version == version)
    author: str | None = db.scalar(sa.select(columns.saved_by).where(this))
    return author


def _is_approved(db: Connection, article_id: str, version: int) -> bool:
    found = of(db, article_id, version)
    author = _author(db, article_id, version)
    return found is not None and found.approved_by is not None and found.approved_by != author


def _keep(db: Connection, article_id: str, version: int, **values: Any) -> None:
    insert = (postgresql if db.dialect.name == "postgresql" else sqlite).insert(review)
    row = insert.values(article_id=article_id, version=version, **values)
    keys = [review.c.article_id, review.c.version]
    db.execute(row.on_conflict_do_update(index_elements=keys, set_=values))


def _this(article_id: str, version: int) -> sa.ColumnElement[bool]:
    return (review.c.article_id == article_id) & (review.c.version == version)


def _read(row: sa.Row[Any]) -> Review:
    return Review(**{name: getattr(row, name) for name in Review.__dataclass_fields__})
