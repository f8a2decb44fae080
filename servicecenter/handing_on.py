"""Handing an enquiry on: to another function's queue, or to a colleague in person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from conversations.states import Event
from db.desk import hold
from db.schema import agent, agent_function, enquiry
from servicecenter import absences, contact_paths, following
from servicecenter.agents import ANSWERING, Agent, first_name
from servicecenter.contact_paths import Function
from servicecenter.desk import in_charge_of, move, tell_all
from servicecenter.enquiries import in_words, note
from servicecenter.reading import Enquiry

# Why; what was misrouted is counted in the follow-up.
WHY = ("misrouted", "more_to_answer", "away", "other")


class UnknownFunction(Exception):
    """There is none such, or the enquiry is there already."""


class UnknownAgent(Exception):
    """No one who answers for that function, or the one who has it."""


class IsAway(Exception):
    """Would not answer; carries the name, and when they are back, in words."""

    def __init__(self, name: str, back_at: datetime) -> None:
        super().__init__(name)
        self.name, self.back = name, in_words(back_at, "sv")


@dataclass(frozen=True)
class Colleague:
    login: str
    name: str
    back_at: datetime | None = None  # when they are away


def transfer(
    db: Connection,
    number: str,
    who: Agent,
    function_id: str,
    words: str,
    now: datetime,
    *,
    login: str | None = None,
    why: str = "other",
) -> None:
    """With a note for those who take it. Raises UnknownFunction, UnknownAgent and IsAway."""
    assert why in WHY
    mine = in_charge_of(db, number, who)
    target = contact_paths.load(db).functions.get(function_id)
    if target is None or (login is None and target.id == mine.function_id):
        raise UnknownFunction(function_id)
    if login is None:
        _to_queue(db, mine, target, now)
    else:
        _to_person(db, mine, target, login, now)
    told = {"from": mine.function_id, "to": target.id, "why": why, "note": words}
    note(db, mine.id, now, who.login, "transferred", **told, **({"agent": login} if login else {}))


def colleagues(
    db: Connection, functions: Iterable[str], now: datetime
) -> dict[str, list[Colleague]]:
    """Who answers for each function."""
    away = absences.agents_away(db, now)
    found: dict[str, list[Colleague]] = {one: [] for one in functions}
    for row in db.execute(_answering().order_by(agent.c.name)):
        gone = away.get(row.id)
        one = Colleague(row.login, row.name, gone.back_at if gone else None)
        found.setdefault(row.function_id, []).append(one)
    return found


def _to_queue(db: Connection, mine: Enquiry, target: Function, now: datetime) -> None:
    move(db, mine, Event.RELEASE)
    db.execute(enquiry.update().where(enquiry.c.id == mine.id).values(agent_id=None))
    following.hand_to(db, mine.id, target.id, now)
    tell_all(db, mine, now, "system-transferred", function=target.name)


def _to_person(db: Connection, mine: Enquiry, target: Function, login: str, now: datetime) -> None:
    """It is never without an owner; the one whom it was is not any more."""
    theirs = _answering().where(agent_function.c.function_id == target.id, agent.c.login == login)
    another = theirs.where(agent.c.id != mine.agent_id)
    # Who is removed at the same time waits, and then gives this one back too.
    row = db.execute(another.with_for_update(read=True, of=agent)).one_or_none()
    if row is None:
        raise UnknownAgent(login)
    gone = absences.agents_away(db, now).get(row.id)
    if gone is not None:
        raise IsAway(row.name, gone.back_at)
    db.execute(enquiry.update().where(enquiry.c.id == mine.id).values(agent_id=row.id))
    following.hand_to(db, mine.id, target.id, now)
    db.execute(hold.delete().where(hold.c.enquiry_id == mine.id))
    tell_all(db, mine, now, "system-claimed", name=first_name(row.name), function=target.name)


def _answering() -> sa.Select[tuple[str, str, int, str]]:
    return (
        sa.select(agent.c.login, agent.c.name, agent.c.id, agent_function.c.function_id)
        .join(agent_function, agent_function.c.agent_id == agent.c.id)
        .where(agent.c.active, agent.c.role.in_(ANSWERING))
    )
