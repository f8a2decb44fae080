"""The ledger's part on open enquiries: each has an owner, a deadline, and someone who hears of it
when no one answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy import Connection

from db.schema import agent, agent_function, enquiry, enquiry_log
from servicecenter import absences, following
from servicecenter.agents import ANSWERING
from servicecenter.contact_paths import DUTY
from servicecenter.steps import (
    GRACE,
    WITH_ALL,
    WITH_DUTY,
    Case,
    has_no_next_step,
    is_behind,
    is_left_since_long,
    is_overlooked,
)

ANSWERED_LIMIT = timedelta(days=30)  # what is answered and still open by then has been forgotten
# After these no one has it, or the one whom they name.
LET_GO = ("released", "transferred", "escalated", "absent", "reopened")
_IS_OPEN = enquiry.c.closed_at.is_(None)


@dataclass(frozen=True)
class Figures:
    """How many are open, how many of them wait past their deadline, how many of those the duty
    role has been told of, and how many are overlooked. What is late by less than GRACE is none."""

    open: int
    late: int
    escalated: int
    overlooked: int


def figures(db: Connection, now: datetime) -> Figures:
    cases = _may_be_late(db, now)
    late = [one for one in cases if one.asked_at is not None and one.deadline < now - GRACE]
    return Figures(
        db.execute(sa.select(sa.func.count()).select_from(enquiry).where(_IS_OPEN)).scalar_one(),
        len(late),
        sum(one.step >= WITH_DUTY for one in late),
        sum(is_overlooked(one, now) for one in cases),
    )


def overlooked(db: Connection, now: datetime) -> list[str]:
    """The numbers of those whose visitor waits past the deadline while no one above knows."""
    return [one.number for one in _may_be_late(db, now) if is_overlooked(one, now)]


def _may_be_late(db: Connection, now: datetime) -> list[Case]:
    late = now - GRACE
    may_be = (
        (enquiry.c.deadline < late)
        | enquiry.c.next_step_at.is_(None)
        | (enquiry.c.next_step_at < late)  # so is what was asked again, by its old step
    )
    return following.cases_of(db, may_be, absences.agents_away(db, now))


def faults(db: Connection, now: datetime) -> list[str]:
    named = (
        *(
            f"enquiry {one} is past its deadline, and no one was told"
            for one in overlooked(db, now)
        ),
        *_of_cases(db, now),
        *_owned_by_no_one(db),
        *_of_two(db),
        *_paused_by_no_one(db, now),
        *_taken_twice(db),
        *_to_the_wrong_role(db),
        *_said_to_be_escalated(db),
    )
    return list(named)


def _of_cases(db: Connection, now: datetime) -> Iterator[str]:
    paused = set(db.scalars(sa.select(enquiry.c.id).where(following.is_held(now))))
    roles = following.roles_of(db, now)
    for one in following.cases_of(db, sa.true(), absences.agents_away(db, now)):
        if one.deadline <= one.opened_at:
            yield f"enquiry {one.number} has no deadline"
        if one.opened_at > now + GRACE:
            yield f"enquiry {one.number} was opened in the future: a clock was wrong"
        if is_behind(one, now) and one.id not in paused:
            yield f"enquiry {one.number} has a step that was due and has not been taken"
        if is_left_since_long(one, roles, now):
            yield f"enquiry {one.number} waits for an agent who is away"
        if has_no_next_step(one, now):
            yield f"enquiry {one.number} has no next step"
        answered_at = one.answered_at if one.asked_at is None else None
        if answered_at is not None and one.id not in paused and answered_at < now - ANSWERED_LIMIT:
            yield f"enquiry {one.number} was answered long ago and is still open"


def _owned_by_no_one(db: Connection) -> list[str]:
    answers = agent.c.active & agent.c.role.in_(ANSWERING)
    of_function = (
        sa.select(agent.c.id)
        .outerjoin(agent_function, agent_function.c.agent_id == agent.c.id)
        .where(
            answers,
            (agent.c.role == "admin")
            | (agent_function.c.function_id == enquiry.c.function_id)
            | (enquiry.c.step == WITH_ALL),
        )
        .exists()
    )
    query = sa.select(enquiry.c.number, enquiry.c.function_id).where(
        _IS_OPEN, enquiry.c.agent_id.is_(None), ~of_function
    )
    return [
        f"enquiry {row.number} is owned by {row.function_id}, where no one works"
        for row in db.execute(query)
    ]


def _of_two(db: Connection) -> Iterator[str]:
    """The log says who has taken it, or been handed it: it must be the one who has it."""
    given_to = sa.case(
        (enquiry_log.c.what == "claimed", enquiry_log.c.who),
        (
            enquiry_log.c.what.in_(("transferred", "reopened")),
            enquiry_log.c.details["agent"].as_string(),
        ),
    )
    last = (
        sa.select(given_to)
        .where(
            enquiry_log.c.enquiry_id == enquiry.c.id,
            enquiry_log.c.what.in_(("claimed", *LET_GO)),
        )
        .correlate(enquiry)
        .order_by(enquiry_log.c.id.desc())
        .limit(1)
    )
    query = (
        sa.select(enquiry.c.number, agent.c.login, last.scalar_subquery().label("given_to"))
        .outerjoin(agent, agent.c.id == enquiry.c.agent_id)
        .where(_IS_OPEN)
    )
    for row in db.execute(query):
        if row.given_to != row.login:
            by, has = row.given_to or "no one", row.login or "no one"
            yield f"enquiry {row.number} has two owners: taken by {by}, with {has}"


def _paused_by_no_one(db: Connection, now: datetime) -> list[str]:
    query = sa.select(enquiry.c.number).where(
        _IS_OPEN, enquiry.c.agent_id.is_(None), following.is_held(now)
    )
    return [f"enquiry {number} is paused, and no one has it" for number in db.scalars(query)]


def _taken_twice(db: Connection) -> list[str]:
    step, since = enquiry_log.c.details["step"], enquiry_log.c.details["since"]
    query = (
        sa.select(enquiry.c.number, enquiry_log.c.what)
        .join(enquiry, enquiry.c.id == enquiry_log.c.enquiry_id)
        .where(enquiry_log.c.what.in_(following.TAKEN))
        .group_by(enquiry.c.number, enquiry_log.c.what, step.as_string(), since.as_string())
        .having(sa.func.count() > 1)
    )
    return [f"enquiry {row.number} was {row.what} twice" for row in db.execute(query)]


def _to_the_wrong_role(db: Connection) -> list[str]:
    to = enquiry_log.c.details["to"].as_string()
    query = (
        sa.select(enquiry.c.number, to.label("to"))
        .join(enquiry, enquiry.c.id == enquiry_log.c.enquiry_id)
        .where(
            enquiry_log.c.what == "escalated",
            enquiry_log.c.details["step"].as_integer() == WITH_DUTY,
            to != DUTY,
        )
    )
    return [
        f"enquiry {row.number} was to go to the duty role, and went to {row.to}"
        for row in db.execute(query)
    ]


def _said_to_be_escalated(db: Connection) -> list[str]:
    told = sa.exists().where(
        enquiry_log.c.enquiry_id == enquiry.c.id,
        enquiry_log.c.what == "escalated",
        enquiry_log.c.details["to"].as_string() == DUTY,
    )
    query = sa.select(enquiry.c.number).where(_IS_OPEN, enquiry.c.step >= WITH_DUTY, ~told)
    return [
        f"enquiry {number} is marked as with the duty role, and its log knows nothing of it"
        for number in db.scalars(query)
    ]
