"""What comes of an enquiry that no one answers: four steps, in working hours. Pure rules; what they
say is stored by servicecenter.following.

    half of the time     its function is reminded
    three quarters       its deputy gets it, if no one has taken it; else a reminder again
    the deadline         the duty role gets it, also from an agent who has said nothing
    a quarter after      everyone is shown it, until someone takes it

Who answers stops the steps. When the visitor writes again they begin anew, with a new deadline.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from servicecenter.absences import Away
from servicecenter.contact_paths import DUTY, Function
from servicecenter.hours import (
    NeverOpen,
    Rule,
    after_working_hours,
    next_opening,
    working_hours,
)

REMINDED, WITH_DEPUTY, WITH_DUTY, WITH_ALL = 1, 2, 3, 4
PARTS = {REMINDED: 0.5, WITH_DEPUTY: 0.75}  # of the time from the beginning to the deadline
LAST_PART = 0.25  # of the duty role's time, after the deadline
WITHOUT_HOURS = timedelta(days=2)  # until an answer, when no one has told when they work
GRACE = timedelta(minutes=5)  # what is due may wait so long until a process comes to it


@dataclass(frozen=True)
class Case:
    """An open enquiry. `away` tells of its agent, when that one is away and had it before.
    `asked_at` is since when the visitor waits for words of a person: None when an agent has spoken
    last, at `answered_at`; the visitor spoke last at `said_at`. The steps count from
    `waits_from`."""

    id: int
    number: str
    conversation_id: str
    function_id: str
    agent_id: int | None
    away: Away | None
    opened_at: datetime
    waits_from: datetime
    deadline: datetime
    step: int
    next_step_at: datetime | None
    asked_at: datetime | None
    said_at: datetime | None
    answered_at: datetime | None


@dataclass(frozen=True)
class Roles:
    """The functions, and those of them that are away; never the duty role."""

    functions: dict[str, Function]
    away: frozenset[str] = frozenset()

    def deputy_of(self, function_id: str) -> str:
        """The first of its deputies who is there; the duty role in the end."""
        seen = set()
        while function_id in self.functions and function_id not in seen:
            seen.add(function_id)
            function_id = self.functions[function_id].deputy_id or DUTY
            if function_id not in self.away:
                return function_id
        return DUTY

    def openings(self, function_id: str) -> list[tuple[Rule, ...]]:
        """Its own hours, then the duty role's."""
        named = (self.functions.get(one) for one in (function_id, DUTY))
        return [one.opening for one in named if one]

    def hours_to_answer(self, function_id: str) -> int:
        return (self.functions.get(function_id) or self.functions[DUTY]).target_hours


def deadline(roles: Roles, function_id: str, since: datetime) -> datetime:
    """In the function's own hours; in the duty role's when it has none."""
    hours = roles.hours_to_answer(function_id)
    for opening in roles.openings(function_id):
        try:
            return after_working_hours(opening, since, hours)
        except NeverOpen:
            continue
    return since + WITHOUT_HOURS


def due(step: int, case: Case, roles: Roles) -> datetime | None:
    """When a step is to come; None after the last."""
    if step > WITH_ALL:
        return None
    if step == WITH_DUTY:
        return case.deadline
    if step == WITH_ALL:
        hours = roles.hours_to_answer(DUTY)
        return _after(roles.openings(DUTY), case.deadline, hours * LAST_PART)
    return _part(PARTS[step], roles.openings(case.function_id), case.waits_from, case.deadline)


def first_step_at(
    roles: Roles, function_id: str, opened_at: datetime, deadline: datetime
) -> datetime:
    return _part(PARTS[REMINDED], roles.openings(function_id), opened_at, deadline)


def planned(case: Case, roles: Roles) -> Case:
    """With the moment of the step that comes next."""
    return replace(case, next_step_at=due(case.step + 1, case, roles))


def anew(case: Case, roles: Roles, since: datetime, *, keep_deadline: bool = False) -> Case:
    """From the beginning; with the deadline it has, if that is to be kept and is ahead, or has
    passed this moment and no one has been told."""
    since = max(since, case.asked_at or since)  # a clock that was put back is no new question
    is_untold = case.next_step_at is not None and case.step < WITH_DUTY
    is_kept = keep_deadline and (case.deadline > since or is_untold)
    kept = case.deadline if is_kept else None
    new = kept or deadline(roles, case.function_id, since)
    return planned(replace(case, step=0, waits_from=since, deadline=new), roles)


