"""What people do, each through the function that the web calls for it. What cannot be done any
more, since the question has gone elsewhere meanwhile, is not done."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any, TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import Connection, Row

from benchmarks.year.plan import Event
from conversations import messages
from conversations.content import HandOver, Text
from conversations.receive import Started, receive, start
from db.schema import agent, agent_function, conversation, enquiry, function, message
from servicecenter import (
    absences,
    contact_paths,
    desk,
    enquiries,
    handing_on,
    leaving,
    putting_off,
    withdrawing,
)
from servicecenter.agents import Agent
from servicecenter.hours import SWEDEN, begins
from servicecenter.steps import WITH_ALL

AGENTS = 50
NOT_HASHED = "-"  # no one logs in
ALL_READ = 10**6
Asked = Row[Any]
ANYONE = sa.true()
T = TypeVar("T")


def settle(db: Connection) -> None:
    """The municipality on the day before: its functions, with mailboxes, and its agents."""
    contact_paths.fill(db)
    db.execute(function.update().values(to_verify=[]))
    for nth in range(AGENTS):
        _hire(db, nth)


def _hire(db: Connection, nth: int) -> None:
    functions = list(db.scalars(sa.select(function.c.id).order_by(function.c.id)))
    name = f"agent{nth}"
    row = {"login": name, "name": name, "password_hash": NOT_HASHED, "active": True}
    role = "admin" if nth == 0 else "agent"
    added = db.execute(agent.insert().values(role=role, **row))
    (agent_id,) = added.inserted_primary_key or (0,)
    for one in {functions[nth % len(functions)], functions[(nth // 3) % len(functions)]}:
        db.execute(agent_function.insert().values(agent_id=agent_id, function_id=one))


def does(db: Connection, event: Event, now: datetime) -> None:
    if event.what in BESIDES:
        BESIDES[event.what](db, event.luck, now)
    elif event.what in OF_VISITORS:
        OF_VISITORS[event.what](db, event, now)
    elif one := _open_one(db, event):
        OF_AGENTS[event.what](db, one, event, now)


def key_of(nth: int) -> Started:
    return Started(f"{nth:032x}", f"{nth:016X}")


def _name(event: Event, which: int = 0) -> str:
    """Of a message: the same event writes the same one."""
    return str(UUID(int=event.nth << 80 | int(event.at.timestamp()) << 8 | which, version=4))


def _ask(db: Connection, event: Event, now: datetime) -> None:
    """With the end of the bot's turn, which hands the question over."""
    asked = start(db, "Hej!", now, key=key_of(event.nth))
    receive(db, asked.id, asked.secret, _name(event), Text(text="Dörren går inte upp"), now)
    functions = list(db.scalars(sa.select(function.c.id).order_by(function.c.id)))
    to = HandOver(function=_by_lot(functions, event.luck), topic="booking", reason="no_answer")
    messages.add(db, asked.id, "bot", enquiries.open_enquiry(db, asked.id, to, now), now)
    here = conversation.c.id == asked.id
    db.execute(conversation.update().where(here).values(state="waiting"))
    db.execute(message.update().where(message.c.conversation_id == asked.id).values(turn="done"))


def _ask_again(db: Connection, event: Event, now: datetime) -> None:
    if _open_one(db, event):
        asked = key_of(event.nth)
        receive(db, asked.id, asked.secret, _name(event), Text(text="Fortfarande?"), now)


def _withdraw(db: Connection, event: Event, now: datetime) -> None:
    if one := _open_one(db, event):
        asked = key_of(event.nth)
        withdrawing.withdraw(db, asked.id, asked.secret, one.number, now)


def _claim(db: Connection, one: Asked, event: Event, now: datetime) -> None:
    if one.agent_id is None:
        able = ANYONE if one.step == WITH_ALL else _working_for(one.function_id)
        those = _agents(db, able) or _agents(db, agent.c.role == "admin")
        desk.claim(db, one.number, _by_lot(those, event.luck), now)


def _reply(db: Connection, one: Asked, event: Event, now: datetime) -> None:
    if owner := _owner(db, one):
        desk.reply(db, one.number, owner, _name(event, 1), "Så här.", now, seen=ALL_READ)


