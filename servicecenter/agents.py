"""People of the municipality who log in: agents, leads, editors, administrators.

A lead is an agent who also sees what colleagues of their functions have taken, and may put it back
or hand it on. An administrator does all of it, and decides who the others are.
"""

import re
from dataclasses import dataclass
from typing import Any, Literal, get_args

import sqlalchemy as sa
from argon2 import PasswordHasher
from sqlalchemy import Connection

from db.schema import agent, agent_function, session

Role = Literal["agent", "lead", "editor", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
ANSWERING = ("agent", "lead", "admin")
HASHER = PasswordHasher()
LOGIN = re.compile(r"[a-z0-9][a-z0-9._@-]{1,63}")
PROVIDER = "provider"  # the municipality's identity provider
NO_LOGINS = ("visitor", "bot", "system", "command", PROVIDER)  # whom logs name besides people
LONGEST_NAME = 64


class LoginTaken(Exception):
    pass


class NotALogin(Exception):
    """Letters a to z, digits and . _ @ - alone, and none that logs use for others."""


class RightsChanged(Exception):
    """Meanwhile the person's rights are others; they have to log in again."""


@dataclass(frozen=True)
class Agent:
    id: int
    login: str
    name: str
    role: str
    functions: frozenset[str]

    @property
    def first_name(self) -> str:
        return first_name(self.name)

    @property
    def may_answer(self) -> bool:
        return self.role in ANSWERING

    @property
    def may_edit(self) -> bool:
        return self.role in ("editor", "admin")

    @property
    def may_follow_up(self) -> bool:
        return self.role in ("lead", "editor", "admin")

    @property
    def may_administer(self) -> bool:
        return self.role == "admin"

    def answers_for(self, function_id: str) -> bool:
        return self.may_answer and (self.role == "admin" or function_id in self.functions)

    def leads(self, function_id: str) -> bool:
        return self.role == "lead" and function_id in self.functions


def first_name(name: str) -> str:
    """All that those outside the municipality are told of a name."""
    return name.split()[0] if name.strip() else name


def add(
    db: Connection, login: str, name: str, role: str, password: str, functions: list[str]
) -> None:
    """Raises LoginTaken and NotALogin."""
    if not LOGIN.fullmatch(login) or login in NO_LOGINS:
        raise NotALogin(login)
    if exists(db, login):
        raise LoginTaken(login)
    hashed = HASHER.hash(password)
    row = {"login": login, "name": name, "role": role, "password_hash": hashed, "active": True}
    added = db.execute(agent.insert().values(row))
    (agent_id,) = added.inserted_primary_key or (0,)
    set_functions(db, agent_id, functions)


def set_functions(db: Connection, agent_id: int, functions: list[str]) -> None:
    db.execute(agent_function.delete().where(agent_function.c.agent_id == agent_id))
    for function_id in set(functions):
        db.execute(agent_function.insert().values(agent_id=agent_id, function_id=function_id))


def set_password(db: Connection, login: str, password: str) -> bool:
    """Whether there is such a login. All its sessions end."""
    hashed = HASHER.hash(password)
    changed = agent.update().where(agent.c.login == login).values(password_hash=hashed)
    agent_id = db.scalar(changed.returning(agent.c.id))
    if agent_id is None:
        return False
    end_sessions(db, agent_id)
    return True


def shut_out(db: Connection, login: str) -> int | None:
    """The id of who cannot log in any more; None when there was no such login."""
    gone = agent.update().where(agent.c.login == login).values(active=False)
    agent_id: int | None = db.scalar(gone.returning(agent.c.id))
    if agent_id is not None:
        end_sessions(db, agent_id)
    return agent_id


def end_sessions(db: Connection, agent_id: int) -> None:
    db.execute(session.delete().where(session.c.agent_id == agent_id))


def exists(db: Connection, login: str) -> bool:
    return db.scalar(sa.select(agent.c.id).where(agent.c.login == login)) is not None


def of_login(db: Connection, login: str) -> Agent:
    return from_row(db, db.execute(sa.select(agent).where(agent.c.login == login)).one())


def locked(db: Connection, agent_id: int) -> sa.Row[Any] | None:
    """Who may log in; until this transaction is done, no one changes their rights."""
    query = sa.select(agent).where(agent.c.id == agent_id, agent.c.active)
    return db.execute(query.with_for_update(read=True)).one_or_none()


def hold(db: Connection, who: Agent) -> None:
    """What someone does counts only with the rights that they have by then, so it waits for a
    change of them, and a change waits for it. Raises RightsChanged."""
    row = locked(db, who.id)
    if row is None or from_row(db, row) != who:
        raise RightsChanged


_FUNCTIONS = sa.select(agent_function.c.function_id).where(
    agent_function.c.agent_id == sa.bindparam("of")
)


def from_row(db: Connection, row: sa.Row[Any]) -> Agent:
    owned = db.scalars(_FUNCTIONS, {"of": row.id})
    return Agent(row.id, row.login, row.name, row.role, frozenset(owned))


def answering(db: Connection) -> list[Agent]:
    """All who may answer, by name."""
    owned: dict[int, set[str]] = {}
    for row in db.execute(sa.select(agent_function)):
        owned.setdefault(row.agent_id, set()).add(row.function_id)
    query = sa.select(agent).where(agent.c.active, agent.c.role.in_(ANSWERING))
    return [
        Agent(row.id, row.login, row.name, row.role, frozenset(owned.get(row.id, ())))
        for row in db.execute(query.order_by(agent.c.name, agent.c.id))
    ]


def any_exist(db: Connection) -> bool:
    return bool(db.scalar(sa.select(sa.func.count()).select_from(agent)))
