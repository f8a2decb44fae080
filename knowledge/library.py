"""The library: what the process knows of the articles, kept up with the database."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import faiss

from db.engine import Database
from knowledge.article import Article
from knowledge.articles import Prepared
from knowledge.catching_up import catch_up, load, resume
from knowledge.draft import Draft, with_draft
from knowledge.encoder.embeddings import Embeddings
from knowledge.encoder.model import Vectors
from knowledge.index import Index
from knowledge.language import SWEDISH
from knowledge.ranking import Asker, considered, fresh_of, ranked
from knowledge.saved import Shelf
from knowledge.search import Hit

log = logging.getLogger(__name__)

KEPT = 1_000  # questions that have been expected and not asked; most greet or ask for a person


class Library:
    """Catches up with all changes before each search, so what is published is answered from.

    With a shelf it begins from the index that is saved there, and saves one when much has changed.
    """

    def __init__(
        self,
        db: Database,
        embeddings: Embeddings,
        today: Callable[[], date],
        shelf: Shelf | None = None,
    ) -> None:
        self._db = db
        self._embeddings = embeddings
        self._today = today
        self._shelf = shelf
        self._index = Index.of([], embeddings.encoder.dimensions)
        self._expected: dict[str, asyncio.Future[list[Hit]]] = {}  # in this index, by question
        self._fresh: tuple[Index, date, frozenset[str]] | None = None
        self._catching_up = asyncio.Lock()
        self._joining: asyncio.Task[None] | None = None
        self._failed = -1  # the change at which making one part failed
        # FAISS counts threads by who calls it: the answers keep a processor while parts are made
        # one, and one search is too little work to share.
        self._searcher, self._joiner = (
            ThreadPoolExecutor(1, name, faiss.omp_set_num_threads, (1,))
            for name in ("search", "join")
        )

    async def open(self) -> None:
        """Takes the saved index, or makes one; before the first search."""
        encoder, saved = self._embeddings.encoder, None
        if self._shelf:
            saved = await asyncio.to_thread(self._shelf.load)
        if saved:
            self._index = await self._db.read(resume, saved, encoder.name)
        else:
            self._index = await self._db.read(load, encoder.dimensions, encoder.name)
        if self._index.worn:
            await self.join()

    async def close(self) -> None:
        if self._joining:
            await asyncio.wait([self._joining])
        self._searcher.shutdown()
        self._joiner.shutdown()

    async def find(
        self, question: str, association_type: str | None = None, language: str = SWEDISH
    ) -> list[Hit]:
        """The articles that may answer, best first, in the language asked for where there is one.

        One that is for other kinds of association than the one named stands after the rest. One
        past its review date is among them, since its owner has the question; which may be
        answered from, `fresh` tells.
        """
        vector = await self._embeddings.question(question)
        await self.catch_up()
        while True:
            index = self._index
            found = await (self._expected.pop(question, None) or self._look_for(question, vector))
            if index is self._index:  # else something has been published meanwhile
                return ranked(index, found, Asker(association_type, language), self.fresh())

    def expect(self, question: str, vector: Vectors) -> None:
        """`find` will soon be asked for this. Looking for it begins now; should the index change
        until then, in vain."""
        if len(self._expected) == KEPT:
            del self._expected[next(iter(self._expected))]
        self._expected[question] = looking = self._look_for(question, vector)
        looking.add_done_callback(_hear)

    def _look_for(self, question: str, vector: Vectors) -> asyncio.Future[list[Hit]]:
        loop = asyncio.get_running_loop()
        return loop.run_in_executor(self._searcher, considered, self._index, question, vector)

    async def draft(self, article: Article, prepared: Prepared) -> Draft:
        """As it would be with this article published; nothing is stored."""
        await self.catch_up()
        return Draft(self._embeddings, with_draft(self._index, article, prepared), self._today())

    def article(self, article_id: str) -> Article | None:
        """A live article that has not passed its review date."""
        article = self._index.articles.get(article_id)
        return article if article and article.review_by >= self._today() else None

    def fresh(self) -> frozenset[str]:
        """The ids of the live articles that have not passed their review date."""
        index, today = self._index, self._today()
        if self._fresh is None or self._fresh[:2] != (index, today):
            self._fresh = index, today, fresh_of(index.articles, today)
        return self._fresh[2]

    @property
    def articles(self) -> Mapping[str, Article]:
        """The live articles as of the last search."""
        return self._index.articles

    async def catch_up(self) -> None:
        await self._catch_up_from(None)
        if not self._index.worn or self._index.change == self._failed:
            return
        if self._joining is None or self._joining.done():
            self._joining = asyncio.create_task(self.join())

    async def _catch_up_from(self, index: Index | None) -> None:
        async with self._catching_up:
            encoder = self._embeddings.encoder.name
            caught_up = await self._db.read(catch_up, index or self._index, encoder)
            if caught_up is not self._index:
                self._index, self._expected = caught_up, {}

    async def join(self) -> None:
        """Makes the index one part, saves it, and goes on from there; meanwhile the old answers.
        Where that fails they go on answering, and it is tried again after the next change."""
        index = self._index
        try:
            await self._catch_up_from(await self._in_joiner(self._joined, index))
        except Exception:  # the boundary: what is asked meanwhile must be answered
            self._failed = index.change
            log.exception("the index stays in two parts")

    def _joined(self, index: Index) -> Index:
        joined = index.joined()
        if self._shelf:
            try:
                return self._shelf.save(joined)
            except OSError as problem:  # a full disk must not stop the answers
                log.warning("index not saved: %s", problem)
        return joined

    async def _in_joiner(self, work: Callable[[Index], Index], index: Index) -> Index:
        return await asyncio.get_running_loop().run_in_executor(self._joiner, work, index)


def _hear(looking: asyncio.Future[list[Hit]]) -> None:
    """Of what fails, `find` tells; where it is never asked, asyncio would log it with its words."""
    if not looking.cancelled():
        looking.exception()
