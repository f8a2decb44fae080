"""Saves, publishes and takes away articles, with their passages and vectors."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from sqlalchemy import Connection

from db.engine import Database
from knowledge import articles
from knowledge.article import Article
from knowledge.articles import Prepared
from knowledge.encoder.embeddings import Embeddings
from knowledge.passages import cut


async def prepare(embeddings: Embeddings, article: Article) -> Prepared:
    """The passages and their vectors: the slow part, done before the transaction."""
    passages = cut(article.title, article.questions, article.body)
    vectors = await embeddings.passages([passage.text for passage in passages])
    return Prepared(passages, vectors, embeddings.encoder.name)


async def publish_newest(db: Database, embeddings: Embeddings, article_id: str) -> None:
    """Makes the newest saved version the one that is answered from. Raises NoSuchArticle."""
    row = await db.read(articles.newest, article_id)
    prepared = await prepare(embeddings, row.article)
    await db.write(articles.publish, article_id, row.version, prepared)


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
    version = articles.save(db, article, "seed", now)
    if article.status == "published":
        articles.publish(db, article.id, version, prepared)
