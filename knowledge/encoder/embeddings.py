"""Asks the encoder without blocking: one thread, a cache, and those who wait go together."""

import asyncio
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from knowledge.encoder.model import Encoder, Vectors

CACHED = 20_000  # texts; some 30 MB of vectors
TOGETHER = 16  # texts in one call; larger batches make the first wait longer


class Embeddings:
    """Vectors of questions, each text encoded once."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self._thread = ThreadPoolExecutor(1, "encoder")
        self._known: OrderedDict[str, Vectors] = OrderedDict()
        self._waiting: dict[str, asyncio.Future[Vectors]] = {}
        self._encoding: asyncio.Task[None] | None = None

    async def question(self, text: str) -> Vectors:
        """The vector of one question, of shape (dimensions,)."""
        known = self._known.get(text)
        if known is not None:
            self._known.move_to_end(text)
            return known
        if text not in self._waiting:
            self._waiting[text] = asyncio.get_running_loop().create_future()
        waited = self._waiting[text]
        if self._encoding is None:
            self._encoding = asyncio.create_task(self._encode_all())
        return await asyncio.shield(waited)

    async def questions(self, texts: list[str]) -> Vectors:
        """One row for each text."""
        return np.stack(await asyncio.gather(*(self.question(text) for text in texts)))

    async def passages(self, texts: list[str]) -> Vectors:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self.encoder.passages, texts)

    async def _encode_all(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            while self._waiting:
                texts = list(self._waiting)[:TOGETHER]
                futures = [self._waiting.pop(text) for text in texts]
                try:
                    rows = await loop.run_in_executor(self._thread, self.encoder.questions, texts)
                except Exception as error:  # noqa: BLE001 - whoever asked is told
                    for future in futures:
                        future.set_exception(error)
                    continue
                self._keep(texts, rows)
                for future, row in zip(futures, rows, strict=True):
                    future.set_result(row)
        finally:
            self._encoding = None

    def _keep(self, texts: list[str], rows: Vectors) -> None:
        self._known.update(zip(texts, rows, strict=True))
        while len(self._known) > CACHED:
            self._known.popitem(last=False)

    def close(self) -> None:
        self._thread.shutdown()
