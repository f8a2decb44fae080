"""Work that one process does at a time: whoever holds the lease, until it runs out."""

from datetime import datetime, timedelta

from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from db.outside import lease


def take(db: Connection, name: str, holder: str, length: timedelta, now: datetime) -> bool:
    """Takes the lease or makes one's own longer; whether one has it now."""
    insert = (postgresql if db.dialect.name == "postgresql" else sqlite).insert(lease)
    mine = insert.values(name=name, holder=holder, expires_at=now + length)
    # Nobody's lease is that long: it was taken while the clock was wrong.
    is_wrong = lease.c.expires_at > now + 2 * length
    free = (lease.c.holder == holder) | (lease.c.expires_at <= now) | is_wrong
    taken = mine.on_conflict_do_update(
        index_elements=[lease.c.name],
        set_={"holder": mine.excluded.holder, "expires_at": mine.excluded.expires_at},
        where=free,
    )
    return db.execute(taken.returning(lease.c.name)).first() is not None


def give_back(db: Connection, name: str, holder: str) -> None:
    db.execute(lease.delete().where(lease.c.name == name, lease.c.holder == holder))
