"""Makes the first log-ins, where there are none, and prints them as JSON: the only time
their passwords are shown.

    python -m commands.first_users
"""

import json
import secrets
import sys

from sqlalchemy import Connection

from commands.database import transaction
from servicecenter import agents, contact_paths

FIRST = (("agent", "Agent", "agent"), ("admin", "Administratör", "admin"))


def make(db: Connection) -> list[dict[str, str]]:
    """An agent of every function and an administrator; nothing when anyone exists already."""
    if agents.any_exist(db):
        return []
    contact_paths.fill(db)
    functions = list(contact_paths.load(db).functions)
    made = []
    for login, name, role in FIRST:
        password = secrets.token_urlsafe(9)
        agents.add(db, login, name, role, password, functions if role == "agent" else [])
        made.append({"login": login, "password": password, "name": name, "role": role})
    return made


if __name__ == "__main__":
    with transaction() as connection:
        json.dump(make(connection), sys.stdout)
