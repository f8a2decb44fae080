"""What one conversation gives to the figures. Pure: the same rows give the same figures, whenever
they are counted.

A matter is a question that the bot ended by itself (answered, passed on, asked back), or an
enquiry. What the bot handed over, or answered without helping, is the enquiry that came of it, and
no matter of its own. All that is told of a matter belongs to the day on which it was asked; a gap
is closed on the day when an article answers it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row

from conversations.endings import ANSWERED, Ending, all_endings
from conversations.messages import Message
from db.schema import TOPICS
from servicecenter.followup import cells
from servicecenter.followup.cells import Cell
from servicecenter.followup.spans import bucket_of
from servicecenter.hours import SWEDEN, Rule, is_open, working_hours
from servicecenter.joined import JOINED
from servicecenter.routing import DUTY
from servicecenter.steps import WITH_DUTY, Roles
from servicecenter.unanswered import with_what_agents_kept
from servicecenter.withdrawing import WITHDRAWN

OF_BOT = {ANSWERED: cells.BY_BOT, "pass_on": cells.PASSED_ON, "clarify": cells.ASKED_BACK}
ANY_TOPIC = "out_of_scope"
Log = Sequence[Row[Any]]


@dataclass(frozen=True)
class Told:
    """All that the database tells of a conversation: its messages, its enquiries with their logs
    and surveys by id, what agents kept as gaps, and when an article came to answer a question."""

    said: Sequence[Message]
    enquiries: Sequence[Row[Any]]
    logs: Mapping[int, Log]
    surveys: Mapping[int, str]
    kept: Sequence[Row[Any]]
    answered: Mapping[int, datetime]


def figures(told: Told, roles: Roles) -> Counter[Cell]:
    found: Counter[Cell] = Counter()
    for one in all_endings(told.said):
        place = _Place.of(roles, one.at, one.function_id, one.topic)
        found.update(place.cell(figure) for figure in _of_question(one, place))
    for index, row in enumerate(told.enquiries):
        later = told.enquiries[index + 1 :]
        found.update(_of_enquiry(told, row, later[0].opened_at if later else None, roles))
    found.update(_of_gaps(told, roles))
    return found


@dataclass(frozen=True)
class _Place:
    """The day, function and topic that something is counted under, and the function's hours."""

    at: datetime
    function_id: str
    topic: str
    opening: tuple[Rule, ...]

    @classmethod
    def of(cls, roles: Roles, at: datetime, function_id: str | None, topic: str | None) -> "_Place":
        """What is of no function that there is, is the duty role's."""
        there = function_id if function_id in roles.functions else DUTY
        opening = next((one for one in roles.openings(there or DUTY) if one), ())
        return cls(at, there or DUTY, topic if topic in TOPICS else ANY_TOPIC, opening)

    def cell(self, figure: str, bucket: int = 0, at: datetime | None = None) -> Cell:
        return Cell(_day(at or self.at), self.function_id, self.topic, figure, bucket)

    def lasted(self, figure: str, end: datetime) -> Cell:
        if self.opening:
            hours = working_hours(self.opening, self.at, end)
        else:
            hours = max((end - self.at) / timedelta(hours=1), 0)
        return self.cell(figure, bucket_of(hours))

    @property
    def is_out_of_hours(self) -> bool:
        return not is_open(self.opening, self.at)


def _day(at: datetime) -> date:
    return at.astimezone(SWEDEN).date()


def _of_question(one: Ending, place: _Place) -> Iterator[str]:
    if one.helped is not None:
        yield cells.HELPED if one.helped else cells.NOT_HELPED
    if one.why in OF_BOT:
        yield OF_BOT[one.why]
        if place.is_out_of_hours:
            yield cells.OUT_OF_HOURS


def _of_enquiry(told: Told, row: Row[Any], until: datetime | None, roles: Roles) -> Iterator[Cell]:
    log = told.logs.get(row.id, ())
    place = _Place.of(roles, row.opened_at, _answerable(row, log), row.topic)
    answered_at = _first_answer(told.said, row.opened_at, until)
    yield place.cell(_end(row, answered_at))
    if answered_at is not None:
        yield place.lasted(cells.FIRST_ANSWER, answered_at)
    if row.closed_at is not None and row.outcome not in (WITHDRAWN, JOINED):
        yield place.lasted(cells.CLOSING, row.closed_at)
    if place.is_out_of_hours:
        yield place.cell(cells.OUT_OF_HOURS)
    if any(one.what == "transferred" and one.details.get("why") == "misrouted" for one in log):
        yield place.cell(cells.MISROUTED)
    if any(one.what == "escalated" and one.details.get("step") == WITH_DUTY for one in log):
        yield place.cell(cells.TO_DUTY)
    if row.id in told.surveys:
        yield place.cell(cells.SURVEY[told.surveys[row.id]])


def _answerable(row: Row[Any], log: Log) -> str:
    """The function that it was opened for, or that someone handed it on to. A committee is not rid
    of a question that it lets lie: the steps to deputy and duty role leave it where it was."""
    placed = {"opened": "function", "transferred": "to"}
    named = [one.details.get(placed[one.what]) for one in log if one.what in placed]
    return str(next((name for name in reversed(named) if name), row.function_id))


def _first_answer(
    said: Sequence[Message], since: datetime, until: datetime | None
) -> datetime | None:
    return next(
        (
            one.at
            for one in said
            if one.sender == "agent" and one.at >= since and (until is None or one.at < until)
        ),
        None,
    )


def _end(row: Row[Any], answered_at: datetime | None) -> str:
    if row.outcome == "passed_on":
        return cells.PASSED_ON
    if answered_at is not None or row.outcome == "answered":
        return cells.BY_PEOPLE
    if row.closed_at is None:
        return cells.WAITING
    return cells.WITHDRAWN if row.outcome == WITHDRAWN else cells.NO_ANSWER


def _of_gaps(told: Told, roles: Roles) -> Iterator[Cell]:
    last = told.enquiries[-1] if told.enquiries else None
    for one in with_what_agents_kept(told.said, told.kept).values():
        function_id = one.function_id or (last.function_id if last else None)
        place = _Place.of(roles, one.at, function_id, one.topic or (last.topic if last else None))
        yield place.cell(cells.GAP_OPENED)
        if one.seq in told.answered:
            yield place.cell(cells.GAP_CLOSED, at=told.answered[one.seq])
