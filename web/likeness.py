"""Which articles are alike, kept as long as none has changed: telling takes seconds."""

import asyncio
from collections.abc import Sequence

from knowledge.article import Article
from knowledge.encoder.embeddings import Embeddings
from knowledge.likeness import About, Likeness, likenesses
from knowledge.passages import cut

Said = tuple[str, tuple[str, ...], str]


class Likenesses:
    """What each article is about is encoded once for each text, one article at a time, so that
    those who ask in the chat do not wait."""

    def __init__(self, embeddings: Embeddings) -> None:
        self._embeddings = embeddings
        self._known: dict[Said, About] = {}
        self._last: tuple[dict[str, Article], list[Likeness]] = ({}, [])
        self._telling = asyncio.Lock()

    async def among(self, articles: Sequence[Article]) -> list[Likeness]:
        wanted = {one.id: one for one in articles}
        async with self._telling:
            if wanted != self._last[0]:
                about = {one.id: await self._about(one) for one in articles}
                found = await asyncio.to_thread(likenesses, articles, about)
                self._last = wanted, found
            return self._last[1]

    async def _about(self, one: Article) -> About:
        said = one.title, tuple(one.questions), one.lead
        if said not in self._known:
            pieces = cut(one.title, one.questions, one.lead)
            vectors = await self._embeddings.passages([piece.text for piece in pieces])
            asked = [piece.kind != "body" for piece in pieces]
            body = [not is_asked for is_asked in asked]
            self._known[said] = vectors[asked].mean(axis=0), vectors[body].mean(axis=0)
        return self._known[said]
