"""Asks the encoder without blocking: one thread, a cache, and each text encoded once."""

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
        """One row for each text."""
        return np.stack(await asyncio.gather(*(self.question(text) for text in texts)))

    async def passages(self, texts: list[str]) -> Vectors:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self.encoder.passages, texts)

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
