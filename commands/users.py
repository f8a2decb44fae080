"""Adds and removes log-ins, sets passwords and rights.

./lotsen user add LOGIN --name NAME --role agent --function fritidsbokningen
./lotsen user rights LOGIN --role lead --function fritidsbokningen
./lotsen user password LOGIN
./lotsen user remove LOGIN
./lotsen user list
"""

import argparse
import sys
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from commands.database import transaction
from db.schema import agent
from servicecenter import contact_paths, people
from servicecenter.agents import ROLES, LoginTaken, NotALogin
from servicecenter.audit import COMMAND
from servicecenter.people import LastAdministrator, NoSuchPerson, WrongPerson

REFUSED = {
    LoginTaken: "the login is taken",
    NotALogin: "a login is a to z, digits and . _ @ - alone",
    NoSuchPerson: "there is no such login",
    LastAdministrator: "there must be an administrator left",
}


def main() -> int:
    given = _parser().parse_args()
    with transaction() as db:
        contact_paths.fill(db)
        try:
            given.act(db, given)
        except WrongPerson:
            known = ", ".join(contact_paths.load(db).functions)
            return _refuse(f"name or function is not right. Functions: {known}")
        except tuple(REFUSED) as error:
            return _refuse(f"{given.login}: {REFUSED[type(error)]}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./lotsen user", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    acts = parser.add_subparsers(required=True, metavar="add | rights | password | remove | list")
    add = acts.add_parser("add")
    add.add_argument("login")
    add.add_argument("--name", required=True, help="first name, which visitors see")
    add.set_defaults(act=_add)
    rights = acts.add_parser("rights")
    rights.add_argument("login")
    rights.set_defaults(act=_rights)
    for one in (add, rights):
        one.add_argument("--role", choices=ROLES, default="agent")
        one.add_argument("--function", action="append", default=[], help="may be repeated")
    for name, act in (("password", _password), ("remove", _remove)):
        one = acts.add_parser(name)
        one.add_argument("login")
        one.set_defaults(act=act)
    acts.add_parser("list").set_defaults(act=_list)
    return parser


def _add(db: Connection, given: argparse.Namespace) -> None:
    what = (given.login, given.name, given.role, given.function)
    password = people.add(db, COMMAND, *what, datetime.now(UTC))
    _say(f"{given.login} can log in with the password {password} (shown only now)")


def _rights(db: Connection, given: argparse.Namespace) -> None:
    name = people.person(db, given.login).name
    what = (given.login, name, given.role, given.function)
    people.change(db, COMMAND, *what, datetime.now(UTC))
    _say(f"{given.login} is {given.role}, for {', '.join(given.function) or 'no function'}")


def _password(db: Connection, given: argparse.Namespace) -> None:
    password = people.new_password(db, COMMAND, given.login, datetime.now(UTC))
    _say(f"{given.login} has the new password {password} (shown only now)")


def _remove(db: Connection, given: argparse.Namespace) -> None:
    people.remove(db, COMMAND, given.login, datetime.now(UTC))
    _say(f"{given.login} is logged out and cannot log in any more")


def _list(db: Connection, _: argparse.Namespace) -> None:
    for row in db.execute(sa.select(agent).order_by(agent.c.login)):
        removed = "" if row.active else "\tremoved"
        _say(f"{row.login}\t{row.name}\t{row.role}{removed}")


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


def _refuse(text: str) -> int:
    sys.stderr.write(text + "\n")
    return 2


if __name__ == "__main__":
    sys.exit(main())
