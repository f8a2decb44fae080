"""Lives through the year twice, the second time in processes that are killed one after the other,
and compares."""

import multiprocessing
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.year import process
from benchmarks.year.judge import Lived, judge
from benchmarks.year.plan import DAYS, Year, a_year
from db.engine import open_engine
from db.migrate import migrate

KILLED_IN = 0.8  # of the time that the undisturbed year took, so that all kills fall into it


class Broken(Exception):
    """A promise was, each in a line."""


@dataclass(frozen=True)
class Plan:
    questions: int
    kills: int
    seed: int = 1
    days: int = DAYS


Say = Callable[[str], object]


def live_twice(folder: Path, plan: Plan, say: Say) -> str:
    """What happened, in words. Raises Broken."""
    year = a_year(plan.seed, plan.questions, plan.days)
    began = time.monotonic()
    undisturbed, _ = _lived(folder / "undisturbed.db", year, plan, [], say)
    took = time.monotonic() - began
    lot = Random(plan.seed)  # noqa: S311 - the same each time, and no secret
    mean = KILLED_IN * took / max(plan.kills, 1)
    moments = [lot.uniform(0, 2 * mean) for _ in range(plan.kills)]
    killed, times = _lived(folder / "killed.db", year, plan, moments, say)
    faults = [*undisturbed.faults, *killed.faults]
    if undisturbed.lines != killed.lines:
        faults.append("with kills other steps were taken than without")
    told = _in_words(undisturbed, times, took)
    if faults or times < plan.kills:
        raise Broken("\n".join([told, *faults]))
    return told


def _lived(
    file: Path, year: Year, plan: Plan, kills_after: list[float], say: Say
) -> tuple[Lived, int]:
    url = f"sqlite:///{file}"
    engine = open_engine(url)
    migrate(engine)
    with engine.begin() as db:
        process.settle(db)
    killed = 0
    for after in kills_after:
        if not _killed(url, plan, after):
            break
        killed += 1
        say(f"{killed} kills")
    if not killed or killed == len(kills_after):
        _killed(url, plan, None)
    with engine.connect() as db:
        lived = judge(db, year)
    engine.dispose()
    return lived, killed


def _killed(url: str, plan: Plan, after: float | None) -> bool:
    """Whether it had to be; otherwise it has come to the end."""
    # A new process for each life, made from one that has read the program.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([process.__name__])
    one = context.Process(target=process.live, args=(url, plan.seed, plan.questions, plan.days))
    one.start()
    one.join(after)
    if one.is_alive():
        one.kill()
        one.join()
        return True
    if one.exitcode:
        raise Broken(f"a process ended by itself, with {one.exitcode}")
    return False


def _in_words(lived: Lived, kills: int, took: float) -> str:
    taken = [what for _, what, *_ in lived.lines]
    return (
        f"{lived.questions} questions in a year, lived through in {took:.0f} s and again with "
        f"{kills} kills: {lived.late} not answered by the time that was promised, each of them "
        f"escalated to the duty role at the first look after it, once; "
        f"{taken.count('reminded')} reminders, {taken.count('escalated')} escalations, "
        f"{taken.count('shown_to_all')} shown to all, {lived.letters} letters; "
        "the same steps with kills as without"
    )
