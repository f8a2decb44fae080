"""The library: what the process knows of the articles, kept up with the database."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from db.engine import Database
from knowledge import index
from knowledge.article import Article
from knowledge.encoder.embeddings import Embeddings
from knowledge.encoder.model import Vectors
from knowledge.language import SWEDISH
from knowledge.search import Hit, find, one_of_each

CONSIDERED = 30  # articles, with translations; far more than are shown, to tell the topic by
FOR_OTHERS = 10.0  # taken off the score, which is a few standard deviations


class Library:
    """Catches up with all changes before each search, so what is published is answered from."""

    def __init__(self, db: Database, embeddings: Embeddings, today: Callable[[], date]) -> None:
        self._db = db
        self._embeddings = embeddings
        self._today = today
        self._index = index.Index([], embeddings.encoder.dimensions)
        self._catching_up = asyncio.Lock()

    async def find(
        self, question: str, association_type: str | None = None, language: str = SWEDISH
    ) -> list[Hit]:
        """The articles that may answer, best first, in the language asked for where there is one.

        One that is for other kinds of association than the one named stands after the rest. One
        past its review date is among them, since its owner has the question; which may be
        answered from, `fresh` tells.
        """
        vector = await self._embeddings.question(question)
        await self.catch_up()
        hits = [self._placed(hit, association_type) for hit in self._hits(question, vector)]
        hits.sort(key=lambda hit: -hit.score)
        known = self._index
        return one_of_each(hits, known.articles, known.versions, language, self.fresh())

    def article(self, article_id: str) -> Article | None:
        """A live article that has not passed its review date."""
        article = self._index.articles.get(article_id)
        return article if article and article.review_by >= self._today() else None

    def fresh(self) -> frozenset[str]:
        """The ids of the live articles that have not passed their review date."""
        today, articles = self._today(), self._index.articles
        return frozenset(name for name, one in articles.items() if one.review_by >= today)

    @property
    def articles(self) -> dict[str, Article]:
        """The live articles as of the last search."""
        return self._index.articles

    async def catch_up(self) -> None:
        async with self._catching_up:
            encoder = self._embeddings.encoder.name
            self._index = await self._db.read(index.catch_up, self._index, encoder)

    def _hits(self, question: str, vector: Vectors) -> list[Hit]:
        return find(self._index, question, vector, CONSIDERED)

    def _placed(self, hit: Hit, association_type: str | None) -> Hit:
        if not self._is_for_others(hit.article_id, association_type):
            return hit
        return replace(hit, score=hit.score - FOR_OTHERS)

    def _is_for_others(self, article_id: str, association_type: str | None) -> bool:
        types = self._index.articles[article_id].association_types
        return bool(association_type and types and association_type not in types)
