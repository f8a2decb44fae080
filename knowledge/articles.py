"""Articles in the database: every saved text is kept, and one of them may be live."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from db import audit, counters
from db.schema import article, article_change, article_version, passage
from knowledge.article import Article
from knowledge.encoder.model import Vectors
from knowledge.passages import Passage

CHANGES = "article_change"


class NoSuchArticle(Exception):
    pass


class EditConflict(Exception):
    """Someone else saved the article after this editor read it."""


@dataclass(frozen=True)
class Row:
    """An article in the workshop, at one of its versions."""

    article: Article
    version: int
    live_version: int | None
    saved_by: str
    saved_at: datetime
    is_archived: bool = False


@dataclass(frozen=True)
class Prepared:
    """The passages of an article with their vectors, made before the transaction."""

    passages: list[Passage]
    vectors: Vectors
    encoder: str


def save(
    db: Connection,
    new: Article,
    by: str,
    now: datetime,
    based_on: int | None = None,
    what: str = "saved_article",
) -> int:
    """Stores a new version and returns its number; the log has it as `what`.

    `based_on` is the version the editor saw, 0 for a new article; another one in the
    meantime raises EditConflict. None saves after whatever is there (imports).
    """
    version = store(db, new, by, now, based_on)
    audit.add(db, by, what, new.id, now, version=version)
    return version


def store(db: Connection, new: Article, by: str, now: datetime, based_on: int | None = None) -> int:
    """As `save`, of what no person does."""
    last = db.scalar(
        sa.select(article.c.last_version).where(article.c.id == new.id).with_for_update()
    )
    if based_on is not None and based_on != (last or 0):
        raise EditConflict(new.id)
    version = (last or 0) + 1
    if last is None:
        _begin(db, new.id)
    else:
        db.execute(article.update().where(article.c.id == new.id).values(last_version=version))
    fields = new.model_dump(exclude={"id", "function", "status"})
    db.execute(
        article_version.insert().values(
            article_id=new.id,
            version=version,
            function_id=new.function,
            saved_by=by,
            saved_at=now,
            **fields,
        )
    )
    return version


def _begin(db: Connection, article_id: str) -> None:
    """Two may begin an article of one name at once; the second is told."""
    insert = (postgresql if db.dialect.name == "postgresql" else sqlite).insert(article)
    begun = insert.values(id=article_id, last_version=1).on_conflict_do_nothing()
    if db.execute(begun.returning(article.c.id)).first() is None:
        raise EditConflict(article_id)


def publish(db: Connection, article_id: str, version: int, prepared: Prepared) -> None:
    """Makes a version the one that is answered from, with its passages, in one go."""
    _set_live(db, article_id, version)
    _store_passages(db, article_id, prepared)


def refuse_older(db: Connection, article_id: str, version: int) -> None:
    """What is published is what was looked at. Raises NoSuchArticle, and EditConflict when someone
    has saved a later version."""
    query = sa.select(article.c.last_version).where(article.c.id == article_id)
    last = db.scalar(query.with_for_update())
    if last is None:
        raise NoSuchArticle(article_id)
    if last != version:
        raise EditConflict(article_id)


def encode_anew(db: Connection, article_id: str, version: int | None, prepared: Prepared) -> None:
    """Replaces the vectors of a version, unless it is no longer the live one."""
    if version is not None and live_version(db, article_id) == version:
        publish(db, article_id, version, prepared)


def live_version(db: Connection, article_id: str) -> int | None:
    query = sa.select(article.c.live_version).where(article.c.id == article_id)
    version: int | None = db.scalar(query.with_for_update())
    return version


def encoded_otherwise(db: Connection, encoder: str) -> list[str]:
    """The live articles whose vectors are not of this encoder."""
    query = sa.select(passage.c.article_id).where(passage.c.encoder != encoder).distinct()
    return list(db.scalars(query))


def vectors(db: Connection, article_id: str, encoder: str) -> dict[str, Vectors]:
    """Of the passages of what is live of an article, by their texts."""
    query = sa.select(passage.c.text, passage.c.vector)
    query = query.where(passage.c.article_id == article_id, passage.c.encoder == encoder)
    return {row.text: np.frombuffer(row.vector, np.float32) for row in db.execute(query)}


def _store_passages(db: Connection, article_id: str, prepared: Prepared) -> None:
    db.execute(
        passage.insert(),
        [
            {
                "article_id": article_id,
                "kind": piece.kind,
                "text": piece.text,
                "encoder": prepared.encoder,
                "vector": vector.tobytes(),
            }
            for piece, vector in zip(prepared.passages, prepared.vectors, strict=True)
        ],
    )


def unpublish(db: Connection, article_id: str) -> None:
    _set_live(db, article_id, None)


def archive(db: Connection, article_id: str, now: datetime) -> None:
    """Nothing is answered from it any more, and editors see it only when they ask for it."""
    unpublish(db, article_id)
    db.execute(article.update().where(article.c.id == article_id).values(archived_at=now))


def take_out(db: Connection, article_id: str) -> None:
    """Out of the archive, as a draft. Raises NoSuchArticle."""
    this = article.update().where(article.c.id == article_id)
    if not db.execute(this.values(archived_at=None)).rowcount:
        raise NoSuchArticle(article_id)


def _set_live(db: Connection, article_id: str, version: int | None) -> None:
    changed = db.execute(
        article.update()
        .where(article.c.id == article_id)
        .values(live_version=version, archived_at=None)
    )
    if not changed.rowcount:
        raise NoSuchArticle(article_id)
    db.execute(passage.delete().where(passage.c.article_id == article_id))
    number = counters.take_next(db, CHANGES)
    db.execute(article_change.insert().values(number=number, article_id=article_id))


def newest(db: Connection, article_id: str) -> Row:
    rows = read_rows(db, article.c.id == article_id)
    if not rows:
        raise NoSuchArticle(article_id)
    return rows[0]


def all_newest(db: Connection) -> list[Row]:
    return read_rows(db, sa.true())


def live(db: Connection, ids: Sequence[str] | None = None) -> list[Article]:
    """The articles that are answered from, all of them or those of the ids."""
    wanted = sa.true() if ids is None else article.c.id.in_(ids)
    join = _versions(article.c.live_version)
    query = sa.select(article_version).select_from(join).where(wanted).order_by(article.c.id)
    return [_article(row, live=True) for row in db.execute(query).mappings()]


def stamps(db: Connection, ids: Sequence[str] | None = None) -> dict[str, str]:
    """Which version of each live article is answered from, and when it was saved."""
    wanted = sa.true() if ids is None else article.c.id.in_(ids)
    version = article_version.c
    query = sa.select(version.article_id, version.version, version.saved_at).select_from(
        _versions(article.c.live_version)
    )
    rows = db.execute(query.where(wanted))
    return {name: f"{number} {saved_at.isoformat()}" for name, number, saved_at in rows}


def read_rows(db: Connection, where: sa.ColumnElement[bool], *, every: bool = False) -> list[Row]:
    """At their newest version, or each version."""
    of_all = article.join(article_version, article_version.c.article_id == article.c.id)
    join = of_all if every else _versions(article.c.last_version)
    columns = (article_version, article.c.live_version, article.c.archived_at)
    query = sa.select(*columns).select_from(join).where(where)
    return [
        Row(
            _article(row, live=row["live_version"] is not None),
            row["version"],
            row["live_version"],
            row["saved_by"],
            row["saved_at"],
            row["archived_at"] is not None,
        )
        for row in db.execute(query.order_by(article.c.id)).mappings()
    ]


def _versions(version: sa.Column[int]) -> sa.Join:
    return article.join(
        article_version,
        (article_version.c.article_id == article.c.id) & (article_version.c.version == version),
    )


def _article(row: sa.RowMapping, live: bool) -> Article:
    """What the database holds was checked when it was saved, so it is not checked again."""
    fields = {name: row[name] for name in Article.model_fields if name in row}
    return Article.model_construct(
        **fields,
        id=row["article_id"],
        function=row["function_id"],
        status="published" if live else "draft",
    )
