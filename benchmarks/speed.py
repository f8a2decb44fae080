"""Stock Rasa and Lotsen, one after the other, on the same questions."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import sqlalchemy as sa
import uvloop

from benchmarks import memory
from benchmarks.bench import Bench
from benchmarks.load import Ask, Load, Times, encoder_alone, load
from benchmarks.lotsen import AskLotsen, lotsen
from benchmarks.machine import Machine, this_machine
from benchmarks.memory import Memory
from benchmarks.processor import others_meanwhile
from benchmarks.questions import Questions, questions
from benchmarks.running import Running
from benchmarks.stock import AskStock, stock, trained
from conversations.turns import FAILED
from db.engine import open_engine
from db.schema import enquiry

AT_ONCE = 10
PATIENCE = aiohttp.ClientTimeout(total=60)
LONGEST_EVENT = 2**20  # bytes; an article comes as one line

AskFrom = Callable[[aiohttp.ClientSession, Running], Ask]


class BotFailed(Exception):
    """To hand over because Rasa failed is quick, and says nothing of Rasa."""


@dataclass(frozen=True)
class Measured:
    alone: Load
    at_once: Load
    memory: dict[str, Memory]  # of each program, after all questions
    others: float | None  # share of the processors that other programs used meanwhile


@dataclass(frozen=True)
class Results:
    machine: Machine
    stock: Measured
    lotsen: Measured
    encoder: Times


def measure(bench: Bench) -> Results:
    machine, asked = this_machine(), questions()
    model = trained(bench)
    with bench.fresh_folder() as folder:
        with stock(bench, model, folder) as service:
            of_stock = _measure(bench, service, AskStock, asked)
        with lotsen(bench, folder) as service:
            of_lotsen = _measure(bench, service, AskLotsen, asked)
        _require_the_bots_own_answers(folder / "lotsen.db")
    with bench.progress.step("Measuring the encoder alone"):
        encoder = encoder_alone(bench.encoder, asked.alone)
    return Results(machine, of_stock, of_lotsen, encoder)


def _measure(bench: Bench, service: Running, ask_from: AskFrom, asked: Questions) -> Measured:
    groups = service.process_groups()
    with others_meanwhile(groups.values()) as others:
        alone, at_once = uvloop.run(_under_load(bench, service, ask_from, asked))
    used = {name: memory.of_group(group) for name, group in groups.items()}
    return Measured(alone, at_once, used, others.share)


async def _under_load(
    bench: Bench, service: Running, ask_from: AskFrom, asked: Questions
) -> tuple[Load, Load]:
    step, title = bench.progress.step, service.title
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(
        connector=connector, timeout=PATIENCE, read_bufsize=LONGEST_EVENT
    ) as http:
        ask = ask_from(http, service)
        with step(f"{title}: warming up ({len(asked.warm_up)} questions)"):
            await load(ask, asked.warm_up, AT_ONCE)
        with step(f"{title}: one at a time ({len(asked.alone)} questions)"):
            alone = await load(ask, asked.alone, 1)
        with step(f"{title}: {AT_ONCE} at once ({len(asked.at_once)} questions)"):
            at_once = await load(ask, asked.at_once, AT_ONCE)
    return alone, at_once


def _require_the_bots_own_answers(database: Path) -> None:
    engine = open_engine(f"sqlite:///{database}")
    failed = sa.select(sa.func.count()).where(enquiry.c.reason == FAILED)
    with engine.connect() as db:
        count = db.scalar(failed)
    engine.dispose()
    if count:
        raise BotFailed(f"Rasa failed on {count} of the questions, so the figures mean nothing")
