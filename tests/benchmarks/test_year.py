"""A few days of the year that `./lotsen bench year` lives through, and who judges them."""

from pathlib import Path

import pytest

from benchmarks.year import process
from benchmarks.year.judge import Lived, judge
from benchmarks.year.plan import a_year
from benchmarks.year.year import Plan, live_twice
from db.engine import open_engine
from db.migrate import migrate
from servicecenter import following

DAYS = 3


@pytest.mark.slow
def test_no_question_is_overlooked_and_killed_processes_take_the_same_steps_once(
    tmp_path: Path,
) -> None:
    told = live_twice(tmp_path, Plan(questions=60, kills=10, days=DAYS), print)
    assert "60 questions" in told
    assert "again with 10 kills" in told


def _judged(folder: Path) -> Lived:
    url = f"sqlite:///{folder / 'lotsen.db'}"
    engine = open_engine(url)
    migrate(engine)
    with engine.begin() as db:
        process.settle(db)
    process.live(url, 1, 30, 1)
    with engine.connect() as db:
        lived = judge(db, a_year(1, 30, 1))
    engine.dispose()
    return lived


@pytest.mark.slow
def test_a_process_that_never_looks_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def _look(*_: object) -> None:
        pass

    monkeypatch.setattr(process, "_look", _look)
    lived = _judged(tmp_path)
    assert lived.late > 0
    assert len([one for one in lived.faults if "not escalated then" in one]) == lived.late


@pytest.mark.slow
def test_a_process_that_takes_each_step_twice_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    once = following.note

    def twice(*given: object, **named: object) -> None:
        once(*given, **named)  # type: ignore[arg-type]
        once(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(following, "note", twice)
    assert [one for one in _judged(tmp_path).faults if "taken 2 times" in one]
