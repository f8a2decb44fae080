"""Logging in, and who a session belongs to as the database has it now."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from argon2.exceptions import Argon2Error, InvalidHashError
from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from db.audit import login_try
from db.schema import agent, session
from servicecenter import agents, audit
from servicecenter.agents import Agent

SESSION_LENGTH = timedelta(hours=12)  # a working day, so that no one is logged out at work
TRIES = 5
TRIES_WITHIN = timedelta(minutes=15)
# Checked when there is no such login, so that the time taken does not tell.
_NO_ONE = agents.HASHER.hash(secrets.token_hex(16))


class WrongLogin(Exception):
    """Login or password is wrong: which, is not told."""


class LockedOut(Exception):
    """Too many tries under one name, whether there is such a login or not."""


@dataclass(frozen=True)
class Known:
    """What is known of a login; `agent_id` is None when no one has it who may log in."""

    agent_id: int | None
    password_hash: str

    def prove(self, password: str) -> None:
        """Takes its time: not for a transaction that others wait for. Raises WrongLogin."""
        try:
            agents.HASHER.verify(self.password_hash, password)
        except (Argon2Error, InvalidHashError):  # the latter of who has no password
            raise WrongLogin from None
        if self.agent_id is None:
            raise WrongLogin


def may_try(db: Connection, login: str, now: datetime) -> bool:
    """Counts a try before the password is looked at; tries at once are counted one by one, in
    whichever process. After five there are none until a quarter of an hour from the first."""
    db.execute(login_try.delete().where(login_try.c.since <= now - TRIES_WITHIN))
    insert = (postgresql if db.dialect.name == "postgresql" else sqlite).insert(login_try)
    first = insert.values(login_hash=_digest(login), tries=1, since=now)
    counted = first.on_conflict_do_update(
        index_elements=[login_try.c.login_hash], set_={"tries": login_try.c.tries + 1}
    )
    tries: int = db.execute(counted.returning(login_try.c.tries)).scalar_one()
    if tries == TRIES + 1 and agents.exists(db, login):
        audit.add(db, login, "locked_out", login, now)
    return tries <= TRIES


def forget_tries(db: Connection, login: str) -> None:
    db.execute(login_try.delete().where(login_try.c.login_hash == _digest(login)))


def known(db: Connection, login: str) -> Known:
    row = db.execute(sa.select(agent).where(agent.c.login == login, agent.c.active)).one_or_none()
    return Known(row.id, row.password_hash) if row else Known(None, _NO_ONE)


def begin(db: Connection, proven: Known, now: datetime) -> tuple[str, Agent]:
    """The token of a new session, and whose it is. Raises WrongLogin when the password is another
    by now, or the person gone."""
    current = agents.locked(db, proven.agent_id or 0)
    if current is None or current.password_hash != proven.password_hash:
        raise WrongLogin
    return open_for(db, agents.from_row(db, current), now)


def open_for(db: Connection, who: Agent, now: datetime) -> tuple[str, Agent]:
    """For someone who has proven who they are."""
    token = secrets.token_urlsafe(32)
    db.execute(session.delete().where(session.c.expires_at < now))
    row = {"token_hash": _digest(token), "agent_id": who.id, "expires_at": now + SESSION_LENGTH}
    db.execute(session.insert().values(row))
    forget_tries(db, who.login)
    audit.add(db, who.login, "logged_in", who.login, now)
    return token, who


def log_in(db: Connection, login: str, password: str, now: datetime) -> str:
    """All of it at once, for who has the database to themselves. Raises WrongLogin."""
    one = known(db, login)
    one.prove(password)
    return begin(db, one, now)[0]


def log_out(db: Connection, token: str) -> None:
    db.execute(session.delete().where(session.c.token_hash == _digest(token)))


_OF_SESSION = (
    sa.select(agent)
    .join(session, session.c.agent_id == agent.c.id)
    .where(
        session.c.token_hash == sa.bindparam("token_hash"),
        session.c.expires_at > sa.bindparam("now", type_=session.c.expires_at.type),
        agent.c.active,
    )
)


def agent_of_session(db: Connection, token: str, now: datetime) -> Agent | None:
    row = db.execute(_OF_SESSION, {"token_hash": _digest(token), "now": now}).one_or_none()
    return agents.from_row(db, row) if row else None


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode(errors="surrogateescape")).hexdigest()
