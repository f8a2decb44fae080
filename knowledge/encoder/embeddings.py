"""Asks the encoder without blocking: one thread, a cache, each text encoded once, and whoever asks
for many lets others in between."""

import asyncio
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from knowledge.encoder.model import Encoder, Vectors

CACHED = 20_000  # texts; some 30 MB of vectors


class Embeddings:
    """Vectors of questions, each text encoded once."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self._thread = ThreadPoolExecutor(1, "encoder")
        self._known: OrderedDict[str, Vectors] = OrderedDict()
        self._coming: dict[str, asyncio.Future[Vectors]] = {}

    async def question(self, text: str) -> Vectors:
        """The vector of one question, of shape (dimensions,)."""
        known = self._known.get(text)
        if known is not None:
            self._known.move_to_end(text)
            return known
        if text not in self._coming:
            self._coming[text] = asyncio.ensure_future(self._encode(text))
        # Whoever asked first may leave; the others still wait.
        return await asyncio.shield(self._coming[text])

    async def questions(self, texts: list[str]) -> Vectors:
        """One row for each text. One after another: who asks meanwhile waits for one of them, and
        not for all."""
        return np.stack([await self.question(text) for text in texts])

    async def passages(self, texts: list[str]) -> Vectors:
        """One row for each text, one after another too."""
        loop = asyncio.get_running_loop()
        encode = self.encoder.passages
        rows = [await loop.run_in_executor(self._thread, encode, [text]) for text in texts]
        return np.concatenate(rows)

    async def _encode(self, text: str) -> Vectors:
        loop = asyncio.get_running_loop()
        try:
            rows = await loop.run_in_executor(self._thread, self.encoder.questions, [text])
        finally:
            del self._coming[text]
        vector: Vectors = rows[0]
        self._known[text] = vector
        if len(self._known) > CACHED:
            self._known.popitem(last=False)
        return vector

    def close(self) -> None:
        self._thread.shutdown()
