"""Adds and removes log-ins, and sets passwords.

./lotsen user add LOGIN --name NAME --role agent --function fritidsbokningen
./lotsen user password LOGIN
./lotsen user remove LOGIN
./lotsen user list
"""

import argparse
import secrets
import sys
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from commands.database import transaction
from db.schema import agent
from servicecenter import agents, contact_paths, leaving

ROLES = ("agent", "editor", "admin")


def main() -> int:
    given = _parser().parse_args()
    with transaction() as db:
        contact_paths.fill(db)
        done: int = given.act(db, given)
    return done


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./lotsen user", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    acts = parser.add_subparsers(required=True, metavar="add | password | remove | list")
    add = acts.add_parser("add")
    add.add_argument("login")
    add.add_argument("--name", required=True, help="first name, which visitors see")
    add.add_argument("--role", choices=ROLES, default="agent")
    add.add_argument("--function", action="append", default=[], help="may be given several times")
    add.set_defaults(act=_add)
    for name, act in (("password", _password), ("remove", _remove)):
        one = acts.add_parser(name)
        one.add_argument("login")
        one.set_defaults(act=act)
    acts.add_parser("list").set_defaults(act=_list)
    return parser


def _add(db: Connection, given: argparse.Namespace) -> int:
    known = contact_paths.load(db).functions
    unknown = [name for name in given.function if name not in known]
    if unknown:
        return _refuse(f"no such function: {', '.join(unknown)}. There are: {', '.join(known)}")
    password = secrets.token_urlsafe(9)
    try:
        agents.add(db, given.login, given.name, given.role, password, given.function)
    except agents.LoginTaken:
        return _refuse(f"the login {given.login} is taken")
    return _say(f"{given.login} can log in with the password {password} (shown only now)")


def _password(db: Connection, given: argparse.Namespace) -> int:
    password = secrets.token_urlsafe(9)
    if not agents.set_password(db, given.login, password):
        return _refuse(f"no such login: {given.login}")
    return _say(f"{given.login} has the new password {password} (shown only now)")


def _remove(db: Connection, given: argparse.Namespace) -> int:
    if not leaving.remove(db, given.login, datetime.now(UTC)):
        return _refuse(f"no such login: {given.login}")
    return _say(f"{given.login} is logged out and cannot log in any more")


def _list(db: Connection, _: argparse.Namespace) -> int:
    for row in db.execute(sa.select(agent).order_by(agent.c.login)):
        removed = "" if row.active else "\tremoved"
        _say(f"{row.login}\t{row.name}\t{row.role}{removed}")
    return 0


def _say(text: str) -> int:
    sys.stdout.write(text + "\n")
    return 0


def _refuse(text: str) -> int:
    sys.stderr.write(text + "\n")
    return 2


if __name__ == "__main__":
    sys.exit(main())
