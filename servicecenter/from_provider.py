"""Whoever the municipality's identity provider lets in: their groups there say what they may here,
anew at each log-in."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from conversations.words import visible
from db.schema import agent, function
from servicecenter import agents, audit, people, sessions
from servicecenter.agents import LOGIN, LONGEST_NAME, NO_LOGINS, PROVIDER, ROLES, Agent, Role

NO_PASSWORD = "!"  # noqa: S105 - the hash of nothing


@dataclass(frozen=True)
class Group:
    """Of those that a person is in, the first that is named decides the role; the functions of all
    of them count."""

    name: str
    role: Role
    functions: tuple[str, ...]


def read_groups(written: str) -> list[Group]:
    """Of `Lotsen-admin=admin, Bokning=agent:fritidsbokningen+servicecenter`. Raises ValueError."""
    return [_group(one.strip()) for one in written.split(",") if one.strip()]


def _group(written: str) -> Group:
    name, _, given = written.rpartition("=")
    code, _, functions = given.partition(":")
    role = next((role for role in ROLES if role == code.strip()), None)
    if not name.strip() or role is None:
        raise ValueError(f"{written!r} is not GROUP=ROLE or GROUP=ROLE:FUNCTION+FUNCTION")
    split = (one.strip() for one in functions.split("+"))
    return Group(name.strip(), role, tuple(one for one in split if one))


def log_in(
    db: Connection, issuer: str, claims: Mapping[str, Any], groups: list[Group], now: datetime
) -> tuple[str, Agent] | None:
    """`groups` are those of the person, in the order of the settings. The token of a new session
    and whose it is; None when no group has a role here, which ends what the person had, or when
    an administrator has removed them."""
    subject = hashlib.sha256(f"{issuer}\0{claims['sub']}".encode()).hexdigest()
    row = db.execute(sa.select(agent).where(agent.c.subject == subject)).one_or_none()
    if not groups:
        if row is not None and row.active:
            people.set_out(db, PROVIDER, row.login, now)
        return None
    if row is not None and not row.active:
        return None
    known = set(db.scalars(sa.select(function.c.id)))
    functions = sorted(known & {one for group in groups for one in group.functions})
    login = row.login if row else _added(db, subject, claims, now)
    wanted = (_name(claims, login), groups[0].role, functions)
    people.set_rights(db, PROVIDER, login, *wanted, now)
    return sessions.open_for(db, agents.of_login(db, login), now)


def _added(db: Connection, subject: str, claims: Mapping[str, Any], now: datetime) -> str:
    """Never someone who is here already: what the provider calls a person is no proof of that."""
    login = str(claims.get("preferred_username") or claims.get("email") or "").lower()
    if not LOGIN.fullmatch(login) or login in NO_LOGINS or agents.exists(db, login):
        login = f"person-{secrets.token_hex(4)}"
    row = {"login": login, "name": login, "role": "agent", "password_hash": NO_PASSWORD}
    db.execute(agent.insert().values(**row, active=True, subject=subject))
    audit.add(db, PROVIDER, "added_person", login, now)
    return login


def _name(claims: Mapping[str, Any], login: str) -> str:
    return " ".join(visible(str(claims.get("name") or "")).split())[:LONGEST_NAME] or login
