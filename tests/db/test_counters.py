from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import Engine

from db import counters


def test_numbers_have_no_gaps_and_none_is_given_twice(engine: Engine) -> None:
    writing = engine.execution_options(sqlite_begin="BEGIN IMMEDIATE")

    def take(_: int) -> int:
        with writing.begin() as db:
            return counters.take_next(db, "test")

    with ThreadPoolExecutor(8) as threads:
        taken = list(threads.map(take, range(100)))

    assert sorted(taken) == list(range(1, 101))


def test_a_number_that_was_rolled_back_is_given_again(engine: Engine) -> None:
    with engine.connect() as db:
        db.begin()
        counters.take_next(db, "test")
        db.rollback()
    with engine.begin() as db:
        assert counters.take_next(db, "test") == 1
