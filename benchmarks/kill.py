"""Kills Lotsen's processes while visitors write, and looks for what was lost or doubled."""

import asyncio
import time
from collections import Counter
from datetime import UTC, datetime
from itertools import cycle, islice

import sqlalchemy as sa
from sqlalchemy import Connection, Engine

from benchmarks.bench import Bench
from benchmarks.databases import fresh_database
from benchmarks.kill_checker import violations
from benchmarks.lotsen import lotsen
from benchmarks.people import hire_for_all
from benchmarks.questions import distinct_texts
from benchmarks.volleys import Sent, Volleys
from conversations.pending import all_pending
from conversations.turns import FAILED
from db.engine import open_engine
from db.schema import enquiry, message
from servicecenter.ledger import faults

QUIET_LIMIT = 120.0  # seconds for the turns that were left
LOOK_EVERY = 0.5


class Violated(Exception):
    """Promises that were broken, a line each."""


def kill_while_sending(bench: Bench, messages: int, kills: int, seed: int) -> str:
    """What happened, in words. Raises Violated."""
    texts = list(islice(cycle(distinct_texts()), messages))
    with bench.fresh_folder() as folder, fresh_database(bench, folder) as url:
        hire_for_all(url)
        with lotsen(bench, folder, LOTSEN_DATABASE_URL=url) as service:
            sent = asyncio.run(Volleys(service, bench.progress, seed).fire(texts, kills))
            service.wait()
            engine = open_engine(url)
            with bench.progress.step("Waiting for the turns that are left"):
                wait_until_quiet(engine)
        with engine.connect() as db:
            told = f"{_in_words(db, sent)}, seed {seed}"
            broken = [*violations(db, sent.acknowledged), *faults(db, datetime.now(UTC))]
        engine.dispose()
        if broken:
            raise Violated("\n".join([told, *broken, f"violations: {len(broken)}"]))
    return f"{told}\nnone lost, none doubled, each answered once or owned"


def wait_until_quiet(engine: Engine) -> None:
    """Whatever still waits after that is found by the check."""
    until = time.monotonic() + QUIET_LIMIT
    while time.monotonic() < until:
        with engine.connect() as db:
            if not all_pending(db):
                return
        time.sleep(LOOK_EVERY)


def _in_words(db: Connection, sent: Sent) -> str:
    killed = Counter(program for program, _ in sent.killed)
    turns = sa.select(sa.func.count()).where(message.c.turn == "done")
    enquiries = sa.select(sa.func.count()).select_from(enquiry)
    failed = enquiries.where(enquiry.c.reason == FAILED)
    return (
        f"{len(sent.acknowledged)} messages acknowledged, sent again {sent.retries} times; "
        f"{killed['web']} kills of web and {killed['rasa']} of rasa in {sent.seconds:.0f} s, "
        f"with {sent.unacknowledged_at_kills} messages not yet acknowledged "
        f"and {_turns_under_way(db, sent)} turns of the bot under way; "
        f"{db.scalar(turns)} turns done, {db.scalar(enquiries)} enquiries opened, "
        f"{db.scalar(failed)} of them since rasa was away"
    )


def _turns_under_way(db: Connection, sent: Sent) -> int:
    """How often a kill came between a message and the reply to it: what the test is about."""
    replies = message.alias()
    replied = sa.select(sa.func.min(replies.c.at)).where(
        replies.c.conversation_id == message.c.conversation_id,
        replies.c.seq > message.c.seq,
        replies.c.sender != "visitor",
    )
    query = sa.select(message.c.at, replied.scalar_subquery()).where(message.c.turn == "done")
    spans = [(asked, answered) for asked, answered in db.execute(query) if answered]
    return sum(asked < at < answered for _, at in sent.killed for asked, answered in spans)
