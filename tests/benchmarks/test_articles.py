"""The articles that are made up for measuring are as many as asked for, and each another."""

from benchmarks.articles import SEED, many
from knowledge.article import Article, read_folder


def test_there_are_as_many_articles_as_asked_for_and_no_two_are_the_same() -> None:
    seed = read_folder(SEED)
    articles = many(seed, 3 * len(seed))
    assert len(articles) == 3 * len(seed)
    assert len({article.id for article in articles}) == len(articles)
    assert len({question for article in articles for question in article.questions}) == 3 * len(
        {question for article in seed for question in article.questions}
    )


def test_each_made_up_article_could_be_saved() -> None:
    seed = read_folder(SEED)
    for article in many(seed, 8 * len(seed)):
        Article.model_validate(article.model_dump())
