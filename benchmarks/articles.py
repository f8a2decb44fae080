"""How much memory the processes take when there are many articles."""

import asyncio
import itertools
from datetime import UTC, datetime

import aiohttp

from benchmarks import memory
from benchmarks.bench import ROOT, Bench
from benchmarks.load import load
from benchmarks.lotsen import AskLotsen, lotsen
from benchmarks.questions import questions
from benchmarks.running import Running
from benchmarks.speed import LONGEST_EVENT, PATIENCE
from db.engine import open_database
from db.migrate import migrate
from knowledge import publishing
from knowledge.article import Article, read_folder
from knowledge.encoder.embeddings import Embeddings
from knowledge.encoder.model import Encoder
from servicecenter import contact_paths

SEED = ROOT / "knowledge" / "seed"
ASKED = 200


def memory_with(bench: Bench, count: int) -> str:
    """Of both processes, after some questions: a table. The articles are the seed's, again and
    again, each time with other numbers in their words."""
    with bench.fresh_folder() as folder:
        with bench.progress.step(f"Writing {count:,} articles"):
            asyncio.run(write(bench, f"sqlite:///{folder / 'lotsen.db'}", count))
        with lotsen(bench, folder) as service:
            with bench.progress.step(f"Asking {ASKED} questions"):
                asyncio.run(_ask(service))
            taken = {name: memory.of_group(at) for name, at in service.process_groups().items()}
    rows = [f"| {name} | {of.rss:.0f} MB | {of.pss or 0:.0f} MB |" for name, of in taken.items()]
    total = f"| both | {sum(of.rss for of in taken.values()):.0f} MB | |"
    return "\n".join([f"| {count:,} articles | RSS | PSS |", "|---|---|---|", *rows, total])


def many(seed: list[Article], count: int) -> list[Article]:
    """The seed's articles, and then as many again with other words as are lacking."""
    rounds = (
        article if number == 0 else _another(article, number)
        for number in itertools.count()
        for article in seed
    )
    return list(itertools.islice(rounds, count))


def _another(article: Article, number: int) -> Article:
    changed = {
        "id": f"{article.id[:70]}-{number}",
        "title": f"{article.title[:110]} {number}",
        "questions": [f"{question[:280]} ({number})" for question in article.questions],
        "body": article.body.replace(". ", f" {number}. "),
        "translation_of": None,
    }
    return article.model_copy(update=changed)


async def write(bench: Bench, url: str, count: int) -> None:
    """Into an empty database."""
    embeddings = Embeddings(Encoder(bench.encoder))
    async with open_database(url) as db:
        await asyncio.to_thread(migrate, db.engine)
        await db.write(contact_paths.fill)
        articles = many(read_folder(SEED), count)
        await publishing.fill(db, embeddings, articles, datetime.now(UTC))
    embeddings.close()


async def _ask(service: Running) -> None:
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(
        connector=connector, timeout=PATIENCE, read_bufsize=LONGEST_EVENT
    ) as http:
        await load(AskLotsen(http, service), questions().alone[:ASKED], at_once=10)
