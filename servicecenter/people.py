"""What administrators do: who works here, as what, for which functions. Whoever's rights change is
logged out everywhere, and what they may no longer have goes back to its queue."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from conversations.words import visible
from db import counters
from db.schema import agent, agent_function, function
from servicecenter import agents, audit, leaving, sessions
from servicecenter.agents import LONGEST_NAME, ROLES, Role

SHORTEST_PASSWORD = 12


class NoSuchPerson(Exception):
    pass


class LastAdministrator(Exception):
    """Someone must be left who can let others in."""


class WrongPerson(Exception):
    """A name, a role or a function that is none."""


class TooWeak(Exception):
    """A password that is too short, or that is the login."""


@dataclass(frozen=True)
class Person:
    login: str
    name: str
    role: str
    functions: frozenset[str]
    active: bool


def everyone(db: Connection) -> list[Person]:
    """Those who are here first, in order of their names."""
    owned: dict[int, set[str]] = {}
    for row in db.execute(sa.select(agent_function)):
        owned.setdefault(row.agent_id, set()).add(row.function_id)
    rows = db.execute(sa.select(agent).order_by(agent.c.active.desc(), agent.c.name, agent.c.login))
    return [
        Person(row.login, row.name, row.role, frozenset(owned.get(row.id, ())), row.active)
        for row in rows
    ]


def person(db: Connection, login: str) -> Person:
    """The one way to a person. Raises NoSuchPerson."""
    found = [one for one in everyone(db) if one.login == login]
    if not found:
        raise NoSuchPerson(login)
    return found[0]


def add(
    db: Connection,
    by: str,
    login: str,
    name: str,
    role: str,
    functions: list[str],
    now: datetime,
) -> str:
    """The password that the person begins with. Raises WrongPerson, NotALogin and LoginTaken."""
    name = _checked(db, name, role, functions)
    password = _new_password()
    agents.add(db, login, name, role, password, functions)
    audit.add(db, by, "added_person", login, now, role=role, functions=sorted(functions))
    return password


def change(
    db: Connection,
    by: str,
    login: str,
    name: str,
    role: Role,
    functions: list[str],
    now: datetime,
) -> None:
    """Raises NoSuchPerson, WrongPerson and LastAdministrator."""
    name = _checked(db, name, role, functions)
    set_rights(db, by, login, name, role, functions, now)
    _keep_an_administrator(db)


def set_rights(
    db: Connection,
    by: str,
    login: str,
    name: str,
    role: Role,
    functions: list[str],
    now: datetime,
) -> None:
    """Nothing, when they are so already. Raises NoSuchPerson."""
    row = _locked(db, login)
    before = agents.from_row(db, row)
    db.execute(agent.update().where(agent.c.id == row.id).values(name=name, role=role))
    agents.set_functions(db, row.id, functions)
    person = agents.of_login(db, login)
    if person == before:
        return
    agents.end_sessions(db, row.id)
    leaving.give_back(db, row.id, person, now)
    audit.add(db, by, "changed_person", login, now, role=role, functions=sorted(functions))


def new_password(db: Connection, by: str, login: str, now: datetime) -> str:
    """Also for who has locked themselves out, and to let in again who was removed. Raises
    NoSuchPerson."""
    row = _locked(db, login)
    password = _new_password()
    agents.set_password(db, login, password)
    sessions.forget_tries(db, login)
    db.execute(agent.update().where(agent.c.id == row.id).values(active=True))
    audit.add(db, by, "new_password" if row.active else "let_in_again", login, now)
    return password


def remove(db: Connection, by: str, login: str, now: datetime) -> None:
    """Raises NoSuchPerson and LastAdministrator."""
    set_out(db, by, login, now)
    _keep_an_administrator(db)


def set_out(db: Connection, by: str, login: str, now: datetime) -> None:
    """Raises NoSuchPerson."""
    _locked(db, login)
    leaving.remove(db, login, now)
    audit.add(db, by, "removed_person", login, now)


def change_own_password(db: Connection, login: str, password: str, now: datetime) -> None:
    """Raises TooWeak."""
    if len(password) < SHORTEST_PASSWORD or password.lower() == login:
        raise TooWeak
    agents.set_password(db, login, password)
    audit.add(db, login, "own_password", login, now)


def _checked(db: Connection, name: str, role: str, functions: list[str]) -> str:
    name = " ".join(visible(name).split())
    known = set(db.scalars(sa.select(function.c.id)))
    if not 0 < len(name) <= LONGEST_NAME:
        raise WrongPerson("Skriv ett namn på högst 64 tecken.")
    if role not in ROLES:
        raise WrongPerson("Välj en roll i listan.")
    if not set(functions) <= known:
        raise WrongPerson("Välj funktioner i listan.")
    return name


def _locked(db: Connection, login: str) -> sa.Row[Any]:
    """One change after the other, so that of two who remove each other one is left."""
    counters.take_next(db, "people")
    row = db.execute(sa.select(agent).where(agent.c.login == login).with_for_update()).one_or_none()
    if row is None:
        raise NoSuchPerson(login)
    return row


def _keep_an_administrator(db: Connection) -> None:
    left = sa.select(agent.c.id).where(agent.c.role == "admin", agent.c.active)
    if not db.scalars(left).first():
        raise LastAdministrator


def _new_password() -> str:
    return secrets.token_urlsafe(12)
