"""Two editors at once, and a server that is killed: no version is lost, none is written over
unseen, and the index is what the rows say."""

import asyncio
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import numpy as np
import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from db.engine import open_database, open_engine
from db.migrate import migrate
from db.schema import article, article_version
from knowledge import articles
from knowledge.article import read_folder
from knowledge.catching_up import load
from knowledge.encoder.embeddings import Embeddings
from knowledge.encoder.model import Encoder
from knowledge.library import Library
from knowledge.saved import Shelf
from servicecenter import contact_paths
from servicecenter.sessions import log_in
from tests import cast
from tests.browser.web_alone import WebAlone
from tests.cast import MONDAY, PASSWORD
from tests.web.drafts import article_fields
from web.app import SEED, utc_now

pytestmark = [pytest.mark.slow, pytest.mark.asyncio]

EDITS = 2_000
KILLS = 6
ARTICLES = [f"artikel-{number}" for number in range(12)]
DOES = ["save"] * 7 + ["publish"] * 2 + ["unpublish"]


@dataclass
class Editor:
    """Saves on what was read last, which the other may have changed since."""

    login: str
    chance: random.Random
    token: str = ""
    read: dict[str, int] = field(default_factory=dict)
    stored: list[tuple[str, int, str]] = field(default_factory=list)  # acknowledged
    tried: dict[str, tuple[str, int]] = field(default_factory=dict)  # by body: all that was sent
    refused: int = 0
    shown: int = 0
    done: int = 0

    async def edits(self, http: aiohttp.ClientSession, url: str) -> None:
        while self.done < EDITS // 2:
            name, what = self.chance.choice(ARTICLES), self.chance.choice(DOES)
            try:
                await (
                    self._saves(http, url, name)
                    if what == "save"
                    else self._acts(http, url, name, what)
                )
            except (aiohttp.ClientError, TimeoutError):
                await asyncio.sleep(0.2)  # the server is down
                continue
            self.done += 1

    async def _post(self, http: aiohttp.ClientSession, url: str, body: Any) -> tuple[int, Any]:
        headers = {"Cookie": f"lotsen_session={self.token}"}
        async with http.post(url, json=body, headers=headers) as answer:
            return answer.status, await answer.json()

    async def _saves(self, http: aiohttp.ClientSession, url: str, name: str) -> None:
        based_on = self.read.get(name, 0)
        body = f"{self.login} skrev det här som nummer {len(self.tried)} av alla."
        self.tried[body] = (name, based_on)
        fields = article_fields(
            id=name, title=f"Om {name}", questions=[f"Vad är {name}?"], body=body
        )
        sent = {"based_on": based_on, "article": fields}
        status, told = await self._post(http, f"{url}/api/admin/articles", sent)
        if status == 200:
            self.stored.append((name, told["version"], body))
            self.read[name] = told["version"]
            return
        assert (status, told["error"]["code"]) == (409, "edit_conflict")
        status, theirs = await self._post(http, f"{url}/api/admin/difference", sent)
        assert status == 200
        self.refused += 1
        self.shown += any(change["field"] == "Text" for change in theirs["changes"])
        self.read[name] = theirs["version"]

    async def _acts(self, http: aiohttp.ClientSession, url: str, name: str, what: str) -> None:
        status, _ = await self._post(http, f"{url}/api/admin/articles/{name}/{what}", {})
        assert status in (200, 404, 409)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[WebAlone]:
    """On a database with the cast, where the seed is drafts only."""
    engine = open_engine(f"sqlite:///{tmp_path / 'lotsen.db'}")
    migrate(engine)
    with engine.begin() as db:
        contact_paths.fill(db)
        cast.hire(db)
        for one in read_folder(SEED):
            articles.save(db, one, "seed", MONDAY)
    engine.dispose()
    web = WebAlone(tmp_path)
    yield web
    web.kill()  # a second time does no harm


async def _killed(server: WebAlone, chance: random.Random, editors: list[Editor]) -> None:
    """Now and again, spread over the edits."""
    for number in range(1, KILLS + 1):
        at = EDITS * number // (KILLS + 1)
        while sum(editor.done for editor in editors) < at:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        await asyncio.sleep(chance.random() * 0.2)
        await asyncio.to_thread(server.kill_and_restart)
        await asyncio.to_thread(server.wait)


async def test_no_version_is_lost_or_written_over_and_the_index_is_a_rebuild(
    server: WebAlone, tmp_path: Path, encoder: Encoder
) -> None:
    chance = random.Random(6)  # noqa: S311
    editors = [Editor(login, random.Random(login)) for login in ("eva", "ada")]  # noqa: S311
    url = f"sqlite:///{tmp_path / 'lotsen.db'}"
    async with open_database(url) as database:
        for editor in editors:
            editor.token = await database.write(log_in, editor.login, PASSWORD, utc_now())
    await asyncio.to_thread(server.wait)
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(20)) as http:
        work = [editor.edits(http, f"http://127.0.0.1:{server.port}") for editor in editors]
        await asyncio.gather(_killed(server, chance, editors), *work)
    server.kill()

    async with open_database(url) as database:
        await database.read(_check_versions, editors)
        await _check_index(database, tmp_path, encoder)
    refused, shown = (sum(getattr(one, name) for one in editors) for name in ("refused", "shown"))
    print(f"{EDITS} edits, {KILLS} kills, {refused} refused")  # noqa: T201 - by pytest -rP
    assert refused > EDITS / 20
    assert shown == refused  # whoever was refused saw how the texts differ


def _check_versions(db: Connection, editors: list[Editor]) -> None:
    query = sa.select(article_version).where(article_version.c.article_id.in_(ARTICLES))
    kept = {(row.article_id, row.version): row.body for row in db.execute(query)}
    tried = {body: sent for editor in editors for body, sent in editor.tried.items()}
    for editor in editors:
        assert [one for one in editor.stored if kept.get(one[:2]) != one[2]] == []
    for (name, version), body in kept.items():
        # Each was based on the one right before it, which its writer had seen.
        assert tried[body] == (name, version - 1)
    for row in db.execute(sa.select(article).where(article.c.id.in_(ARTICLES))):
        numbers = sorted(number for name, number in kept if name == row.id)
        assert numbers == list(range(1, row.last_version + 1))


async def _check_index(database: Any, folder: Path, encoder: Encoder) -> None:
    """What the process would go on with, from its saved index, against one made from the rows."""
    embeddings = Embeddings(encoder)
    shelf = Shelf(folder / "index", encoder.name, encoder.dimensions)
    library = Library(database, embeddings, MONDAY.date, shelf)
    await library.open()
    rebuilt = await database.read(load, encoder.dimensions, encoder.name)
    held = library._index
    assert held.known.stamps == rebuilt.known.stamps
    assert held.articles == rebuilt.articles
    assert len(held) == len(rebuilt)
    for name in ARTICLES:
        vector = await embeddings.question(f"Vad är {name}?")
        found = [
            np.sort(one.vectors(np.sort(one.nearest(vector, 20))), axis=0)
            for one in (held, rebuilt)
        ]
        assert np.allclose(*found, atol=1e-6)
    await library.close()
    embeddings.close()
