"""Saves, publishes and takes away articles, with their passages and vectors."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from db import audit
from db.engine import Database
from knowledge import articles, history, review, scheduling
from knowledge.article import Article
from knowledge.articles import EditConflict, Prepared, Row
from knowledge.encoder.embeddings import Embeddings
from knowledge.passages import passages_of
from knowledge.review import ReviewLacking
from knowledge.scheduling import Scheduled


async def prepare(embeddings: Embeddings, article: Article) -> Prepared:
    """The passages and their vectors: the slow part, done before the transaction."""
    passages = passages_of(article)
    vectors = await embeddings.passages([passage.text for passage in passages])
    return Prepared(passages, vectors, embeddings.encoder.name)


@dataclass(frozen=True)
class Publisher:
    """Who publishes, and why although a trial question fails."""

    by: str
    reason: str | None = None


async def publish_newest(
    db: Database,
    embeddings: Embeddings,
    article_id: str,
    who: Publisher,
    now: datetime,
    version: int | None = None,
) -> None:
    """Makes the newest saved version the one that is answered from; it must be `version`, where
    that is named. Raises NoSuchArticle, EditConflict and ReviewLacking."""
    row = await db.read(articles.newest, article_id)
    if version is not None and version != row.version:
        raise EditConflict(article_id)
    prepared = await prepare(embeddings, row.article)
    await db.write(_publish_newest, row, prepared, who, now)


def publish_later(db: Connection, what: Scheduled, now: datetime) -> None:
    """Raises WrongMoment, NoSuchArticle, EditConflict and ReviewLacking."""
    scheduling.schedule(db, what, now)
    if review.is_lacking(db, what.article_id, what.version):
        raise ReviewLacking(what.article_id)


async def publish_due(db: Database, embeddings: Embeddings, now: datetime) -> str | None:
    """Publishes the first version whose time has come; its id, or None when there is none."""
    due = await db.read(scheduling.first_due, now)
    if due is None:
        return None
    row = await db.read(history.version, due.article_id, due.version)
    prepared = await prepare(embeddings, row.article)
    await db.write(_publish_due, due, prepared, now)
    return due.article_id


def take_away(db: Connection, article_id: str, by: str, now: datetime, *, archived: bool) -> None:
    """Raises NoSuchArticle."""
    if archived:
        articles.archive(db, article_id, now)
    else:
        articles.unpublish(db, article_id)
    scheduling.cancel(db, article_id)
    history.note(db, article_id, None, by, now)
    audit.add(db, by, "archived_article" if archived else "unpublished_article", article_id, now)


def take_out(db: Connection, article_id: str, by: str, now: datetime) -> None:
    """Raises NoSuchArticle."""
    articles.take_out(db, article_id)
    audit.add(db, by, "took_out_article", article_id, now)


def _publish_newest(
    db: Connection, row: Row, prepared: Prepared, who: Publisher, now: datetime
) -> None:
    name = row.article.id
    articles.refuse_older(db, name, row.version)
    if review.is_lacking(db, name, row.version):
        raise ReviewLacking(name)
    articles.publish(db, name, row.version, prepared)
    scheduling.cancel(db, name)
    history.note(db, name, row.version, who.by, now, who.reason)
    audit.add(db, who.by, "published_article", name, now, version=row.version)


def _publish_due(db: Connection, due: Scheduled, prepared: Prepared, now: datetime) -> None:
    if not scheduling.take(db, due):
        return
    name, version = due.article_id, due.version
    if review.is_lacking(db, name, version):  # it has come to be needed since the time was set
        audit.add(db, due.by, "due_without_review", name, now, version=version)
    else:
        articles.publish(db, name, version, prepared)
        history.note(db, name, version, due.by, now, due.reason)
        audit.add(db, due.by, "published_when_due", name, now, version=version)


async def fill(
    db: Database,
    embeddings: Embeddings,
    seed: list[Article],
    now: datetime,
    told: Callable[[int, int], Awaitable[None]] | None = None,
) -> None:
    """Puts the seed's articles into a database that lacks them. Each is whole or not there."""
    known = {row.article.id for row in await db.read(articles.all_newest)}
    for number, article in enumerate(seed):
        if article.id not in known:
            prepared = await prepare(embeddings, article)
            await db.write(_add, article, prepared, now)
        if told:
            await told(number + 1, len(seed))


async def encode_anew(db: Database, embeddings: Embeddings) -> None:
    """Gives live articles vectors of the present encoder, where they have another's."""
    for article_id in await db.read(articles.encoded_otherwise, embeddings.encoder.name):
        version = await db.read(articles.live_version, article_id)
        for article in await db.read(articles.live, [article_id]):
            prepared = await prepare(embeddings, article)
            await db.write(articles.encode_anew, article_id, version, prepared)


def _add(db: Connection, article: Article, prepared: Prepared, now: datetime) -> None:
    version = articles.store(db, article, "seed", now)
    if article.status == "published":
        articles.publish(db, article.id, version, prepared)
