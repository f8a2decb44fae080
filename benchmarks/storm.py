"""Messages at a steady pace while the processes of a service of many are killed, one after another;
then looks for what was lost or doubled, and how long anyone waited."""

import asyncio
import itertools
import os
import random
import statistics
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import aiohttp
import sqlalchemy as sa
from sqlalchemy import Connection

from benchmarks.bench import Bench
from benchmarks.kill import Violated, wait_until_quiet
from benchmarks.kill_checker import violations
from benchmarks.many import RASAS, WEBS, Many, many, stores
from benchmarks.people import hire_for_all
from benchmarks.questions import distinct_texts
from benchmarks.visitors import Acknowledged, Visitor
from db.engine import open_engine
from db.schema import message
from servicecenter.ledger import faults

VISITORS = 60
KINDS = {"web": WEBS, "rasa": RASAS, "redis": ("redis",), "postgres": ("postgres",)}
LOOKED_AT = timedelta(seconds=20)  # after a kill
BACK_WITHIN = dict.fromkeys(KINDS, 5.0) | {"postgres": 15.0}  # seconds
ANSWER_LIMIT = aiohttp.ClientTimeout(total=10)  # after which a visitor sends again


@dataclass(frozen=True)
class Plan:
    per_second: int
    seconds: int
    kills: int  # of each kind
    seed: int


@dataclass(frozen=True)
class Kill:
    kind: str
    at: datetime


@dataclass
class Blown:
    sent: list[tuple[datetime, Acknowledged]] = field(default_factory=list)
    kills: list[Kill] = field(default_factory=list)
    retries: int = 0
    load: float = 0.0  # of the machine, before


@dataclass(frozen=True)
class Waited:
    """From sending for the first time until the answer, or the number of an enquiry, is there."""

    sent: datetime
    ended: datetime

    @property
    def seconds(self) -> float:
        return (self.ended - self.sent).total_seconds()


def blow(bench: Bench, plan: Plan) -> str:
    """What happened, in words. Raises Violated."""
    with bench.fresh_folder() as folder, stores(bench, folder) as kept:
        hire_for_all(kept.database_url)
        with many(bench, folder, kept) as service:
            blown = asyncio.run(_Storm(bench, service, plan).blow())
            service.stores.wait()
            service.services.wait()
            engine = open_engine(kept.database_url)
            with bench.progress.step("Waiting for the turns that are left"):
                wait_until_quiet(engine)
        with engine.connect() as db:
            waits = _waits(db, blown)
            acknowledged = [one for _, one in blown.sent]
            broken = [*violations(db, acknowledged), *faults(db, datetime.now(UTC))]
        engine.dispose()
        found = [after_kills(blown.kills, waits, kind) for kind in KINDS]
        told = _in_words(blown, plan, waits, found)
        late = (one for one in found if one.longest > one.most)
        broken += [f"after a kill of {one.kind} someone waited {one.longest:.1f} s" for one in late]
        if broken:
            raise Violated("\n".join([told, *broken, f"violations: {len(broken)}"]))
    return f"{told}\nnone lost, none doubled, each answered once or owned, in order"


class _Storm:
    def __init__(self, bench: Bench, service: Many, plan: Plan) -> None:
        self._bench, self._service, self._plan = bench, service, plan
        self._chance = random.Random(plan.seed)  # noqa: S311 - to be repeated, not to be secret
        self._blown = Blown(load=os.getloadavg()[0])

    async def blow(self) -> Blown:
        """Returns when all are acknowledged."""
        texts, count = itertools.cycle(distinct_texts()), self._plan.per_second * self._plan.seconds
        async with aiohttp.ClientSession(timeout=ANSWER_LIMIT) as http:
            visitors = [Visitor(http, self._service.webs, self._chance) for _ in range(VISITORS)]
            reviving, killing = (
                asyncio.create_task(work) for work in (self._revive(), self._kill())
            )
            began = time.monotonic()
            async with asyncio.TaskGroup() as saying:
                for number in range(count):
                    due = began + number / self._plan.per_second
                    await asyncio.sleep(max(0.0, due - time.monotonic()))
                    saying.create_task(self._say(self._chance.choice(visitors), next(texts)))
            await killing
            reviving.cancel()
        self._blown.retries = sum(visitor.retries for visitor in visitors)
        return self._blown

    async def _say(self, visitor: Visitor, text: str) -> None:
        sent = datetime.now(UTC)
        self._blown.sent.append((sent, await visitor.say(text)))

    async def _kill(self) -> None:
        """Spread over the time, with enough of it after the last one."""
        kinds = [kind for kind in KINDS for _ in range(self._plan.kills)]
        self._chance.shuffle(kinds)
        names = {kind: itertools.cycle(of) for kind, of in KINDS.items()}
        for kind in kinds:
            await asyncio.sleep(self._plan.seconds / (len(kinds) + 1))
            name = next(names[kind])
            self._blown.kills.append(Kill(kind, datetime.now(UTC)))
            self._service.kill_and_restart(name)
            self._bench.progress.say(f"{len(self._blown.kills)} of {len(kinds)} kills: {name}")

    async def _revive(self) -> None:
        while True:
            await asyncio.sleep(0.3)
            self._service.revive()


@dataclass(frozen=True)
class AfterKills:
    """After all kills of one kind: the longest until someone who wrote then had an answer, and the
    longest that anyone waited who had none at the kill, or wrote soon after it."""

    kind: str
    times: int
    back: float
    longest: float

    @property
    def most(self) -> float:
        return BACK_WITHIN[self.kind]


def after_kills(kills: list[Kill], waits: list[Waited], kind: str) -> AfterKills:
    of_kind = [kill for kill in kills if kill.kind == kind]
    back, longest = [0.0], [0.0]
    for kill in of_kind:
        ended = [one.ended for one in waits if one.sent > kill.at]
        back += [(min(ended) - kill.at).total_seconds()] if ended else []
        concerned = (one for one in waits if one.ended > kill.at > one.sent - LOOKED_AT)
        longest += [one.seconds for one in concerned]
    return AfterKills(kind, len(of_kind), max(back), max(longest))


def _in_words(blown: Blown, plan: Plan, waits: list[Waited], found: list[AfterKills]) -> str:
    median = 1000 * statistics.median(one.seconds for one in waits)
    rows = [
        f"| {one.kind} | {one.times} | {one.back:.1f} s | {one.longest:.1f} s | {one.most:.0f} s |"
        for one in found
    ]
    return "\n".join(
        [
            f"{len(blown.sent)} messages acknowledged, {plan.per_second} a second for "
            f"{plan.seconds} s, sent again {blown.retries} times; from sending to the answer "
            f"{median:.0f} ms in the middle; {os.cpu_count()} cores, with a load of "
            f"{blown.load:.1f} before it began",
            "",
            "| killed | times | answers again after | longest wait of anyone | at most |",
            "|---|--:|--:|--:|--:|",
            *rows,
        ]
    )


def _waits(db: Connection, blown: Blown) -> list[Waited]:
    replies = message.alias()
    replied = sa.select(sa.func.min(replies.c.at)).where(
        replies.c.conversation_id == message.c.conversation_id,
        replies.c.seq > message.c.seq,
        replies.c.sender != "visitor",
        message.c.turn == "done",
    )
    query = sa.select(message.c.client_id, message.c.at, replied.scalar_subquery())
    rows = db.execute(query.where(message.c.sender == "visitor"))
    ended = {name: answered or stored for name, stored, answered in rows}
    return [
        Waited(sent, ended[one.client_id]) for sent, one in blown.sent if one.client_id in ended
    ]
