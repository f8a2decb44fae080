"""The library as it would be with a draft published. In memory alone: nothing is stored."""

from collections.abc import Mapping
from datetime import date

from knowledge.article import Article
from knowledge.articles import Prepared
from knowledge.encoder.embeddings import Embeddings
from knowledge.index import Index, Known
from knowledge.language import SWEDISH
from knowledge.part import Entry
from knowledge.ranking import Asker, considered, fresh_of, ranked
from knowledge.search import Hit


class Draft:
    """Found in as the library is (knowledge/library.py)."""

    def __init__(self, embeddings: Embeddings, index: Index, today: date) -> None:
        self._embeddings, self._index = embeddings, index
        self._fresh = fresh_of(index.articles, today)

    async def find(
        self, question: str, association_type: str | None = None, language: str = SWEDISH
    ) -> list[Hit]:
        vector = await self._embeddings.question(question)
        found = considered(self._index, question, vector)
        return ranked(self._index, found, Asker(association_type, language), self._fresh)

    def article(self, article_id: str) -> Article | None:
        return self.articles.get(article_id) if article_id in self._fresh else None

    def fresh(self) -> frozenset[str]:
        return self._fresh

    @property
    def articles(self) -> Mapping[str, Article]:
        return self._index.articles


def with_draft(index: Index, article: Article, prepared: Prepared) -> Index:
    """The index with this text of the article in place of the live one."""
    pieces = prepared.passages
    entry = Entry.of(
        article.id,
        [piece.kind for piece in pieces],
        [piece.text for piece in pieces],
        prepared.vectors,
    )
    known = Known(
        index.change,
        {**index.articles, article.id: article},
        {**index.known.stamps, article.id: "draft"},
    )
    is_replaced = article.id in index.large.places
    gone = index.gone | {article.id} if is_replaced else index.gone
    return Index(index.large, {**index.entries, article.id: entry}, gone, known)
