"""What will happen in the year, drawn by lot: the same seed is the same year."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil
from random import Random

from servicecenter.hours import SWEDEN

BEGINS = datetime(2026, 1, 1, tzinfo=SWEDEN)
DAYS = 365
A_QUARTER = timedelta(minutes=15)  # all that happens does so at a multiple of it
BY_DAY, BY_NIGHT = 2, 16  # quarters of an hour between the moments that are looked at
OF_NO_ONE = -1

# What becomes of a question: how often out of a hundred, and what people do with it, each within
# so many hours after what was before. Whatever is open in the end is answered and closed.
WAYS: tuple[tuple[int, tuple[tuple[str, int], ...]], ...] = (
    (45, (("claim", 30), ("reply", 20), ("close", 200))),
    (15, ()),
    (10, (("claim", 60),)),
    (10, (("claim", 20), ("reply", 10), ("ask_again", 300))),
    (8, (("claim", 20), ("put_off", 5))),
    (7, (("claim", 20), ("transfer", 20))),
    (3, (("claim", 20), ("release", 40))),
    (2, (("withdraw", 100),)),
)
IN_THE_END = (150, 350)  # hours
# How often, however long it is: someone or a whole function is away; someone leaves and another
# comes.
APART = {"agent_away": 120, "function_away": 25, "leave": 12}
TIMES_DOWN, LONGEST_DOWN = 25, 60  # hours
TIMES_WRONG, MOST_WRONG = 15, 26  # hours, ahead or behind


@dataclass(frozen=True)
class Event:
    """`luck`, from 0 to 1, chooses among those who can do it."""

    at: datetime
    nth: int  # question
    what: str
    luck: float


@dataclass(frozen=True)
class Tick:
    """A moment at which people do things; before that, the process looks, if it is up."""

    at: datetime
    off: timedelta  # how wrong the clock is
    is_up: bool

    @property
    def clock(self) -> datetime:
        return self.at + self.off


@dataclass(frozen=True)
class Year:
    ticks: list[Tick]
    events: list[Event]


def a_year(seed: int, questions: int, days: int = DAYS) -> Year:
    lot = Random(seed)  # noqa: S311 - the same each time, and no secret
    events = [
        event for nth in range(questions) for event in _question(lot, nth, _moment(lot, days))
    ]
    for what, times in APART.items():
        events += [Event(_moment(lot, days), OF_NO_ONE, what, lot.random()) for _ in range(times)]
    events.sort(key=lambda one: (one.at, one.nth))
    return Year(list(_ticks(lot, days, events[-1].at + timedelta(hours=LONGEST_DOWN))), events)


def _question(lot: Random, nth: int, at: datetime) -> Iterator[Event]:
    yield Event(at, nth, "ask", lot.random())
    [(_, way)] = lot.choices(WAYS, [often for often, _ in WAYS])
    for what, hours in way:
        at += A_QUARTER * lot.randrange(hours * 4)
        yield Event(at, nth, what, lot.random())
    yield Event(at + A_QUARTER * lot.randrange(*(4 * n for n in IN_THE_END)), nth, "end", 0)


def _moment(lot: Random, days: int) -> datetime:
    return BEGINS.astimezone(UTC) + A_QUARTER * lot.randrange(days * 96)


def _ticks(lot: Random, days: int, end: datetime) -> Iterator[Tick]:
    down = [_span(lot, days, LONGEST_DOWN) for _ in range(ceil(TIMES_DOWN * days / DAYS))]
    wrong = [
        (_span(lot, days, MOST_WRONG), A_QUARTER * lot.randrange(-MOST_WRONG * 4, MOST_WRONG * 4))
        for _ in range(ceil(TIMES_WRONG * days / DAYS))
    ]
    for at in _moments(end):
        off = [by for (start, stop), by in wrong if start <= at < stop]
        is_up = not any(start <= at < stop for start, stop in down)
        yield Tick(at, off[0] if off else timedelta(), is_up)


def _moments(end: datetime) -> Iterator[datetime]:
    at = BEGINS.astimezone(UTC)
    while at < end:
        yield at
        local = at.astimezone(SWEDEN)
        is_day = local.weekday() < 5 and 7 <= local.hour < 18
        at += A_QUARTER * (BY_DAY if is_day else BY_NIGHT)


def _span(lot: Random, days: int, hours: int) -> tuple[datetime, datetime]:
    start = _moment(lot, days)
    return start, start + A_QUARTER * lot.randrange(4, hours * 4)
