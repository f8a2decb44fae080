"""Each conversation is counted once, as it is: whoever counts, whenever they die, and also when it
is erased before it was counted."""

import asyncio
import threading
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection, Engine

from db.engine import Database
from db.followup import counted, daily_figure, overlooked_look
from outbox import lease
from servicecenter import desk, erasing, survey
from servicecenter.followup import counting, looks
from tests.cast import MONDAY
from tests.servicecenter.stage import begin, hand_over, open_one, staff
from web.counting import count_all


def figures(db: Connection) -> dict[str, int]:
    total = sa.func.sum(daily_figure.c.count)
    query = sa.select(daily_figure.c.figure, total).group_by(daily_figure.c.figure)
    return {figure: count for figure, count in db.execute(query) if count}


def count_up(db: Connection) -> None:
    counting.keep(db, counting.read(db, counting.changed(db, 100)))


def test_a_question_counts_on_the_swedish_day_on_which_it_was_asked(db: Connection) -> None:
    open_one(db, now=MONDAY.replace(hour=23, minute=30))  # half past midnight in Sweden
    count_up(db)
    row = db.execute(sa.select(daily_figure).where(daily_figure.c.figure == "waiting")).one()
    assert (f"{row.day}", row.function_id, row.topic, row.count) == (
        "2026-11-24",
        "fritidsbokningen",
        "booking",
        1,
    )


def test_what_is_counted_is_not_looked_at_again_before_it_has_changed(db: Connection) -> None:
    number = open_one(db)
    count_up(db)
    assert counting.changed(db, 100) == []
    desk.claim(db, number, staff(db, "bo"), MONDAY)
    assert counting.changed(db, 100) == [desk.conversation_of(db, number)]


def test_an_answer_moves_it_from_waiting_to_answered(db: Connection) -> None:
    number, bo = open_one(db), staff(db, "bo")
    count_up(db)
    assert figures(db) == {"waiting": 1}
    desk.claim(db, number, bo, MONDAY)
    desk.reply(db, number, bo, 36 * "1", "Ja", MONDAY, seen=99)
    count_up(db)
    assert figures(db) == {"by_people": 1, "first_answer": 1}


def test_a_survey_that_is_answered_later_is_seen(db: Connection) -> None:
    visitor, bo = begin(db), staff(db, "bo")
    number = hand_over(db, visitor).number
    desk.claim(db, number, bo, MONDAY)
    desk.close(db, number, bo, "answered", MONDAY)
    count_up(db)
    survey.answer(db, visitor.id, visitor.secret, number, "partly", MONDAY)
    count_up(db)
    assert figures(db)["survey_partly"] == 1


def test_counting_again_changes_nothing(db: Connection) -> None:
    found = counting.read(db, [desk.conversation_of(db, open_one(db))])
    for _ in range(3):
        counting.keep(db, found)
    assert figures(db) == {"waiting": 1}


def test_what_is_erased_before_it_was_counted_is_counted_first(db: Connection) -> None:
    visitor = begin(db)
    hand_over(db, visitor)
    erasing.erase(db, visitor.id, visitor.secret, MONDAY)
    assert figures(db) == {"withdrawn": 1}
    assert counting.changed(db, 100) == []


def test_figures_outlive_the_conversations_and_tell_of_none(db: Connection) -> None:
    visitor = begin(db)
    number = hand_over(db, visitor).number
    desk.claim(db, number, staff(db, "bo"), MONDAY)
    desk.close(db, number, staff(db, "bo"), "answered", MONDAY)
    count_up(db)
    before = figures(db)
    later = MONDAY + timedelta(days=800)
    assert erasing.erase_old(db, visitor.id, MONDAY + timedelta(days=1), later) == []
    assert figures(db) == before
    assert db.scalar(sa.select(sa.func.count()).select_from(counted)) == 0
    kept = str(db.execute(sa.select(daily_figure)).all())
    assert visitor.id not in kept
    assert number not in kept


def test_what_is_erased_while_someone_counts_it_is_counted_once(db: Connection) -> None:
    visitor = begin(db)
    hand_over(db, visitor)
    read = counting.read(db, [visitor.id])
    erasing.erase(db, visitor.id, visitor.secret, MONDAY)
    counting.keep(db, read)
    assert figures(db) == {"withdrawn": 1}


def test_it_is_kept_how_often_it_was_looked_and_the_most_that_were_overlooked(
    db: Connection,
) -> None:
    looks.look(db, MONDAY)
    open_one(db)
    late = MONDAY + timedelta(days=30)
    for _ in range(2):
        looks.look(db, late)
    day = late.date()
    assert looks.looks_in(db, MONDAY.date(), MONDAY.date()).most == 0
    found = looks.looks_in(db, MONDAY.date(), day)
    assert (found.looks, found.most, looks.last_at(db)) == (3, 1, late)
    assert db.scalar(sa.select(sa.func.count()).select_from(overlooked_look)) == 2


@pytest.fixture
def others(engine: Engine) -> Engine:
    with engine.execution_options(sqlite_begin="BEGIN IMMEDIATE").begin() as db:
        for _ in range(30):
            open_one(db)
    return engine


def test_two_who_count_at_once_count_each_once(others: Engine) -> None:
    together = threading.Barrier(2)
    writing = others.execution_options(sqlite_begin="BEGIN IMMEDIATE")

    def count() -> None:
        with others.begin() as db:
            found = counting.read(db, counting.changed(db, 100))
        together.wait()
        with writing.begin() as db:
            counting.keep(db, found)

    threads = [threading.Thread(target=count) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with others.begin() as db:
        assert figures(db) == {"waiting": 30}


def test_a_process_counts_nothing_while_another_has_the_lease(
    others: Engine, database: Database
) -> None:
    async def round_of(name: str) -> None:
        await count_all(database, name, lambda: MONDAY, rest=0)

    async def both() -> None:
        await database.write(lease.take, "counting", "other", timedelta(minutes=1), MONDAY)
        await round_of("one")
        with others.begin() as db:
            assert figures(db) == {}
        await round_of("other")

    asyncio.run(both())
    with others.begin() as db:
        assert figures(db) == {"waiting": 30}
