"""Telling which articles are alike takes no more encoding than what is not stored."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np

from knowledge.article import Article
from knowledge.passages import cut
from tests.knowledge.shelf import article
from web.likeness import Likenesses


class Stored:
    """The vectors of one article are stored, those of the other are not."""

    def __init__(self, known: dict[str, Any]) -> None:
        self._known = known

    async def read(self, work: Callable[..., Any], article_id: str, encoder: str) -> Any:
        return self._known.get(article_id, {}) if encoder == "e" else {}


class Embeddings:
    encoder = SimpleNamespace(name="e")

    def __init__(self) -> None:
        self.encoded: list[str] = []

    async def passages(self, texts: list[str]) -> Any:
        self.encoded += texts
        return np.array([_vector(text) for text in texts])


def _vector(text: str) -> Any:
    return np.array([1, len(text) % 7, len(text) % 5], dtype=np.float32)


def _texts(one: Article) -> list[str]:
    return [piece.text for piece in cut(one.title, one.questions, one.lead)]


async def test_only_what_is_not_stored_is_encoded_and_only_once() -> None:
    live, draft = article(), article(id="utkast", title="En annan titel")
    known = {live.id: {text: _vector(text) for text in _texts(live)}}
    embeddings = Embeddings()
    likenesses = Likenesses(Stored(known), embeddings)  # type: ignore[arg-type]
    first = await likenesses.among([live, draft])
    again = await likenesses.among([live, draft])
    assert embeddings.encoded == _texts(draft)
    assert first == again
