"""Publishing at a time that has been set: kept in the database, so that no restart forgets it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from db import audit
from db.schema import article
from db.workshop import scheduled_publication as scheduled
from knowledge import articles

FURTHEST = timedelta(days=366)


class WrongMoment(Exception):
    """It is past, or too far away."""


@dataclass(frozen=True)
class Scheduled:
    article_id: str
    version: int
    at: datetime
    by: str
    reason: str | None


def schedule(db: Connection, what: Scheduled, now: datetime) -> None:
    """In place of what was set before. Raises WrongMoment, NoSuchArticle and EditConflict."""
    if not now < what.at <= now + FURTHEST:
        raise WrongMoment
    articles.refuse_older(db, what.article_id, what.version)
    insert = (postgresql if db.dialect.name == "postgresql" else sqlite).insert(scheduled)
    values = {
        "version": what.version,
        "at": what.at,
        "scheduled_by": what.by,
        "reason": what.reason,
    }
    row = insert.values(article_id=what.article_id, **values)
    db.execute(row.on_conflict_do_update(index_elements=[scheduled.c.article_id], set_=values))
    audit.add(db, what.by, "scheduled_article", what.article_id, now, version=what.version)


def call_off(db: Connection, article_id: str, by: str, now: datetime) -> None:
    cancel(db, article_id)
    audit.add(db, by, "unscheduled_article", article_id, now)


def cancel(db: Connection, article_id: str) -> None:
    db.execute(scheduled.delete().where(scheduled.c.article_id == article_id))


def of(db: Connection, article_id: str) -> Scheduled | None:
    row = db.execute(sa.select(scheduled).where(scheduled.c.article_id == article_id)).first()
    return _read(row) if row else None


def everything(db: Connection) -> dict[str, Scheduled]:
    return {row.article_id: _read(row) for row in db.execute(sa.select(scheduled))}


def first_due(db: Connection, now: datetime) -> Scheduled | None:
    due = sa.select(scheduled).where(scheduled.c.at <= now).order_by(scheduled.c.at).limit(1)
    row = db.execute(due).first()
    return _read(row) if row else None


def take(db: Connection, what: Scheduled) -> bool:
    """Whether it is still to be published; after this no one else does it. What has been published
    meanwhile in a later version is not put back."""
    this = scheduled.delete().where(
        scheduled.c.article_id == what.article_id,
        scheduled.c.version == what.version,
        scheduled.c.at == what.at,
    )
    taken = db.execute(this.returning(scheduled.c.article_id)).first() is not None
    live = db.scalar(sa.select(article.c.live_version).where(article.c.id == what.article_id))
    return taken and (live or 0) <= what.version


def _read(row: sa.Row[Any]) -> Scheduled:
    return Scheduled(row.article_id, row.version, row.at, row.scheduled_by, row.reason)
