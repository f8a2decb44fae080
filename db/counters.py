"""Numbers that follow on one another without gaps, also when transactions overlap."""

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from db.schema import counter

_LAST = sa.select(counter.c.last).where(counter.c.name == sa.bindparam("name"))


def take_next(db: Connection, name: str) -> int:
    """The next number. Others who want one of the same name wait until this is committed."""
    insert = (postgresql if db.dialect.name == "postgresql" else sqlite).insert(counter)
    upsert = insert.values(name=name, last=1).on_conflict_do_update(
        index_elements=[counter.c.name], set_={"last": counter.c.last + 1}
    )
    number: int = db.execute(upsert.returning(counter.c.last)).scalar_one()
    return number


def last(db: Connection, name: str) -> int:
    return db.scalar(_LAST, {"name": name}) or 0
