"""People of the municipality who log in: agents, editors, administrators."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error
from sqlalchemy import Connection

from db.schema import agent, agent_function, session

SESSION_LENGTH = timedelta(hours=12)  # a working day, so that no one is logged out at work
_hasher = PasswordHasher()
# Checked when there is no such login, so that the time taken does not tell.
_NO_ONE = _hasher.hash(secrets.token_hex(16))


class WrongLogin(Exception):
    """Login or password is wrong: which, is not told."""


class LoginTaken(Exception):
    pass


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
        return self.role in ("agent", "admin")

    @property
    def may_edit(self) -> bool:
        return self.role in ("editor", "admin")


def first_name(name: str) -> str:
    """All that those outside the municipality are told of a name."""
    return name.split()[0] if name.strip() else name


def add(
    db: Connection, login: str, name: str, role: str, password: str, functions: list[str]
) -> None:
    """Raises LoginTaken."""
    if db.scalar(sa.select(agent.c.id).where(agent.c.login == login)):
        raise LoginTaken(login)
    added = db.execute(
        agent.insert().values(
            login=login,
            name=name,
            role=role,
            password_hash=_hasher.hash(password),
            active=True,
        )
    )
    (agent_id,) = added.inserted_primary_key or (0,)
    for function_id in functions:
        db.execute(agent_function.insert().values(agent_id=agent_id, function_id=function_id))


def set_password(db: Connection, login: str, password: str) -> bool:
    """Whether there is such a login. All its sessions end."""
    agent_id = db.scalar(sa.select(agent.c.id).where(agent.c.login == login))
    if agent_id is None:
        return False
    hashed = _hasher.hash(password)
    db.execute(agent.update().where(agent.c.id == agent_id).values(password_hash=hashed))
    db.execute(session.delete().where(session.c.agent_id == agent_id))
    return True


def shut_out(db: Connection, login: str) -> int | None:
    """The id of who cannot log in any more; None when there was no such login."""
    agent_id: int | None = db.scalar(sa.select(agent.c.id).where(agent.c.login == login))
    if agent_id is not None:
        db.execute(agent.update().where(agent.c.id == agent_id).values(active=False))
        db.execute(session.delete().where(session.c.agent_id == agent_id))
    return agent_id


def log_in(db: Connection, login: str, password: str, now: datetime) -> str:
    """The token of a new session. Raises WrongLogin."""
    row = db.execute(sa.select(agent).where(agent.c.login == login, agent.c.active)).one_or_none()
    try:
        _hasher.verify(row.password_hash if row else _NO_ONE, password)
    except Argon2Error:
        raise WrongLogin from None
    if row is None:
        raise WrongLogin
    token = secrets.token_urlsafe(32)
    db.execute(session.delete().where(session.c.expires_at < now))
    db.execute(
        session.insert().values(
            token_hash=_digest(token), agent_id=row.id, expires_at=now + SESSION_LENGTH
        )
    )
    return token


def log_out(db: Connection, token: str) -> None:
    db.execute(session.delete().where(session.c.token_hash == _digest(token)))


def agent_of_session(db: Connection, token: str, now: datetime) -> Agent | None:
    query = (
        sa.select(agent)
        .join(session, session.c.agent_id == agent.c.id)
        .where(session.c.token_hash == _digest(token), session.c.expires_at > now, agent.c.active)
    )
    row = db.execute(query).one_or_none()
    if row is None:
        return None
    owned = sa.select(agent_function.c.function_id).where(agent_function.c.agent_id == row.id)
    return Agent(row.id, row.login, row.name, row.role, frozenset(db.scalars(owned)))


def any_exist(db: Connection) -> bool:
    return bool(db.scalar(sa.select(sa.func.count()).select_from(agent)))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode(errors="surrogateescape")).hexdigest()
