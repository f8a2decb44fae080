"""How the cost of what is asked for again and again grows with the stored conversations."""

import hashlib
import json
import resource
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import sqlalchemy as sa
from matplotlib.figure import Figure
from sqlalchemy import Connection, Engine

from benchmarks.bench import ROOT, Bench
from benchmarks.databases import fresh_database
from benchmarks.people import AtDesk, full_queue
from conversations import messages
from db.engine import open_engine
from db.schema import conversation
from servicecenter import queues, searching
from servicecenter.contact_paths import DUTY
from servicecenter.queues import Wanted
from servicecenter.waiting import waiting

SIZES = (1_000, 10_000, 100_000, 1_000_000)
OPEN = 200  # enquiries; all others are closed
RUNS = 5
AT_ONCE = 10_000
STEEPER = 1.5  # times what linear growth would be: that much the machine may be in the way
SHORT = 5.0  # milliseconds: what takes less is not held against growth
PICTURE = ROOT / "docs" / "pictures" / "growth.svg"
OPERATIONS = {
    "queue": "the queue of an agent",
    "conversation": "a conversation",
    "found": "a search that finds",
    "not_found": "a search that finds nothing",
    "figures": "the figures for Prometheus",
}
# Every fourth conversation became an enquiry, and each has four messages.
MESSAGES = """
INSERT INTO message (conversation_id, seq, sender, content, turn, at)
SELECT c.id, t.seq, t.sender, t.content, CASE WHEN t.seq = 2 THEN 'done' END, c.started_at
FROM conversation c CROSS JOIN (
  SELECT 1 AS seq, 'bot' AS sender, '{"kind": "text", "text": "Hej!"}' AS content
  UNION ALL SELECT 2, 'visitor', '{"kind": "text", "text": "Kan vi boka en tid i ishallen?"}'
  UNION ALL SELECT 3, 'bot', '{"kind": "text", "text": "Lediga tider finns i kalendern."}'
  UNION ALL SELECT 4, 'visitor', '{"kind": "text", "text": "Tack, men vi hittar ingen onsdag."}'
) t WHERE c.id >= :first AND c.id <= :last
"""
ENQUIRIES = """
INSERT INTO enquiry (number, conversation_id, function_id, topic, reason, details, opened_at,
                     deadline, step, closed_at, outcome)
SELECT 'x' || substr(c.id, 3, 10), c.id, :function, 'booking', 'no_answer', '{}',
       c.started_at, c.started_at, 0, c.started_at, 'answered'
FROM conversation c
WHERE c.id >= :first AND c.id <= :last AND substr(c.id, 12, 1) IN ('0', '4', '8', 'c')
"""


class GrowsTooFast(Exception):
    """Something takes more than ten times as long with ten times as many; the table says what."""


@dataclass(frozen=True)
class Grown:
    """Milliseconds of the processor, the least of some runs, and the process' memory so far."""

    conversations: int
    milliseconds: dict[str, float]
    megabytes: float
    seconds_to_write: float


def measure_growth(bench: Bench, most: int, draw: bool) -> str:
    """A table, and the figures as JSON. Raises GrowsTooFast."""
    sizes = [size for size in SIZES if size <= most]
    with bench.fresh_folder() as folder, fresh_database(bench, folder) as url:
        engine = open_engine(url)
        agent = full_queue(engine, OPEN)
        found = list(_grown(bench, engine, agent, sizes))
        engine.dispose()
    table = as_table(found)
    if draw:
        picture(found, PICTURE)
    steep = [f"{OPERATIONS[name]}" for name in OPERATIONS if is_steep(found, name)]
    if steep:
        raise GrowsTooFast(f"{', '.join(steep)}\n{table}")
    return f"{table}\n\n{json.dumps([asdict(one) for one in found])}"


