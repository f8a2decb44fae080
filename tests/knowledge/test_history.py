"""Every text that was saved can be read again, and translations that are behind are known."""

from datetime import timedelta

import pytest
from sqlalchemy import Connection

from knowledge import articles, history
from knowledge.articles import EditConflict, NoSuchArticle
from tests.cast import MONDAY
from tests.knowledge.shelf import article

SAL = "hyra-gymnastiksal"
FINNISH = {"id": f"{SAL}-fi", "language": "fi", "translation_of": SAL}


def _saves(db: Connection, days: int = 0, **fields: object) -> None:
    articles.save(db, article(**fields), "eva", MONDAY + timedelta(days=days))


def test_all_versions_can_be_read_the_newest_first(db: Connection) -> None:
    for title in ("Den första", "Den andra"):
        _saves(db, title=title)
    found = history.versions(db, SAL)
    assert [(row.version, row.article.title) for row in found] == [
        (2, "Den andra"),
        (1, "Den första"),
    ]
    assert history.version(db, SAL, 1).article.title == "Den första"


@pytest.mark.parametrize("number", [0, 2, -1])
def test_a_version_that_does_not_exist_is_not_found(db: Connection, number: int) -> None:
    _saves(db)
    with pytest.raises(NoSuchArticle):
        history.version(db, SAL, number)


def test_a_translation_is_behind_when_its_original_got_other_words(db: Connection) -> None:
    _saves(db)
    _saves(db, **FINNISH)
    assert history.outdated(db) == {}
    _saves(db, 1, body="En gymnastiksal kostar 120 kronor i timmen för vuxna.")
    then = history.outdated(db)
    assert list(then) == [f"{SAL}-fi"]
    assert "100 kronor" in then[f"{SAL}-fi"].body


def test_a_translation_is_not_behind_when_only_a_date_changed(db: Connection) -> None:
    _saves(db)
    _saves(db, **FINNISH)
    _saves(db, 1, review_by="2028-01-01")
    assert history.outdated(db) == {}


def test_a_translation_that_is_saved_again_is_not_behind_any_more(db: Connection) -> None:
    _saves(db)
    _saves(db, **FINNISH)
    _saves(db, 1, title="En annan rubrik")
    _saves(db, 2, **FINNISH)
    assert history.outdated(db) == {}


def test_two_who_begin_an_article_of_one_name_do_not_write_over_each_other(db: Connection) -> None:
    _saves(db)
    with pytest.raises(EditConflict):
        articles.save(db, article(), "ada", MONDAY, based_on=0)


def test_an_archived_article_is_answered_from_no_more_until_it_is_published(db: Connection) -> None:
    _saves(db)
    articles.archive(db, SAL, MONDAY)
    assert articles.newest(db, SAL).is_archived
    articles.take_out(db, SAL)
    assert not articles.newest(db, SAL).is_archived
    with pytest.raises(NoSuchArticle):
        articles.take_out(db, "finns-inte")