def decide(case: Case, roles: Roles, now: datetime) -> tuple[Case, str | None]:
    """The case as it is from now on, and what the log calls it; nothing for the log when the
    visitor waits for no one."""
    if case.asked_at is None:
        return replace(case, step=0, next_step_at=None), None
    if _is_asked_again(case):
        return anew(case, roles, case.asked_at), "asked_again"
    if is_left(case, roles):
        return replace(case, agent_id=None, away=None), "absent"
    if case.agent_id is None and case.function_id in roles.away:
        return replace(case, function_id=roles.deputy_of(case.function_id)), "absent"
    if case.next_step_at is None:
        return planned(case, roles), None
    if case.next_step_at > now:  # someone was quicker
        return case, None
    step = case.step + 1
    # Of what has become due while no process ran, only the last is done.
    while step < WITH_DUTY and _is_due(step + 1, case, roles, now):
        step += 1
    done, what = _taken(replace(case, step=step), roles)
    return planned(done, roles), what


def is_left(case: Case, roles: Roles) -> bool:
    """Whether the visitor waits for an agent who is away, and had better not. Whoever has gone for
    the day keeps what they will be back for in time; what the visitor writes meanwhile is for those
    who see it sooner."""
    if case.away is None or case.asked_at is None:
        return False
    if not case.away.for_the_day or case.away.back_at >= case.deadline:
        return True
    said_at = case.said_at or case.asked_at
    is_new = said_at > case.away.since
    return is_new and _seen_at(roles.openings(case.function_id), said_at) < case.away.back_at


def is_left_since_long(case: Case, roles: Roles, now: datetime) -> bool:
    """Whether it should be back in its queue by now."""
    since = max(case.away.since, case.said_at or case.opened_at) if case.away else now
    return since < now - GRACE and is_left(case, roles)


def is_overlooked(case: Case, now: datetime) -> bool:
    """Whether the visitor waits past the deadline, and the duty role has not been told."""
    if case.asked_at is None:
        return False
    if _is_asked_again(case):  # not even the new deadline is known yet
        return case.asked_at < now - GRACE
    return case.step < WITH_DUTY and case.deadline < now - GRACE


def has_no_next_step(case: Case, now: datetime) -> bool:
    """Whether the visitor waits, and nothing will come of it."""
    is_left = case.next_step_at is None and case.step < WITH_ALL
    return case.asked_at is not None and is_left and case.asked_at < now - GRACE


def is_behind(case: Case, now: datetime) -> bool:
    """Whether a step should have been taken before the deadline, and has not been."""
    is_due = case.next_step_at is not None and case.next_step_at < now - GRACE
    return case.asked_at is not None and is_due and case.deadline >= now - GRACE


def _is_asked_again(case: Case) -> bool:
    """After an agent's answer. What no one has waits already, whatever the visitor adds."""
    is_later = case.asked_at is not None and case.asked_at > case.waits_from
    return is_later and case.agent_id is not None


def _taken(case: Case, roles: Roles) -> tuple[Case, str]:
    if case.step == WITH_DUTY:
        return replace(case, function_id=DUTY, agent_id=None), "escalated"
    if case.step == WITH_ALL:
        return case, "shown_to_all"
    is_left = case.agent_id is None and case.function_id != DUTY
    if case.step == WITH_DEPUTY and is_left:
        return replace(case, function_id=roles.deputy_of(case.function_id)), "escalated"
    return case, "reminded"


def _is_due(step: int, case: Case, roles: Roles, now: datetime) -> bool:
    at = due(step, case, roles)
    return at is not None and at <= now


def _seen_at(openings: list[tuple[Rule, ...]], said_at: datetime) -> datetime:
    """When those of a function can read what is written to it."""
    for opening in openings:
        try:
            return next_opening(opening, said_at)
        except NeverOpen:
            continue
    return said_at


def _part(
    part: float, openings: list[tuple[Rule, ...]], start: datetime, end: datetime
) -> datetime:
    """When so much of the working time between two moments has passed."""
    return min(_after(openings, start, part * _between(openings, start, end)), end)


def _between(openings: list[tuple[Rule, ...]], start: datetime, end: datetime) -> float:
    for opening in openings:
        if opening:
            return working_hours(opening, start, end)
    return max((end - start) / timedelta(hours=1), 0)


def _after(openings: list[tuple[Rule, ...]], start: datetime, hours: float) -> datetime:
    for opening in openings:
        try:
            return after_working_hours(opening, start, hours)
        except NeverOpen:
            continue
    return start + timedelta(hours=hours)
