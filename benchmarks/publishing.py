"""How soon an article that is published is answered with in the chat, and one that is taken away is
not any more: with many articles, while others chat."""

import asyncio
import itertools
import time
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import aiohttp
import numpy as np

from benchmarks import articles
from benchmarks.bench import Bench
from benchmarks.databases import fresh_database
from benchmarks.lotsen import AskLotsen, lotsen
from benchmarks.people import hired
from benchmarks.processor import others_meanwhile
from benchmarks.questions import questions
from benchmarks.running import Running
from benchmarks.speed import LONGEST_EVENT, PATIENCE
from db.engine import open_engine
from servicecenter.contact_paths import DUTY
from web.desk.login import COOKIE

NAME = "lana-en-varmluftsballong"
QUESTION = "Kan föreningen låna varmluftsballongen den {day} juni?"
PER_SECOND = 3.0  # questions of all who chat
MOST_SECONDS = {"here": 0.5, "there": 1.0}  # 99 times of 100
GIVE_UP = 10.0  # seconds


class TooLate(Exception):
    """The target is missed; the message says by how much."""


@dataclass(frozen=True)
class Plan:
    articles: int
    chats: int
    rounds: int


def measure_publishing(bench: Bench, plan: Plan) -> str:
    """On PostgreSQL also how soon a second process follows. Raises TooLate."""
    with bench.fresh_folder() as folder, fresh_database(bench, folder) as url, ExitStack() as open_:
        with bench.progress.step(f"Writing {plan.articles:,} articles"):
            asyncio.run(articles.write(bench, url, plan.articles))
        session = _editor(url)
        places = {"here": folder} if url.startswith("sqlite") else _two(folder)
        services = {
            place: open_.enter_context(lotsen(bench, data, LOTSEN_DATABASE_URL=url))
            for place, data in places.items()
        }
        groups = [one for of in services.values() for one in of.process_groups().values()]
        with others_meanwhile(groups) as others, bench.progress.step("Publishing"):
            took = asyncio.run(_measure(services, session, plan))
    return _told(took, plan, others.share)


def _two(folder: Path) -> dict[str, Path]:
    for name in ("here", "there"):
        (folder / name).mkdir()
    return {name: folder / name for name in ("here", "there")}


def _editor(url: str) -> str:
    engine = open_engine(url)
    with engine.execution_options(sqlite_begin="BEGIN IMMEDIATE").begin() as db:
        session = hired(db, "editor", "editor").session
    engine.dispose()
    return session


Took = dict[tuple[str, str], list[float]]  # seconds, by place and by what was done


async def _measure(services: dict[str, Running], session: str, plan: Plan) -> Took:
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(
        connector=connector, timeout=PATIENCE, read_bufsize=LONGEST_EVENT
    ) as http:
        editor = Editor(http, services["here"].url("web"), session)
        await editor.does("", {"based_on": 0, "article": _article()})
        ask = {place: AskLotsen(http, service) for place, service in services.items()}
        took: Took = {}
        async with _chatting(AskLotsen(http, services["here"]), plan.chats):
            for number in range(plan.rounds):
                for what in ("publish", "unpublish"):
                    began = time.perf_counter()
                    await editor.does(f"/{NAME}/{what}", {})
                    for place, asks in ask.items():
                        await _until(asks, number, is_there=what == "publish")
                        took.setdefault((place, what), []).append(time.perf_counter() - began)
        return took


@dataclass(frozen=True)
class Editor:
    http: aiohttp.ClientSession
    url: str
    session: str

    async def does(self, path: str, body: object) -> None:
        url, cookies = (
            f"{self.url}/api/admin/articles{path}",
            {"Cookie": f"{COOKIE}={self.session}"},
        )
        async with self.http.post(url, json=body, headers=cookies) as response:
            response.raise_for_status()


async def _until(ask: AskLotsen, number: int, *, is_there: bool) -> None:
    """A visitor asks until the reply shows the article, or does not. Raises TooLate."""
    began = time.perf_counter()
    while time.perf_counter() - began < GIVE_UP:
        await ask.open(1)
        reply = await ask(QUESTION.format(day=number % 30 + 1))
        if (NAME in reply.articles) == is_there:
            return
    raise TooLate(f"after {GIVE_UP:.0f} s the answer is still the old one")


@asynccontextmanager
async def _chatting(ask: AskLotsen, chats: int) -> AsyncIterator[None]:
    """So many have the chat open, and one after the other asks; who was answered is followed by
    another."""
    await ask.open(chats)

    async def go_on() -> None:
        for question in itertools.cycle(questions().at_once):
            await asyncio.gather(ask(question), ask.open(1), asyncio.sleep(1 / PER_SECOND))

    chatting = asyncio.create_task(go_on())
    try:
        yield
    finally:
        chatting.cancel()
        with suppress(asyncio.CancelledError):
            await chatting


def _article() -> dict[str, object]:
    return {
        "id": NAME,
        "title": "Kan föreningen låna varmluftsballongen?",
        "topic": "booking",
        "association_types": [],
        "function": DUTY,
        "questions": ["Får vi låna kommunens varmluftsballong?", "Vad kostar varmluftsballongen?"],
        "source": "Uppdiktad",
        "verified_on": str(date.today()),  # noqa: DTZ011 - any day will do
        "review_by": str(date.today() + timedelta(days=300)),  # noqa: DTZ011
        "to_verify": [],
        "language": "sv",
        "translation_of": None,
        "status": "draft",
        "body": "Ja, föreningar lånar varmluftsballongen gratis.\n\nHämta den på fredagar.",
    }


def _told(took: Took, plan: Plan, others: float | None) -> str:
    lines = [
        f"{plan.articles:,} articles, {plan.chats} open chats, {plan.rounds} rounds; other "
        f"programs used {'?' if others is None else f'{others:.0%}'} of the processors.",
        "| from the press to the reply in a chat | median | p99 | slowest |",
        "|---|--:|--:|--:|",
    ]
    late = False
    for (place, what), seconds in took.items():
        median, p99, slowest = np.percentile(np.array(seconds) * 1000, (50, 99, 100))
        where = "the same process" if place == "here" else "the other process"
        lines.append(f"| {what}, {where} | {median:.0f} ms | {p99:.0f} ms | {slowest:.0f} ms |")
        late |= p99 > 1000 * MOST_SECONDS[place]
    told = "\n".join(lines)
    if late:
        raise TooLate(told)
    return told
