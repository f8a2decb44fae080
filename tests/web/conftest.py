"""The web process on a database that was filled once: each use of it begins with a copy."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import Connection

from db.engine import Database, open_database
from db.migrate import migrate
from knowledge import articles, publishing
from knowledge.article import Article, read_folder
from knowledge.encoder.embeddings import Embeddings
from knowledge.encoder.model import Encoder
from servicecenter import contact_paths
from tests import cast
from tests.cast import EVA, MONDAY
from tests.conversations.fake_rasa import says
from tests.web.site import Site, open_site
from web.app import SEED

# Encoding the whole seed takes a minute, so only these can be found.
PUBLISHED = ("startbidrag", "dorren-oppnas-inte")

Opening = Callable[..., AbstractAsyncContextManager[Site]]


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Path:
    """A database with the cast, the contact paths, and the seed's articles as drafts."""
    path = tmp_path_factory.mktemp("web") / "filled.db"
    asyncio.run(fill(f"sqlite:///{path}", encoder))
    return path


async def fill(url: str, encoder: Encoder) -> None:
    async with open_database(url) as db:
        await asyncio.to_thread(migrate, db.engine)
        await db.write(contact_paths.fill)
        await db.write(cast.hire)
        await db.write(_save_all, read_folder(SEED))
        await _publish(db, Embeddings(encoder))


async def _publish(db: Database, embeddings: Embeddings) -> None:
    for article_id in PUBLISHED:
        await publishing.publish_newest(db, embeddings, article_id, EVA, MONDAY)
    embeddings.close()


def _save_all(db: Connection, seed: list[Article]) -> None:
    for article in seed:
        articles.save(db, article, "seed", MONDAY)


@pytest.fixture(scope="session")
def opening(filled: Path, encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Opening:
    """Opens a site of its own for a test, with the settings given; `data` opens one again."""

    def open_one(data: Path | None = None, **settings: Any) -> AbstractAsyncContextManager[Site]:
        folder = data or tmp_path_factory.mktemp("site")
        if not (folder / "lotsen.db").exists():
            shutil.copyfile(filled, folder / "lotsen.db")
        return open_site(folder, encoder, **settings)

    return open_one


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared_site(opening: Opening) -> AsyncIterator[Site]:
    """Where tests are quick, a module of them opens more chats than one address may."""
    async with opening(conversations_per_minute=10_000) as site:
        yield site


@pytest.fixture
def site(shared_site: Site) -> Site:
    """The module's site; each test brings its own visitors and enquiries."""
    shared_site.rasa.does = says("Hej!")
    shared_site.rasa.asked.clear()
    shared_site.clock.now = MONDAY
    return shared_site
