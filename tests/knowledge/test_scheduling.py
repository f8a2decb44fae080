"""What is to be published later is, once, also when the process was down at the time."""

from datetime import timedelta

import pytest
from sqlalchemy import Connection

from knowledge import articles, history, publishing, scheduling
from knowledge.articles import EditConflict, NoSuchArticle
from knowledge.scheduling import Scheduled, WrongMoment
from tests.cast import EVA, MONDAY
from tests.knowledge.shelf import Shelf, article

SAL = "hyra-gymnastiksal"
HOUR = timedelta(hours=1)
LATER = MONDAY + HOUR


def _at(version: int = 1, hours: float = 1, name: str = SAL) -> Scheduled:
    return Scheduled(name, version, MONDAY + hours * HOUR, "eva", None)


async def _due(shelf: Shelf, hours: float) -> str | None:
    return await publishing.publish_due(shelf.database, shelf.embeddings, MONDAY + hours * HOUR)


async def _live(shelf: Shelf) -> int | None:
    return await shelf.database.read(articles.live_version, SAL)


async def test_it_is_published_when_the_time_has_come_and_not_before(shelf: Shelf) -> None:
    await shelf.save()
    await shelf.database.write(scheduling.schedule, _at(), MONDAY)

    assert (await _due(shelf, 0.99), await _live(shelf)) == (None, None)
    assert (await _due(shelf, 5), await _live(shelf)) == (SAL, 1)
    assert await _due(shelf, 6) is None
    assert await shelf.found("Vad kostar en gymnastiksal?") == [SAL]


async def test_the_version_that_was_looked_at_is_published_and_no_later_one(shelf: Shelf) -> None:
    await shelf.save()
    await shelf.database.write(scheduling.schedule, _at(), MONDAY)
    await shelf.save(title="Inte granskad än")

    await _due(shelf, 2)

    assert await _live(shelf) == 1


async def test_what_was_published_meanwhile_is_not_put_back(shelf: Shelf) -> None:
    await shelf.save()
    await shelf.database.write(scheduling.schedule, _at(), MONDAY)
    await shelf.save(title="Nyare")
    await publishing.publish_newest(shelf.database, shelf.embeddings, SAL, EVA, MONDAY)

    assert await _due(shelf, 2) is None
    assert await _live(shelf) == 2


async def test_what_is_taken_away_does_not_come_back_by_itself(shelf: Shelf) -> None:
    await shelf.publish()
    await shelf.database.write(scheduling.schedule, _at(), MONDAY)
    await shelf.database.write(publishing.take_away, SAL, "eva", MONDAY, archived=False)

    assert await _due(shelf, 2) is None
    assert await _live(shelf) is None


@pytest.mark.parametrize("hours", [0, -1, 24 * 400])
def test_a_time_that_is_past_or_far_away_is_refused(db: Connection, hours: float) -> None:
    articles.save(db, article(), "eva", MONDAY)
    with pytest.raises(WrongMoment):
        scheduling.schedule(db, _at(hours=hours), MONDAY)


def test_only_the_newest_text_can_be_chosen(db: Connection) -> None:
    articles.save(db, article(), "eva", MONDAY)
    articles.save(db, article(), "eva", MONDAY)
    with pytest.raises(EditConflict):
        scheduling.schedule(db, _at(version=1), MONDAY)
    with pytest.raises(NoSuchArticle):
        scheduling.schedule(db, _at(name="finns-inte"), MONDAY)


def test_another_time_takes_the_place_of_the_first(db: Connection) -> None:
    articles.save(db, article(), "eva", MONDAY)
    for hours in (1, 3):
        scheduling.schedule(db, _at(hours=hours), MONDAY)
    assert scheduling.everything(db) == {SAL: _at(hours=3)}


async def test_each_publication_is_kept_with_its_reason(shelf: Shelf) -> None:
    await shelf.publish()
    await shelf.database.write(publishing.take_away, SAL, "ada", LATER, archived=True)

    kept = await shelf.database.read(history.publications, SAL)

    assert [(one.version, one.by) for one in kept] == [(None, "ada"), (1, "eva")]
