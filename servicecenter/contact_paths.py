"""Which function answers for what: the contact paths, as data."""

from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import Any

import sqlalchemy as sa
import yaml
from sqlalchemy import Connection

from conversations.content import Contact
from db.schema import function, opening_hours, responsibility
from servicecenter.hours import Opening

# The function that takes what no one else has, and what others have left too long.
DUTY = "servicecenter"
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# Languages in which one has a right to be answered: where a municipality is in the administrative
# area for Finnish, the law on national minorities says so.
OWED = ("fi",)
SEED = Path(__file__).parent / "seed" / "contact_paths.yml"


@dataclass(frozen=True)
class Function:
    """`to_verify` names what the municipality has not confirmed of all this."""

    id: str
    name: str
    committee: str
    task: str
    email: str | None
    phone: str | None
    visiting_address: str | None
    deputy_id: str | None
    languages: list[str]
    target_hours: int
    to_verify: list[str]
    opening: tuple[Opening, ...] = ()

    def is_confirmed(self, what: str) -> bool:
        return not any(item.startswith(what) for item in self.to_verify)


@dataclass(frozen=True)
class Responsibility:
    """None means any."""

    function_id: str
    topic: str
    association_type: str | None
    matter: str | None


@dataclass(frozen=True)
class ContactPaths:
    """All functions by id, and who is responsible for what."""

    functions: dict[str, Function]
    responsibilities: list[Responsibility]

    def route(
        self, topic: str, association_type: str | None = None, matter: str | None = None
    ) -> Function:
        """The function whose responsibility names most of what is asked; else the duty role."""
        fitting = [
            row
            for row in self.responsibilities
            if row.topic == topic
            and row.association_type in (None, association_type)
            and row.matter in (None, matter)
        ]
        # A matter that has an owner of its own goes there whoever asks; else what the association
        # is decides, since the committees are split by it.
        fitting.sort(key=lambda row: (row.matter is not None, row.association_type is not None))
        return self.functions[fitting[-1].function_id if fitting else DUTY]

    def speaking(self, owner: Function, language: str) -> Function:
        """Who answers in the language: the owner, else the first of those who stand in for the
        owner that does; the owner all the same when none does."""
        one, asked = owner, {owner.id}
        while language not in one.languages:
            if one.deputy_id is None or one.deputy_id in asked:
                return owner
            one = self.functions[one.deputy_id]
            asked.add(one.id)
        return one


def contact(owner: Function) -> Contact:
    """Only what the municipality has confirmed is given out."""
    return Contact(
        function=owner.name,
        committee=owner.committee,
        email=owner.email if owner.is_confirmed("E-postadress") else None,
        phone=owner.phone if owner.is_confirmed("Telefonnummer") else None,
        visiting_address=owner.visiting_address if owner.is_confirmed("Besöksadress") else None,
    )


def load(db: Connection) -> ContactPaths:
    hours: dict[str, list[Opening]] = {}
    for row in db.execute(sa.select(opening_hours).order_by(opening_hours.c.weekday)):
        opening = Opening(row.weekday, row.opens, row.closes)
        hours.setdefault(row.function_id, []).append(opening)
    functions = {
        row["id"]: Function(**row, opening=tuple(hours.get(row["id"], ())))
        for row in db.execute(sa.select(function)).mappings()
    }
    return ContactPaths(functions, _responsibilities(db))


def _responsibilities(db: Connection) -> list[Responsibility]:
    columns = responsibility.c
    query = sa.select(columns.function_id, columns.topic, columns.association_type, columns.matter)
    return [Responsibility(**row) for row in db.execute(query).mappings()]


def read_seed(path: Path = SEED) -> ContactPaths:
    given = yaml.safe_load(path.read_text(encoding="utf-8"))
    functions = {row["id"]: _function(row) for row in given["functions"]}
    return ContactPaths(functions, [_responsibility(row) for row in given["responsibilities"]])


def _function(row: dict[str, Any]) -> Function:
    fields = {name: value for name, value in row.items() if name not in ("hours", "deputy")}
    opening = tuple(
        Opening(DAYS.index(day), *map(time.fromisoformat, span.split("-")))
        for day, spans in row["hours"].items()
        for span in spans
    )
    return Function(**fields, deputy_id=row["deputy"], opening=opening)


def _responsibility(row: dict[str, Any]) -> Responsibility:
    return Responsibility(
        row["function"], row["topic"], row.get("association_type"), row.get("matter")
    )


def fill(db: Connection) -> None:
    """Puts the seed's contact paths into a database that has none."""
    if not db.scalar(sa.select(sa.func.count()).select_from(function)):
        store(db, read_seed())


def store(db: Connection, paths: ContactPaths) -> None:
    """Writes contact paths into a database that has none."""
    rows = list(paths.functions.values())
    columns = [column.name for column in function.c]
    db.execute(
        function.insert(),
        [{c: getattr(row, c) for c in columns} | {"deputy_id": None} for row in rows],
    )
    for row in rows:
        db.execute(function.update().where(function.c.id == row.id).values(deputy_id=row.deputy_id))
    db.execute(
        opening_hours.insert(),
        [
            {"function_id": row.id, "weekday": o.weekday, "opens": o.opens, "closes": o.closes}
            for row in rows
            for o in row.opening
        ],
    )
    db.execute(responsibility.insert(), [vars(row) for row in paths.responsibilities])
