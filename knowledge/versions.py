"""An article and its translations, which are one answer."""

from collections.abc import Iterable, Mapping, Sequence

from knowledge.article import Article

Versions = Mapping[str, Sequence[str]]


def versions_of(articles: Iterable[Article]) -> Versions:
    """The ids of each article and its translations, by the id of the original."""
    versions: dict[str, list[str]] = {}
    for article in articles:
        versions.setdefault(original(article), []).append(article.id)
    return versions


def original(article: Article) -> str:
    return article.translation_of or article.id
