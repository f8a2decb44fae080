"""Entering who is away: oneself; as a lead also the agents of one's functions and the functions
themselves; as an administrator everyone."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from db.schema import absence, agent, agent_function, function
from servicecenter import absences, agents, audit
from servicecenter.agents import ANSWERING, Agent
from servicecenter.contact_paths import DUTY
from servicecenter.hours import SWEDEN, begins, moment

FURTHEST = timedelta(days=730)
DAY = timedelta(days=1)


class NotTheirs(Exception):
    """There is no such person, function or absence, or it is not for this agent to say: which, is
    not told."""


class WrongTimes(Exception):
    """The message is for the person."""


@dataclass(frozen=True)
class Whose:
    """A person, by login, or a function, by id."""

    kind: str  # 'person' or 'function'
    id: str
    name: str

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True)
class Span:
    """Without a time, from the beginning of the first day, or to the end of the last."""

    first_day: date
    first_time: time | None
    last_day: date
    last_time: time | None

    @classmethod
    def of(cls, starts_at: datetime, ends_at: datetime) -> "Span":
        first, last = starts_at.astimezone(SWEDEN), ends_at.astimezone(SWEDEN)
        first_time = first.time() if first.time() != time.min else None
        if last.time() == time.min:
            return cls(first.date(), first_time, last.date() - DAY, None)
        return cls(first.date(), first_time, last.date(), last.time())

    def moments(self, now: datetime) -> tuple[datetime, datetime]:
        """Raises WrongTimes."""
        today = now.astimezone(SWEDEN).date()
        if any(abs(day - today) > FURTHEST for day in (self.first_day, self.last_day)):
            raise WrongTimes("Välj dagar inom två år.")
        starts_at = moment(self.first_day, self.first_time or time.min)
        whole = begins(self.last_day + DAY)
        ends_at = moment(self.last_day, self.last_time) if self.last_time is not None else whole
        if ends_at <= starts_at:
            raise WrongTimes("Frånvaron slutar innan den börjar. Ändra dag eller tid.")
        if ends_at <= now:
            raise WrongTimes("Den tiden har redan gått. Välj en sluttid som kommer.")
        return starts_at, ends_at


@dataclass(frozen=True)
class Absence:
    id: int
    whose: Whose
    span: Span
    is_on: bool


def within_reach(db: Connection, who: Agent) -> dict[str, Whose]:
    """Whose absence someone may see, enter, change and take away, by key; themselves first. All
    access goes through here."""
    if not who.may_answer:
        return {}
    mine = sa.select(agent.c.login, agent.c.name).where(agent.c.active, _people(who))
    people = db.execute(mine.order_by(agent.c.id != who.id, agent.c.name, agent.c.login))
    theirs = sa.select(function.c.id, function.c.name).where(_functions(who), function.c.id != DUTY)
    found = [
        *(Whose("person", row.login, row.name) for row in people),
        *(Whose("function", *row) for row in db.execute(theirs.order_by(function.c.name))),
    ]
    return {one.key: one for one in found}


def entered(db: Connection, who: Agent, now: datetime) -> list[Absence]:
    """Those that are on or to come, in order."""
    reach = within_reach(db, who)
    to_come = _rows().where(absence.c.ends_at > now)
    return [
        Absence(row.id, reach[_key(row)], Span.of(row.starts_at, row.ends_at), row.starts_at <= now)
        for row in db.execute(to_come.order_by(absence.c.starts_at, absence.c.id))
        if _key(row) in reach
    ]


def enter(db: Connection, who: Agent, key: str, span: Span, now: datetime) -> None:
    """Raises NotTheirs, WrongTimes and RightsChanged."""
    agents.hold(db, who)
    whose = within_reach(db, who).get(key)
    if whose is None:
        raise NotTheirs(key)
    starts_at, ends_at = span.moments(now)
    if whose.kind == "function":
        absences.enter(db, starts_at, ends_at, now, function_id=whose.id)
    else:
        agent_id = agents.of_login(db, whose.id).id
        absences.enter(db, starts_at, ends_at, now, agent_id=agent_id)
    _log(db, who, "entered_absence", whose, now, starts_at, ends_at)


def change(db: Connection, who: Agent, absence_id: int, span: Span, now: datetime) -> None:
    """Raises NotTheirs, WrongTimes and RightsChanged."""
    whose = _locked(db, who, absence_id)
    starts_at, ends_at = span.moments(now)
    absences.change(db, absence_id, starts_at, ends_at, now)
    _log(db, who, "changed_absence", whose, now, starts_at, ends_at)


def remove(db: Connection, who: Agent, absence_id: int, now: datetime) -> None:
    """Raises NotTheirs and RightsChanged."""
    whose = _locked(db, who, absence_id)
    db.execute(absence.delete().where(absence.c.id == absence_id))
    _log(db, who, "removed_absence", whose, now)


def _locked(db: Connection, who: Agent, absence_id: int) -> Whose:
    agents.hold(db, who)
    found = _rows().where(absence.c.id == absence_id).with_for_update(of=absence)
    row = db.execute(found).one_or_none()
    whose = within_reach(db, who).get(_key(row)) if row is not None else None
    if whose is None:
        raise NotTheirs(absence_id)
    return whose


def _rows() -> sa.Select[Any]:
    return sa.select(absence, agent.c.login).outerjoin(agent, agent.c.id == absence.c.agent_id)


def _key(row: sa.Row[Any]) -> str:
    return f"function:{row.function_id}" if row.function_id else f"person:{row.login}"


def _people(who: Agent) -> sa.ColumnElement[bool]:
    if who.role == "admin":
        return agent.c.role.in_(ANSWERING)
    if who.role != "lead":
        return agent.c.id == who.id
    shared = sa.exists().where(
        agent_function.c.agent_id == agent.c.id, agent_function.c.function_id.in_(who.functions)
    )
    return (agent.c.id == who.id) | (agent.c.role.in_(ANSWERING) & shared)


def _functions(who: Agent) -> sa.ColumnElement[bool]:
    if who.role == "admin":
        return sa.true()
    return function.c.id.in_(who.functions) if who.role == "lead" else sa.false()


def _log(
    db: Connection, who: Agent, what: str, whose: Whose, now: datetime, *times: datetime
) -> None:
    named = zip(("from", "to"), times, strict=False)
    audit.add(db, who.login, what, whose.id, now, **{name: at.isoformat() for name, at in named})