def _put_off(db: Connection, one: Asked, event: Event, now: datetime) -> None:
    if owner := _owner(db, one):
        until = now + timedelta(days=1 + event.luck * 20)
        putting_off.put_off(db, one.number, owner, until, now)


def _transfer(db: Connection, one: Asked, event: Event, now: datetime) -> None:
    owner = _owner(db, one)
    if owner is None:
        return
    others = sa.select(function.c.id).where(function.c.id != one.function_id)
    to = _by_lot(list(db.scalars(others.order_by(function.c.id))), event.luck)
    theirs = [person.login for person in _agents(db, _working_for(to)) if person.id != owner.id]
    login = _by_lot(theirs, event.luck) if theirs and event.luck * 1000 % 2 > 1 else None
    try:
        handing_on.transfer(db, one.number, owner, to, "", now, login=login)
    except handing_on.IsAway:  # and is told to hand it to the function instead
        handing_on.transfer(db, one.number, owner, to, "", now)


def _release(db: Connection, one: Asked, event: Event, now: datetime) -> None:
    if owner := _owner(db, one):
        desk.release(db, one.number, owner, now)


def _close(db: Connection, one: Asked, event: Event, now: datetime) -> None:
    if owner := _owner(db, one):
        desk.close(db, one.number, owner, "answered", now)


def _end(db: Connection, one: Asked, event: Event, now: datetime) -> None:
    for what in (_claim, _reply, _close):
        if now_open := _open_one(db, event):
            what(db, now_open, event, now)


def _agent_away(db: Connection, luck: float, now: datetime) -> None:
    today = now.astimezone(SWEDEN).date()
    first, last = today + timedelta(days=int(luck * 3)), today + timedelta(days=4 + int(luck * 20))
    absences.enter(db, begins(first), begins(last), now, agent_id=_by_lot(_agents(db), luck).id)


def _function_away(db: Connection, luck: float, now: datetime) -> None:
    today = now.astimezone(SWEDEN).date()
    who = _by_lot(list(db.scalars(sa.select(function.c.id).order_by(function.c.id))), luck)
    last = today + timedelta(days=1 + int(luck * 10))
    absences.enter(db, begins(today), begins(last), now, function_id=who)


def _leave(db: Connection, luck: float, now: datetime) -> None:
    leaving.remove(db, _by_lot(_agents(db), luck).login, now)
    _hire(db, db.execute(sa.select(sa.func.count()).select_from(agent)).scalar_one())


OF_VISITORS = {"ask": _ask, "ask_again": _ask_again, "withdraw": _withdraw}
OF_AGENTS: dict[str, Callable[[Connection, Asked, Event, datetime], None]] = {
    "claim": _claim,
    "reply": _reply,
    "put_off": _put_off,
    "transfer": _transfer,
    "release": _release,
    "close": _close,
    "end": _end,
}
BESIDES = {"agent_away": _agent_away, "function_away": _function_away, "leave": _leave}


def _open_one(db: Connection, event: Event) -> Asked | None:
    of = enquiry.c.conversation_id == key_of(event.nth).id
    return db.execute(sa.select(enquiry).where(of, enquiry.c.closed_at.is_(None))).one_or_none()


def _owner(db: Connection, one: Asked) -> Agent | None:
    return next(iter(_agents(db, agent.c.id == one.agent_id)), None)


def _agents(db: Connection, which: sa.ColumnElement[bool] = ANYONE) -> list[Agent]:
    rows = db.execute(
        sa.select(agent, agent_function.c.function_id)
        .join(agent_function)
        .where(agent.c.active, which)
        .order_by(agent.c.id)
    )
    return [_agent(list(of)) for _, of in groupby(rows, key=lambda row: int(row.id))]


def _agent(rows: list[Row[Any]]) -> Agent:
    one = rows[0]
    return Agent(one.id, one.login, one.name, one.role, frozenset(row.function_id for row in rows))


def _working_for(function_id: str) -> sa.ColumnElement[bool]:
    theirs = sa.select(agent_function.c.agent_id).filter_by(function_id=function_id)
    return agent.c.id.in_(theirs)


def _by_lot(among: list[T], luck: float) -> T:
    return among[int(luck * len(among))]