def _grown(bench: Bench, engine: Engine, agent: AtDesk, sizes: list[int]) -> Iterator[Grown]:
    there = 0
    for size in sizes:
        began = time.monotonic()
        with bench.progress.step(f"Writing {size:,} conversations"):
            for first in range(there, size, AT_ONCE):
                _write(engine, first, min(size, first + AT_ONCE))
            there = size
            with engine.begin() as db:
                db.exec_driver_sql("ANALYZE")
        wrote = time.monotonic() - began
        taken = {name: _least(engine, run) for name, run in _runs(engine, agent).items()}
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        yield Grown(size, taken, round(memory), round(wrote, 1))


def _write(engine: Engine, first: int, last: int) -> None:
    """Under ids that follow on one another, since what is written belongs together."""
    now = datetime.now(UTC)
    rows = [_conversation(number, now) for number in range(first, last)]
    with engine.execution_options(sqlite_begin="BEGIN IMMEDIATE").begin() as db:
        db.execute(conversation.insert(), rows)
        ends = {"first": rows[0]["id"], "last": rows[-1]["id"]}
        db.execute(sa.text(MESSAGES), ends)
        db.execute(sa.text(ENQUIRIES), ends | {"function": DUTY})


def _conversation(number: int, now: datetime) -> dict[str, object]:
    digest = hashlib.md5(str(number).encode(), usedforsecurity=False).hexdigest()
    return {
        "id": f"{number:010x}{digest[:22]}",
        "secret_hash": digest * 2,
        "state": "closed",
        "last_seq": 4,
        "dialogue": {},
        "started_at": now,
    }


def _runs(engine: Engine, agent: AtDesk) -> dict[str, Callable[[Connection], object]]:
    now = datetime.now(UTC)
    with engine.begin() as db:
        one = db.execute(sa.select(conversation.c.id).order_by(conversation.c.id)).scalars().first()
    return {
        "queue": lambda db: queues.queue(db, agent.who, now, Wanted("all")),
        "conversation": lambda db: messages.after(db, str(one), 0),
        "found": lambda db: searching.search(db, agent.who, "ishallen onsdag"),
        "not_found": lambda db: searching.search(db, agent.who, "xylofon"),
        "figures": lambda db: waiting(db, now),
    }


def _least(engine: Engine, run: Callable[[Connection], object]) -> float:
    """Of SQLite the processor's time, which others cannot make longer; a server's is waited for."""
    clock = time.thread_time if engine.dialect.name == "sqlite" else time.perf_counter
    spent = []
    for _ in range(RUNS):
        with engine.begin() as db:
            began = clock()
            run(db)
            spent.append(1000 * (clock() - began))
    return round(min(spent), 2)


def is_steep(found: list[Grown], name: str) -> bool:
    """Whether any step took longer than it would if cost grew as the number does."""
    for before, after in pairwise(found):
        times = after.conversations / before.conversations
        most = max(SHORT, before.milliseconds[name]) * times * STEEPER
        if after.milliseconds[name] > most:
            return True
    return False


def as_table(found: list[Grown]) -> str:
    rows = [["milliseconds", *(f"{one.conversations:,}" for one in found)]]
    rows += [
        [words, *(f"{one.milliseconds[name]:.1f}" for one in found)]
        for name, words in OPERATIONS.items()
    ]
    rows.append(["memory of the process, MB", *(f"{one.megabytes:.0f}" for one in found)])
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], f"|---|{'--:|' * len(found)}", *lines[1:]])


def picture(found: list[Grown], path: Path) -> None:
    sizes = [one.conversations for one in found]
    figure = Figure(figsize=(7, 4.5))
    axes = figure.subplots()
    for name, words in OPERATIONS.items():
        axes.loglog(sizes, [one.milliseconds[name] for one in found], marker="o", label=words)
    axes.loglog(sizes, [size / 1000 for size in sizes], "k:", label="linear, to compare")
    axes.set_xlabel("stored conversations")
    axes.set_ylabel("milliseconds of one core")
    axes.legend(fontsize=8)
    axes.grid(visible=True, alpha=0.3)
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})
