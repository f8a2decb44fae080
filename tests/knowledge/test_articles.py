"""Every saved text of an article is kept, and one of them at the most is answered from."""

import numpy as np
import pytest
import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from db.schema import article_change, article_version, passage
from knowledge import articles
from knowledge.articles import EditConflict, NoSuchArticle
from tests.cast import MONDAY
from tests.knowledge.shelf import article, prepared, unit

SALE = "hyra-gymnastiksal"


def _save(db: Connection, based_on: int | None = None, **changes: object) -> int:
    return articles.save(db, article(**changes), "eva", MONDAY, based_on)


def _publish(db: Connection, version: int, *texts: str, encoder: str = "by hand") -> None:
    vectors = np.stack([unit(1, place) for place, _ in enumerate(texts)])
    articles.publish(db, SALE, version, prepared(vectors, list(texts), encoder))


def _passages(db: Connection) -> list[tuple[str, str]]:
    return [tuple(row) for row in db.execute(sa.select(passage.c.text, passage.c.encoder))]


def _changes(db: Connection) -> list[int]:
    return list(db.scalars(sa.select(article_change.c.number).order_by(article_change.c.number)))


def test_each_save_is_a_version_and_none_is_lost(db: Connection) -> None:
    versions = [_save(db, title=title) for title in ("Först", "Sedan", "Sist")]

    query = sa.select(article_version.c.version, article_version.c.title)
    assert versions == [1, 2, 3]
    assert [tuple(row) for row in db.execute(query.order_by(article_version.c.version))] == [
        (1, "Först"),
        (2, "Sedan"),
        (3, "Sist"),
    ]


def test_an_article_comes_back_as_it_was_saved(db: Connection) -> None:
    saved = article(
        association_types=["sport", "youth"],
        questions=["Vad kostar det?", "”Pris”, 100 % 💶"],
        to_verify=["Priset"],
        language="fi",
        translation_of="vad-kostar-en-sal",
        status="draft",
    )
    articles.save(db, saved, "eva", MONDAY)
    row = articles.newest(db, SALE)
    assert row.article == saved
    assert (row.version, row.live_version, row.saved_by, row.saved_at) == (1, None, "eva", MONDAY)


def test_saving_does_not_publish(db: Connection) -> None:
    _save(db, status="published")
    assert articles.live(db) == []
    assert articles.newest(db, SALE).article.status == "draft"


def test_an_editor_who_read_the_newest_version_may_save(db: Connection) -> None:
    assert [_save(db, based_on) for based_on in (0, 1, 2)] == [1, 2, 3]


@pytest.mark.parametrize("based_on", [0, 1, 3])
def test_an_editor_who_read_another_version_is_told_and_nothing_is_saved(
    db: Connection, based_on: int
) -> None:
    _save(db, title="Först")
    _save(db, title="Sedan")
    with pytest.raises(EditConflict, match=SALE):
        _save(db, based_on, title="Skriver över")
    assert articles.newest(db, SALE).article.title == "Sedan"
    assert articles.newest(db, SALE).version == 2


def test_what_is_not_there_cannot_have_been_read(db: Connection) -> None:
    with pytest.raises(EditConflict):
        _save(db, based_on=1)
    assert articles.all_newest(db) == []


def test_an_article_needs_an_owner_that_exists(db: Connection) -> None:
    with pytest.raises(IntegrityError), db.begin_nested():
        _save(db, function="disbanded")
    assert articles.all_newest(db) == []


def test_the_version_that_is_published_is_answered_from_while_a_newer_one_is_written(
    db: Connection,
) -> None:
    _publish(db, _save(db, title="Gäller"), "vad kostar det")
    _save(db, title="Utkast")

    [live] = articles.live(db)
    newest = articles.newest(db, SALE)

    assert (live.title, live.status) == ("Gäller", "published")
    assert (newest.article.title, newest.version, newest.live_version) == ("Utkast", 2, 1)


def test_publishing_replaces_the_passages_of_the_version_before(db: Connection) -> None:
    _publish(db, _save(db), "vad kostar det", "hur mycket")
    _publish(db, _save(db), "vad är priset")
    assert _passages(db) == [("vad är priset", "by hand")]
    assert [one.id for one in articles.live(db)] == [SALE]


def test_what_is_taken_away_is_kept_but_not_answered_from(db: Connection) -> None:
    _publish(db, _save(db, title="Gäller"), "vad kostar det")

    articles.unpublish(db, SALE)

    assert articles.live(db) == []
    assert _passages(db) == []
    assert articles.newest(db, SALE).article.title == "Gäller"
    assert articles.newest(db, SALE).live_version is None


def test_each_change_of_what_is_answered_from_has_the_next_number(db: Connection) -> None:
    _publish(db, _save(db), "vad kostar det")
    assert _changes(db) == [1]
    _save(db)
    assert _changes(db) == [1]
    articles.unpublish(db, SALE)
    assert _changes(db) == [1, 2]


def test_new_vectors_replace_those_of_what_is_live(db: Connection) -> None:
    version = _save(db)
    _publish(db, version, "vad kostar det")
    assert articles.encoded_otherwise(db, "newer") == [SALE]

    articles.encode_anew(
        db, SALE, version, prepared(unit(0, 1)[None, :], ["vad kostar det"], "newer")
    )

    assert _passages(db) == [("vad kostar det", "newer")]
    assert articles.encoded_otherwise(db, "newer") == []
    assert _changes(db) == [1, 2]


def test_new_vectors_do_not_bring_back_what_was_taken_away_meanwhile(db: Connection) -> None:
    version = _save(db)
    _publish(db, version, "vad kostar det")
    articles.unpublish(db, SALE)

    articles.encode_anew(
        db, SALE, version, prepared(unit(0, 1)[None, :], ["vad kostar det"], "newer")
    )

    assert articles.live(db) == []
    assert _passages(db) == []


def test_what_does_not_exist_is_told(db: Connection) -> None:
    with pytest.raises(NoSuchArticle):
        articles.newest(db, SALE)
    with pytest.raises(NoSuchArticle):
        articles.unpublish(db, SALE)
    with pytest.raises(NoSuchArticle):
        _publish(db, 1, "vad kostar det")


def test_the_list_has_each_article_once_at_its_newest(db: Connection) -> None:
    for name, title in (("b", "Två"), ("a", "Ett"), ("b", "Två igen")):
        _save(db, id=name, title=title)
    assert [(row.article.id, row.article.title) for row in articles.all_newest(db)] == [
        ("a", "Ett"),
        ("b", "Två igen"),
    ]


def test_only_the_articles_asked_for_are_given(db: Connection) -> None:
    _publish(db, _save(db), "vad kostar det")
    assert [one.id for one in articles.live(db, [SALE, "none"])] == [SALE]
    assert articles.live(db, ["none"]) == []
    assert articles.live(db, []) == []
