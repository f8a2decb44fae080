"""Articles for the tests: one to vary, and a library whose articles come and go."""

from datetime import date

import numpy as np

from db.engine import Database
from knowledge import articles, publishing
from knowledge.article import Article, from_fields
from knowledge.articles import Prepared
from knowledge.encoder.embeddings import Embeddings
from knowledge.encoder.model import Vectors
from knowledge.language import language_of
from knowledge.library import Library
from knowledge.passages import Passage
from tests.cast import EVA, MONDAY

TODAY = MONDAY.date()
FIELDS: dict[str, object] = {
    "id": "hyra-gymnastiksal",
    "title": "Vad kostar en gymnastiksal?",
    "topic": "booking",
    "association_types": [],
    "function": "fritidsbokningen",
    "questions": ["Vad kostar det att hyra en gymnastiksal?"],
    "source": "https://www.example.se/taxor",
    "verified_on": date(2026, 11, 1),
    "review_by": date(2027, 11, 1),
    "to_verify": [],
    "language": "sv",
    "translation_of": None,
    "status": "published",
    "body": "En gymnastiksal kostar 100 kronor i timmen för vuxna.",
}


def article(**changes: object) -> Article:
    return from_fields(FIELDS | changes)


def prepared(vectors: Vectors, texts: list[str], encoder: str = "by hand") -> Prepared:
    """Passages as an encoder of our own would have them."""
    return Prepared([Passage("question", text) for text in texts], vectors, encoder)


def unit(*numbers: float) -> Vectors:
    vector = np.array(numbers, np.float32)
    return np.asarray(vector / np.linalg.norm(vector), np.float32)


class Shelf:
    def __init__(self, database: Database, embeddings: Embeddings) -> None:
        self.today = TODAY
        self.database = database
        self.embeddings = embeddings
        self.library = Library(database, embeddings, lambda: self.today)

    async def save(self, **changes: object) -> Article:
        new = article(**changes)
        await self.database.write(articles.save, new, "eva", MONDAY)
        return new

    async def publish(self, **changes: object) -> Article:
        new = await self.save(**changes)
        await publishing.publish_newest(self.database, self.embeddings, new.id, EVA, MONDAY)
        return new

    async def take_away(self, article_id: str) -> None:
        await self.database.write(articles.unpublish, article_id)

    async def found(self, question: str, association_type: str | None = None) -> list[str]:
        hits = await self.library.find(question, association_type, language_of(question))
        return [hit.article_id for hit in hits]
