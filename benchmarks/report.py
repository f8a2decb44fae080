"""How soon a committee's report over very many conversations is made, and what that costs the
chat."""

import asyncio
import statistics
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

import aiohttp
import sqlalchemy as sa
from sqlalchemy import Engine

from benchmarks.bench import Bench
from benchmarks.copied import many_conversations
from benchmarks.databases import fresh_database
from benchmarks.load import load
from benchmarks.lotsen import AskLotsen, lotsen
from benchmarks.people import hired
from benchmarks.processor import others_meanwhile
from benchmarks.questions import questions
from benchmarks.running import Running
from benchmarks.speed import LONGEST_EVENT, PATIENCE
from db.engine import open_engine
from db.followup import daily_figure
from db.migrate import migrate
from servicecenter import contact_paths
from servicecenter.followup import counting
from web.counting import AT_ONCE
from web.desk.login import COOKIE

MOST_SECONDS, MOST_RISE = 5.0, 0.10
PLACE = "/admin/follow-up"
QUERIES = ("?period=2025", "?period=2025&committee=Kultur-+och+fritidsn%C3%A4mnden")
KINDS = ("", ".csv", ".pdf")
ROUNDS, ASKED = 6, 25  # of questions without reports and with them, in turn
PAUSE = 5.0  # seconds between two who want a report


class OffTarget(Exception):
    """The report is late, or the chat is; the message holds all figures."""


@dataclass(frozen=True)
class Counted:
    conversations: int
    rows: int
    seconds: float
    longest_write: float


def measure_report(bench: Bench, conversations: int) -> str:
    """Raises OffTarget."""
    with bench.fresh_folder() as folder, fresh_database(bench, folder) as url:
        engine = open_engine(url)
        with bench.progress.step(f"Writing {conversations:,} conversations"):
            session = _filled(engine, conversations)
        with bench.progress.step("Counting them"):
            counted = _counted(engine)
        engine.dispose()
        with (
            lotsen(bench, folder, LOTSEN_DATABASE_URL=url) as service,
            others_meanwhile(service.process_groups().values()) as others,
            bench.progress.step("Making reports, and chatting meanwhile"),
        ):
            made, without, with_reports = asyncio.run(_measured(service, session))
    return _told(counted, made, without, with_reports, others.share)


def _filled(engine: Engine, conversations: int) -> str:
    migrate(engine)
    with engine.execution_options(sqlite_begin="BEGIN IMMEDIATE").begin() as db:
        contact_paths.fill(db)
        session = hired(db, "reader", "admin").session
    many_conversations(engine, conversations)
    return session


def _counted(engine: Engine) -> Counted:
    """As the web process does, without its rests."""
    began, longest, count = time.perf_counter(), 0.0, 0
    writing = engine.execution_options(sqlite_begin="BEGIN IMMEDIATE")
    while True:
        with engine.begin() as db:
            found = counting.changed(db, 2000)
        if not found:
            break
        for first in range(0, len(found), AT_ONCE):
            with engine.begin() as db:
                read = counting.read(db, found[first : first + AT_ONCE])
            at = time.perf_counter()
            with writing.begin() as db:
                counting.keep(db, read)
            longest = max(longest, time.perf_counter() - at)
        count += len(found)
    with engine.begin() as db:
        rows = db.execute(sa.select(sa.func.count()).select_from(daily_figure)).scalar_one()
    return Counted(count, rows, time.perf_counter() - began, longest)


async def _measured(
    service: Running, session: str
) -> tuple[dict[str, float], list[float], list[float]]:
    """The longest that each kind of report took, and the medians of each round of questions."""
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(
        connector=connector, timeout=PATIENCE, read_bufsize=LONGEST_EVENT
    ) as http:
        reader = _Reader(http, service.url("web"), session)
        asked, rest = questions(), list(questions().alone)
        await load(AskLotsen(http, service), asked.warm_up[:ASKED], at_once=1)
        made = {
            kind or ".html": max([await reader.read(kind, q) for q in QUERIES]) for kind in KINDS
        }
        without: list[float] = []
        with_reports: list[float] = []
        for number in range(2 * ROUNDS):
            texts = rest[number * ASKED : (number + 1) * ASKED]
            if number % 2:
                with_reports.append(await _while_reading(http, service, texts, reader))
            else:
                without.append(await _chatting(http, service, texts))
        return made | {"slowest of all": max(reader.took)}, without, with_reports


async def _chatting(http: aiohttp.ClientSession, service: Running, texts: Sequence[str]) -> float:
    return (await load(AskLotsen(http, service), texts, at_once=1)).median


async def _while_reading(
    http: aiohttp.ClientSession, service: Running, texts: Sequence[str], reader: "_Reader"
) -> float:
    reading = asyncio.create_task(reader.go_on())
    try:
        return await _chatting(http, service, texts)
    finally:
        reading.cancel()
        with suppress(asyncio.CancelledError):
            await reading


class _Reader:
    """Someone who wants the page, the CSV and the PDF, again and again."""

    def __init__(self, http: aiohttp.ClientSession, url: str, session: str) -> None:
        self._http, self._url = http, url
        self._key = {"Cookie": f"{COOKIE}={session}"}
        self.took: list[float] = []

    async def read(self, kind: str, query: str) -> float:
        began = time.perf_counter()
        async with self._http.get(f"{self._url}{PLACE}{kind}{query}", headers=self._key) as got:
            got.raise_for_status()
            await got.read()
        self.took.append(time.perf_counter() - began)
        return self.took[-1]

    async def go_on(self) -> None:
        while True:
            for kind in KINDS:
                await self.read(kind, QUERIES[0])
            await asyncio.sleep(PAUSE)


def _told(
    counted: Counted,
    made: dict[str, float],
    without: list[float],
    with_reports: list[float],
    others: float | None,
) -> str:
    plain, beside = statistics.median(without), statistics.median(with_reports)
    lines = [
        f"{counted.conversations:,} conversations counted in {counted.seconds:.0f} s into "
        f"{counted.rows:,} daily figures; longest write {1000 * counted.longest_write:.0f} ms",
        *(f"report {kind}: {1000 * seconds:.0f} ms" for kind, seconds in made.items()),
        f"a reply of the chat, median: {plain:.1f} ms without reports, {beside:.1f} ms while page, "
        f"CSV and PDF are made every {PAUSE:g} s ({beside / plain:.2f})",
        f"other programs used {100 * (others or 0):.0f} % of the processors",
    ]
    told = "\n".join(lines)
    if max(made.values()) > MOST_SECONDS or beside > (1 + MOST_RISE) * plain:
        raise OffTarget(told)
    return told
