"""The articles of an index in the order in which they may answer."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from knowledge.article import Article
from knowledge.encoder.model import Vectors
from knowledge.index import Index
from knowledge.search import Hit, find, one_of_each

CONSIDERED = 30  # articles, with translations; far more than are shown, to tell the topic by
FOR_OTHERS = 10.0  # taken off the score, which is a few standard deviations


@dataclass(frozen=True)
class Asker:
    """Who asks: the kind of association, where it is known, and the language."""

    association_type: str | None
    language: str


def ranked(index: Index, found: Collection[Hit], asker: Asker, fresh: Collection[str]) -> list[Hit]:
    """Best first; one that is for other kinds of association than the one named stands last."""
    hits = [_placed(index, hit, asker.association_type) for hit in found]
    hits.sort(key=lambda hit: -hit.score)
    return one_of_each(hits, index.articles, index.versions, asker.language, fresh)


def considered(index: Index, question: str, vector: Vectors) -> list[Hit]:
    """What is found for a question, whoever asks it."""
    return find(index, question, vector, CONSIDERED)


def fresh_of(articles: Mapping[str, Article], today: date) -> frozenset[str]:
    return frozenset(name for name, one in articles.items() if one.review_by >= today)


def _placed(index: Index, hit: Hit, association_type: str | None) -> Hit:
    types = index.articles[hit.article_id].association_types
    is_for_others = bool(association_type and types and association_type not in types)
    return replace(hit, score=hit.score - FOR_OTHERS) if is_for_others else hit
