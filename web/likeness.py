"""Which articles are alike, kept as long as none has changed: telling takes seconds."""

import asyncio
from collections.abc import Sequence

import numpy as np

from db.engine import Database
from knowledge import articles
from knowledge.article import Article
from knowledge.encoder.embeddings import Embeddings
from knowledge.encoder.model import Vectors
from knowledge.likeness import About, Likeness, likenesses
from knowledge.passages import cut

Said = tuple[str, tuple[str, ...], str]


class Likenesses:
    """What each article is about is put together once for each text, one article at a time, so that
    those who ask in the chat do not wait. Most of it is stored with what is live."""

    def __init__(self, db: Database, embeddings: Embeddings) -> None:
        self._db, self._embeddings = db, embeddings
        self._known: dict[Said, About] = {}
        self._last: tuple[dict[str, Article], list[Likeness]] = ({}, [])
        self._telling = asyncio.Lock()

    async def among(self, all_of_them: Sequence[Article]) -> list[Likeness]:
        wanted = {one.id: one for one in all_of_them}
        async with self._telling:
            if wanted != self._last[0]:
                about = {one.id: await self._about(one) for one in all_of_them}
                found = await asyncio.to_thread(likenesses, all_of_them, about)
                self._last = wanted, found
            return self._last[1]

    async def _about(self, one: Article) -> About:
        said = one.title, tuple(one.questions), one.lead
        if said not in self._known:
            pieces = cut(one.title, one.questions, one.lead)
            vectors = await self._vectors(one.id, [piece.text for piece in pieces])
            asked = [piece.kind != "body" for piece in pieces]
            body = [not is_asked for is_asked in asked]
            self._known[said] = vectors[asked].mean(axis=0), vectors[body].mean(axis=0)
        return self._known[said]

    async def _vectors(self, article_id: str, texts: list[str]) -> Vectors:
        """One row for each text."""
        encoder = self._embeddings.encoder.name
        stored = await self._db.read(articles.vectors, article_id, encoder)
        new = [text for text in texts if text not in stored]
        encoded = await self._embeddings.passages(new) if new else ()
        known = stored | dict(zip(new, encoded, strict=True))
        return np.stack([known[text] for text in texts])
