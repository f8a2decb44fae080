"""Very many conversations moved from SQLite to PostgreSQL: how long it takes, and whether what was
said and what agents find are the same there."""

import hashlib
import time
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import Connection, Engine

from backup.moving import move
from benchmarks.bench import Bench
from benchmarks.copied import many_conversations
from benchmarks.many import stores
from benchmarks.people import AtDesk, hired
from conversations import messages
from db.engine import open_engine
from db.migrate import migrate
from db.schema import conversation
from servicecenter import contact_paths, searching

AT_ONCE = 1_000  # conversations read
SEARCHED = ("ishallen", "kön", "lördag", "nyckel")


class NotTheSame(Exception):
    """What is there after the move is not what was here; the message says which."""


def measure_move(bench: Bench, count: int) -> str:
    """What was moved, in words. Raises NotTheSame, and what move() raises."""
    with bench.fresh_folder() as folder, stores(bench, folder) as kept:
        with bench.progress.step(f"Writing {count:,} conversations"):
            agent = _filled(folder / "lotsen.db", count)
        with bench.progress.step("Reading all that was said, and searching"):
            before = _seen(f"sqlite:///{folder / 'lotsen.db'}", agent)
        began = time.perf_counter()
        with bench.progress.step("Moving"):
            moved = move(folder / "lotsen.db", kept.database_url)
        took = time.perf_counter() - began
        with bench.progress.step("Reading all of it again"):
            after = _seen(kept.database_url, agent)
    other = [what for what in before if before[what] != after[what]]
    if other:
        raise NotTheSame(", ".join(other))
    return (
        f"{sum(one.rows for one in moved):,} rows of {len(moved)} tables moved in {took:.0f} s, "
        f"and compared; the checksum of all that was said in {count:,} conversations and what "
        f"{len(SEARCHED)} searches find are the same"
    )


def _filled(file: Path, count: int) -> AtDesk:
    engine = open_engine(f"sqlite:///{file}")
    migrate(engine)
    with engine.begin() as db:
        contact_paths.fill(db)
        agent = hired(db, "searcher", "admin")
    many_conversations(engine, count)
    engine.dispose()
    return agent


def _seen(url: str, agent: AtDesk) -> dict[str, object]:
    engine = open_engine(url)
    with engine.connect() as db:
        found = {
            word: [one.number for one in searching.search(db, agent.who, word)] for word in SEARCHED
        }
    said = _checksum(engine)
    engine.dispose()
    return {"what was said": said, **found}


def _checksum(engine: Engine) -> str:
    told = hashlib.sha256()
    with engine.connect() as db:
        ids = sorted(db.scalars(sa.select(conversation.c.id)))
        for first in range(0, len(ids), AT_ONCE):
            _add(told, db, ids[first : first + AT_ONCE])
    return told.hexdigest()


def _add(told: "hashlib._Hash", db: Connection, ids: list[str]) -> None:
    said = messages.of_several(db, ids)
    for one in ids:
        told.update(f"{one} {said.get(one, [])}".encode())
