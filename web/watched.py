"""Rasa, the library and requests, with a look at how long they take, how they fail, and whose way
they are on."""

from collections.abc import Callable
from datetime import date
from typing import Any

import aiohttp
import numpy as np
import numpy.typing as npt
from aiohttp import web

from conversations.rasa import BotFailed, BotTurn, Rasa
from db.engine import Database
from knowledge.encoder.embeddings import Embeddings
from knowledge.language import SWEDISH
from knowledge.library import Library
from knowledge.saved import Shelf
from knowledge.search import Hit
from web.logs import on_a_way
from web.metrics import Metrics, watch_streams
from web.settings import Settings


class WatchedRasa(Rasa):
    def __init__(self, http: aiohttp.ClientSession, settings: Settings, metrics: Metrics) -> None:
        token = settings.internal_token.get_secret_value()
        super().__init__(http, settings.rasa_urls, token, settings.rasa_timeout)
        self._metrics = metrics

    async def answer(
        self,
        conversation_id: str,
        words: str,
        dialogue: dict[str, Any],
        vector: npt.NDArray[np.float32] | None,
        language: str,
    ) -> BotTurn:
        try:
            return await super().answer(conversation_id, words, dialogue, vector, language)
        except BotFailed as failure:
            self._metrics.rasa_failed(str(failure))
            raise


class WatchedLibrary(Library):
    def __init__(
        self,
        metrics: Metrics,
        db: Database,
        embeddings: Embeddings,
        today: Callable[[], date],
        shelf: Shelf,
    ) -> None:
        super().__init__(db, embeddings, today, shelf)
        self._metrics = metrics

    async def find(
        self, question: str, association_type: str | None = None, language: str = SWEDISH
    ) -> list[Hit]:
        with self._metrics.searched.time():
            return await super().find(question, association_type, language)


def watch(app: web.Application, metrics: Metrics) -> None:
    watch_streams(app, metrics)
    app.middlewares.insert(0, on_a_way)
