"""Where review is set, no way of publishing goes around it."""

from datetime import timedelta

import pytest
from sqlalchemy import Connection

from knowledge import articles, publishing, review, scheduling
from knowledge.articles import EditConflict, NoSuchArticle
from knowledge.publishing import Publisher
from knowledge.review import OwnText, ReviewLacking
from knowledge.scheduling import Scheduled
from tests.cast import EVA, MONDAY
from tests.knowledge.shelf import Shelf, article

SAL = "hyra-gymnastiksal"
SOON = MONDAY + timedelta(hours=1)


async def _publishes(shelf: Shelf, who: Publisher = EVA) -> None:
    await publishing.publish_newest(shelf.database, shelf.embeddings, SAL, who, MONDAY)


async def _live(shelf: Shelf) -> int | None:
    return await shelf.database.read(articles.live_version, SAL)


async def _approves(shelf: Shelf, version: int, by: str = "ada") -> None:
    await shelf.database.write(review.approve, SAL, version, by, MONDAY)


@pytest.mark.parametrize("whole_function", [False, True])
async def test_it_is_published_when_another_has_approved_it_and_not_before(
    shelf: Shelf, whole_function: bool
) -> None:
    await shelf.save()
    if whole_function:
        await shelf.database.write(review.set_for_function, "fritidsbokningen", "eva", MONDAY)
    else:
        await shelf.database.write(review.set_for_article, SAL, "eva", MONDAY)
    for who in ("eva", "ada"):  # looking by pressing is no looking
        with pytest.raises(ReviewLacking):
            await _publishes(shelf, Publisher(who, "Ett skäl"))
    with pytest.raises(OwnText):
        await _approves(shelf, 1, "eva")
    assert await _live(shelf) is None

    await _approves(shelf, 1)
    await _publishes(shelf)

    assert await _live(shelf) == 1


async def test_what_is_saved_after_the_review_is_not_reviewed(shelf: Shelf) -> None:
    await shelf.save()
    await shelf.database.write(review.set_for_article, SAL, "eva", MONDAY)
    await _approves(shelf, 1)
    await shelf.save(title="En annan rubrik")

    with pytest.raises(ReviewLacking):
        await _publishes(shelf)
    with pytest.raises(EditConflict):
        await _approves(shelf, 1)
    assert await _live(shelf) is None


async def test_a_text_that_comes_back_is_reviewed_anew(shelf: Shelf) -> None:
    await shelf.save()
    await shelf.database.write(review.set_for_article, SAL, "eva", MONDAY)
    await _approves(shelf, 1)
    await _publishes(shelf)
    await shelf.save(title="Nyare")
    await shelf.save()  # as going back to version 1 does

    with pytest.raises(ReviewLacking):
        await _publishes(shelf)
    assert await _live(shelf) == 1


async def test_who_saves_over_a_text_is_its_author_and_the_first_author_may_review_it(
    shelf: Shelf,
) -> None:
    await shelf.save()
    await shelf.database.write(review.set_for_article, SAL, "eva", MONDAY)
    await shelf.database.write(articles.save, article(title="Adas"), "ada", MONDAY, 1)

    with pytest.raises(OwnText):
        await _approves(shelf, 2, "ada")
    await _approves(shelf, 2, "eva")
    await _publishes(shelf)

    assert await _live(shelf) == 2


async def test_setting_a_time_is_no_way_around(shelf: Shelf) -> None:
    await shelf.save()
    later = Scheduled(SAL, 1, SOON, "eva", None)
    await shelf.database.write(publishing.publish_later, later, MONDAY)
    await shelf.database.write(review.set_for_article, SAL, "eva", MONDAY)

    await publishing.publish_due(shelf.database, shelf.embeddings, SOON)
    assert await _live(shelf) is None
    assert await shelf.database.read(scheduling.everything) == {}
    with pytest.raises(ReviewLacking):
        await shelf.database.write(publishing.publish_later, later, MONDAY)
    assert await shelf.database.read(scheduling.everything) == {}

    await _approves(shelf, 1)
    await shelf.database.write(publishing.publish_later, later, MONDAY)
    await shelf.save(title="Efter granskningen")
    await publishing.publish_due(shelf.database, shelf.embeddings, SOON)
    assert await _live(shelf) == 1


async def test_giving_it_to_another_function_is_no_way_around(shelf: Shelf) -> None:
    await shelf.save()
    await shelf.database.write(review.set_for_function, "fritidsbokningen", "eva", MONDAY)
    await shelf.save(function="servicecenter")
    with pytest.raises(ReviewLacking):
        await _publishes(shelf)


def test_what_no_one_must_review_is_published_by_its_author(db: Connection) -> None:
    articles.save(db, article(), "eva", MONDAY)
    assert not review.need(db, SAL)
    assert not review.is_lacking(db, SAL, 1)
    with pytest.raises(NoSuchArticle):
        review.set_for_article(db, "finns-inte", "eva", MONDAY)


def test_what_waits_is_listed_until_it_is_approved_or_archived(db: Connection) -> None:
    articles.save(db, article(), "eva", MONDAY)
    articles.save(db, article(id="annan"), "eva", MONDAY)
    assert review.waiting(db) == []
    review.ask(db, SAL, 1, "ada", "eva", MONDAY)
    review.set_for_article(db, "annan", "eva", MONDAY)
    found = {row.article.id: one and one.asked_of for row, one in review.waiting(db)}
    assert found == {SAL: "ada", "annan": None}

    review.approve(db, SAL, 1, "ada", MONDAY)
    publishing.take_away(db, "annan", "eva", MONDAY, archived=True)
    assert review.waiting(db) == []


def test_once_lifted_nothing_is_lacking(db: Connection) -> None:
    articles.save(db, article(), "eva", MONDAY)
    review.set_for_article(db, SAL, "eva", MONDAY)
    review.set_for_article(db, SAL, "ada", MONDAY)  # again changes nothing
    review.set_for_function(db, "fritidsbokningen", "eva", MONDAY)
    review.lift_for_article(db, SAL, "ada", MONDAY)
    assert review.is_lacking(db, SAL, 1)
    review.lift_for_function(db, "fritidsbokningen", "ada", MONDAY)
    assert not review.is_lacking(db, SAL, 1)
