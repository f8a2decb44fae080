"""A watched source is read once a day, politely; its owner is told what has changed, once."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
import sqlalchemy as sa
from aiohttp import web
from sqlalchemy import Connection

from db.engine import Database
from db.outside import outbox
from knowledge import articles
from knowledge.articles import NoSuchArticle
from knowledge.sources import watching
from knowledge.sources.watching import NoPage, Source
from tests.cast import MONDAY, Clock
from tests.knowledge.shelf import article
from tests.knowledge.sources.made import web_page
from tests.outgoing.inside import OUTSIDE, REACHING_TESTS, Server, serving
from tests.servicecenter.followed import confirm_mailbox
from web.source_watch import Watch

NAME = "hyra-gymnastiksal"
# One kind of database is enough where the rows are not the matter.
ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@dataclass
class Page:
    """The source, as its server answers."""

    text: str = web_page()
    robots: str | None = None
    status: int = 200
    etag: str | None = None

    async def answer(self, request: web.BaseRequest) -> web.Response:
        if request.path == "/robots.txt":
            return web.Response(text=self.robots or "", status=200 if self.robots else 404)
        headers = {"ETag": self.etag} if self.etag else {}
        if self.etag and request.headers.get("If-None-Match") == self.etag:
            return web.Response(status=304, headers=headers)
        return web.Response(
            text=self.text, status=self.status, headers=headers, content_type="text/html"
        )


@dataclass
class Watched:
    db: Database
    clock: Clock
    page: Page
    server: Server

    def watch(self) -> Watch:
        return Watch(self.db, REACHING_TESTS, "https://lotsen.example", self.clock)

    async def reads(self, days: float = 1.01) -> None:
        """What comes due when so many days have passed."""
        self.clock.forward(days=days)
        await self.watch().read_due(pause=0)

    async def source(self) -> Source:
        [one] = await self.db.read(watching.everything)
        return one

    async def letters(self) -> list[str]:
        return await self.db.read(
            lambda db: [row.payload["text"] for row in db.execute(sa.select(outbox))]
        )

    @property
    def asked(self) -> list[str]:
        return [path for path, _, _ in self.server.asked]


@pytest.fixture
async def watched(database: Database, clock: Clock) -> AsyncIterator[Watched]:
    page = Page()
    async with serving(OUTSIDE, page.answer) as server:
        one = article(source=f"http://{OUTSIDE}:{server.port}/taxor")
        await database.write(articles.save, one, "eva", MONDAY)
        await database.write(confirm_mailbox, "fritidsbokningen")
        await database.write(watching.watch, NAME, "eva", MONDAY)
        yield Watched(database, clock, page, server)


async def test_the_first_reading_tells_no_one_and_a_change_tells_once(watched: Watched) -> None:
    await watched.reads()
    assert (await watched.source()).changed_at is None
    await watched.reads()
    assert await watched.letters() == []

    watched.page.text = web_page(amount="6 000")
    for _ in range(3):
        await watched.reads()

    [letter] = await watched.letters()
    assert "[borttaget: 5][tillagt: 6] 000 kronor" in letter
    assert "https://lotsen.example/admin/sources#hyra-gymnastiksal" in letter
    one = await watched.source()
    assert [(p.kind, p.text) for p in one.pieces if p.kind != "same"] == [
        ("removed", "5"),
        ("added", "6"),
    ]
    await watched.db.write(watching.mark_seen, NAME, "eva", watched.clock())
    assert (await watched.source()).changed_at is None
    await watched.reads()
    assert len(await watched.letters()) == 1


@ON_SQLITE
async def test_what_is_around_the_text_is_no_change(watched: Watched) -> None:
    await watched.reads()
    watched.page.text = web_page(aside="Besökare idag: 17")
    await watched.reads()
    assert (await watched.source()).changed_at is None


async def test_two_changes_that_no_one_has_seen_are_shown_as_one(watched: Watched) -> None:
    await watched.reads()
    for amount in ("6 000", "7 000"):
        watched.page.text = web_page(amount=amount)
        await watched.reads()
    kinds = {piece.kind: piece.text for piece in (await watched.source()).pieces}
    assert (kinds["removed"], kinds["added"]) == ("5", "7")
    assert len(await watched.letters()) == 2


@ON_SQLITE
async def test_it_is_read_once_a_day_and_not_fetched_again_when_it_is_the_same(
    watched: Watched,
) -> None:
    watched.page.etag = '"ett"'
    await watched.reads()
    await watched.reads(days=0.5)
    assert watched.asked == ["/robots.txt", "/taxor"]
    await watched.reads(days=0.6)
    assert watched.server.asked[-1][1]["if-none-match"] == '"ett"'
    assert watched.server.asked[-1][1]["user-agent"] == "Lotsen"
    assert (await watched.source()).failed is None


@ON_SQLITE
async def test_what_robots_may_not_read_is_not_asked_for(watched: Watched) -> None:
    watched.page.robots = "User-agent: *\nDisallow: /taxor"
    await watched.reads()
    assert watched.asked == ["/robots.txt"]
    assert (await watched.source()).failed == "robots"


@ON_SQLITE
async def test_a_page_that_is_gone_keeps_what_it_said_and_is_tried_again(watched: Watched) -> None:
    await watched.reads()
    watched.page.status = 503
    await watched.reads()
    one = await watched.source()
    assert (one.failed, one.text is not None) == ("503", True)
    watched.page.status, watched.page.text = 200, web_page(amount="6 000")
    await watched.reads()
    assert (await watched.source()).failed is None
    assert len(await watched.letters()) == 1


@ON_SQLITE
async def test_another_source_is_read_anew_and_is_no_change(watched: Watched) -> None:
    await watched.reads()
    other = article(source=f"http://{OUTSIDE}:{watched.server.port}/andra")
    await watched.db.write(articles.save, other, "eva", MONDAY)
    watched.page.text = web_page(amount="9 000")
    await watched.reads()
    assert watched.asked[-1] == "/andra"
    assert (await watched.source()).changed_at is None
    assert await watched.letters() == []


async def test_of_two_processes_one_reads(watched: Watched) -> None:
    watched.clock.forward(days=2)
    first, second = watched.watch(), watched.watch()
    await asyncio.gather(first.read_due(0), second.read_due(0))
    assert watched.asked.count("/taxor") == 1


@ON_SQLITE
async def test_what_is_not_watched_is_never_asked_for(watched: Watched) -> None:
    await watched.db.write(watching.leave, NAME, "eva", MONDAY)
    await watched.reads(days=9)
    assert watched.asked == []


@ON_SQLITE
def test_only_an_article_whose_source_is_a_page_can_be_watched(db: Connection) -> None:
    articles.save(db, article(source="Nämndens beslut"), "eva", MONDAY)
    with pytest.raises(NoPage):
        watching.watch(db, NAME, "eva", MONDAY)
    with pytest.raises(NoSuchArticle):
        watching.watch(db, "finns-inte", "eva", MONDAY)
    watching.watch_all(db, "eva", MONDAY)
    assert watching.first_due(db, MONDAY) is None
