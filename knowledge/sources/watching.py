"""Which articles' source pages are watched, what they said when they were last read, and what has
changed there since someone looked."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from db import audit
from db.schema import article, article_version
from db.workshop import watched_source as watched
from knowledge.articles import NoSuchArticle
from knowledge.difference import Piece, difference_of

EVERY = timedelta(days=1)


class NoPage(Exception):
    """The article's source is not the address of a page."""


@dataclass(frozen=True)
class Source:
    """The page that an article names now, and what is known of it; `text` is of `read_url`.
    `before` is what the page said before it changed, until someone has seen the change."""

    article_id: str
    title: str
    function_id: str
    url: str
    is_watched: bool
    read_url: str | None
    etag: str | None
    last_modified: str | None
    text: str | None
    checked_at: datetime | None
    failed: str | None
    before: str | None
    changed_at: datetime | None

    @property
    def is_new(self) -> bool:
        return self.text is None or self.read_url != self.url

    @property
    def pieces(self) -> list[Piece]:
        """What has changed."""
        if self.before is None or self.text is None:
            return []
        return difference_of(self.before, self.text)


@dataclass(frozen=True)
class Copy:
    """What a page said when it was read."""

    url: str
    text: str
    etag: str | None
    last_modified: str | None

    @property
    def name(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()[:16]


def everything(db: Connection) -> list[Source]:
    """Of all articles that name a page and are not archived; what has changed comes first."""
    rows = [_read(row) for row in db.execute(_SOURCES.order_by(article_version.c.title))]
    return sorted(rows, key=lambda one: (one.changed_at is None, not one.is_watched))


def changed(db: Connection) -> list[Source]:
    return [_read(row) for row in db.execute(_SOURCES.where(watched.c.changed_at.is_not(None)))]


def first_due(db: Connection, now: datetime) -> Source | None:
    """The watched page that has waited longest, if a day has passed."""
    is_due = watched.c.checked_at.is_(None) | (watched.c.checked_at <= now - EVERY)
    due = _SOURCES.where(watched.c.article_id.is_not(None), is_due)
    row = db.execute(due.order_by(watched.c.checked_at.nulls_first()).limit(1)).first()
    return _read(row) if row else None


def watch(db: Connection, article_id: str, by: str, now: datetime) -> None:
    """Raises NoSuchArticle and NoPage."""
    known = db.scalar(
        sa.select(article_version.c.source).select_from(_NEWEST).where(article.c.id == article_id)
    )
    if known is None:
        raise NoSuchArticle(article_id)
    if not known.startswith(("https://", "http://")):
        raise NoPage(article_id)
    insert = (postgresql if db.dialect.name == "postgresql" else sqlite).insert(watched)
    db.execute(insert.values(article_id=article_id).on_conflict_do_nothing())
    audit.add(db, by, "watched_source", article_id, now)


def watch_all(db: Connection, by: str, now: datetime) -> None:
    for one in everything(db):
        if not one.is_watched:
            watch(db, one.article_id, by, now)


def leave(db: Connection, article_id: str, by: str, now: datetime) -> None:
    db.execute(watched.delete().where(watched.c.article_id == article_id))
    audit.add(db, by, "left_source", article_id, now)


def mark_seen(db: Connection, article_id: str, by: str, now: datetime) -> None:
    """Someone has seen what changed, and done what was to be done."""
    _change(db, article_id, before=None, changed_at=None)
    audit.add(db, by, "saw_source", article_id, now)


def note_read(db: Connection, one: Source, copy: Copy, now: datetime) -> bool:
    """Keeps what the page says; whether that has changed. What was changed before and has not been
    seen is told together with it."""
    is_changed = not one.is_new and copy.text != one.text
    values: dict[str, Any] = {**vars(copy), "checked_at": now, "failed": None}
    if one.is_new:
        values |= {"before": None, "changed_at": None}
    elif is_changed:
        values |= {"before": one.before or one.text, "changed_at": now}
    _change(db, one.article_id, **values)
    return is_changed


def note_same(db: Connection, one: Source, now: datetime) -> None:
    _change(db, one.article_id, checked_at=now, failed=None)


def note_failed(db: Connection, one: Source, why: str, now: datetime) -> None:
    """It is tried again after a day; what the page said last is kept."""
    _change(db, one.article_id, checked_at=now, failed=why[:32])


def _change(db: Connection, article_id: str, **values: Any) -> None:
    db.execute(watched.update().where(watched.c.article_id == article_id).values(values))


_NEWEST = article.join(
    article_version,
    (article_version.c.article_id == article.c.id)
    & (article_version.c.version == article.c.last_version),
)
_SOURCES = (
    sa.select(
        article.c.id.label("article_id"),
        article_version.c.title,
        article_version.c.function_id,
        article_version.c.source.label("url"),
        watched.c.article_id.is_not(None).label("is_watched"),
        watched.c.url.label("read_url"),
        *(watched.c[name] for name in ("etag", "last_modified", "text", "checked_at", "failed")),
        *(watched.c[name] for name in ("before", "changed_at")),
    )
    .select_from(_NEWEST.outerjoin(watched, watched.c.article_id == article.c.id))
    .where(article_version.c.source.like("http%://%"), article.c.archived_at.is_(None))
)


def _read(row: sa.Row[Any]) -> Source:
    return Source(**row._mapping)
