"""Which function answers for what: the contact paths, in the database."""

from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import Connection

from db.schema import function, opening_hours, responsibility
from servicecenter import paths_file, paths_versions
from servicecenter.hours import Opening
from servicecenter.routing import DUTY as DUTY
from servicecenter.routing import OWED as OWED
from servicecenter.routing import ContactPaths as ContactPaths
from servicecenter.routing import Function as Function
from servicecenter.routing import Responsibility as Responsibility
from servicecenter.routing import contact as contact

_NAMES = sa.select(function.c.id, function.c.name)
SEED = Path(__file__).parent / "seed" / "contact_paths.yml"


def load(db: Connection) -> ContactPaths:
    return ContactPaths(_functions(db, sa.true()), _responsibilities(db))


def one(db: Connection, function_id: str) -> Function:
    """At a fraction of what all of them cost. Raises KeyError."""
    return _functions(db, function.c.id == function_id)[function_id]


def names(db: Connection) -> dict[str, str]:
    """Of all functions, by their ids."""
    return {row.id: row.name for row in db.execute(_NAMES)}


def _functions(db: Connection, which: sa.ColumnElement[bool]) -> dict[str, Function]:
    hours: dict[str, list[Opening]] = {}
    opened = sa.select(opening_hours).join(function).where(which)
    for row in db.execute(opened.order_by(opening_hours.c.weekday, opening_hours.c.opens)):
        opening = Opening(row.weekday, row.opens, row.closes)
        hours.setdefault(row.function_id, []).append(opening)
    return {
        row["id"]: Function(**row, week=tuple(hours.get(row["id"], ())))
        for row in db.execute(sa.select(function).where(which)).mappings()
    }


def _responsibilities(db: Connection) -> list[Responsibility]:
    columns = responsibility.c
    query = sa.select(columns.function_id, columns.topic, columns.association_type, columns.matter)
    return [Responsibility(**row) for row in db.execute(query.order_by(columns.id)).mappings()]


def read_seed(path: Path = SEED) -> ContactPaths:
    return paths_file.from_yaml(path.read_text(encoding="utf-8"))


def fill(db: Connection) -> None:
    """Puts the seed's contact paths into a database that has none."""
    if not db.scalar(sa.select(sa.func.count()).select_from(function)):
        store(db, read_seed())
    if not paths_versions.last(db):
        number, now = paths_versions.take(db), datetime.now(UTC)
        paths_versions.keep(db, number, load(db), "Från början", "seed", now)


def store(db: Connection, paths: ContactPaths) -> None:
    """Makes the contact paths those, whatever they were. What others refer to must stay."""
    known = set(db.scalars(sa.select(function.c.id)))
    db.execute(opening_hours.delete())
    db.execute(responsibility.delete())
    _store_functions(db, list(paths.functions.values()), known)
    gone = known - paths.functions.keys()
    if gone:
        db.execute(function.delete().where(function.c.id.in_(gone)))
    hours = [
        {"function_id": row.id, "weekday": o.weekday, "opens": o.opens, "closes": o.closes}
        for row in paths.functions.values()
        for o in row.week
    ]
    if hours:
        db.execute(opening_hours.insert(), hours)
    if paths.responsibilities:
        db.execute(responsibility.insert(), [vars(row) for row in paths.responsibilities])


def _store_functions(db: Connection, rows: list[Function], known: set[str]) -> None:
    columns = [column.name for column in function.c]
    for row in rows:
        fields = {c: getattr(row, c) for c in columns} | {"deputy_id": None}
        if row.id in known:
            db.execute(function.update().where(function.c.id == row.id).values(fields))
        else:
            db.execute(function.insert().values(fields))
    for row in rows:  # now that all are there
        if row.deputy_id is not None:
            mine = function.update().where(function.c.id == row.id)
            db.execute(mine.values(deputy_id=row.deputy_id))
