"""Each text is encoded once, whoever asks, and an error reaches who asked."""

import asyncio
import threading
from collections.abc import AsyncIterator

import numpy as np
import pytest

from knowledge.encoder.embeddings import Embeddings
from knowledge.encoder.model import Encoder, Vectors

ASKED = "Vad kostar det?"


class Watched:
    """The real encoder, with a note of each call, a switch to fail and one to hold it up."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.name, self.dimensions = encoder.name, encoder.dimensions
        self.calls: list[list[str]] = []
        self.fails = False
        self.fails_on: str | None = None
        self.begun, self.may_go = threading.Event(), threading.Event()
        self.may_go.set()

    def questions(self, texts: list[str]) -> Vectors:
        self.calls.append(texts)
        self.begun.set()
        assert self.may_go.wait(10)
        if self.fails or self.fails_on in texts:
            raise RuntimeError("out of memory")
        return self._encoder.questions(texts)

    def passages(self, texts: list[str]) -> Vectors:
        self.calls.append(texts)
        self.begun.set()
        assert self.may_go.wait(10)
        return self._encoder.passages(texts)


@pytest.fixture
def watched(encoder: Encoder) -> Watched:
    return Watched(encoder)


@pytest.fixture
async def embeddings(watched: Watched) -> AsyncIterator[Embeddings]:
    embeddings = Embeddings(watched)  # type: ignore[arg-type]
    yield embeddings
    watched.may_go.set()
    embeddings.close()


async def _begun(watched: Watched) -> None:
    assert await asyncio.to_thread(watched.begun.wait, 10)


async def test_the_vector_of_a_question_is_the_encoders(
    embeddings: Embeddings, encoder: Encoder
) -> None:
    vector = await embeddings.question(ASKED)
    assert vector.shape == (encoder.dimensions,)
    assert np.allclose(vector, encoder.questions([ASKED])[0], atol=1e-5)


async def test_a_text_that_is_known_is_not_encoded_again(
    embeddings: Embeddings, watched: Watched
) -> None:
    first = await embeddings.question(ASKED)
    assert np.array_equal(await embeddings.question(ASKED), first)
    assert watched.calls == [[ASKED]]


async def test_a_text_that_many_ask_for_at_once_is_encoded_once(
    embeddings: Embeddings, watched: Watched
) -> None:
    rows = await asyncio.gather(*(embeddings.question(ASKED) for _ in range(20)))
    assert watched.calls == [[ASKED]]
    assert (np.stack(rows) == rows[0]).all()


async def test_each_asker_gets_the_vector_of_their_own_text(
    embeddings: Embeddings, encoder: Encoder
) -> None:
    texts = [f"Vad kostar {thing}?" for thing in ("en sal", "en plan", "is", "en aula", "en bana")]
    rows = await embeddings.questions(texts)
    alone = np.concatenate([encoder.questions([text]) for text in texts])
    assert (rows @ alone.T).argmax(axis=1).tolist() == list(range(len(texts)))


async def test_an_error_of_the_encoder_reaches_all_who_asked_and_the_next_question_works(
    embeddings: Embeddings, watched: Watched
) -> None:
    watched.fails = True
    asked = [embeddings.question(text) for text in (ASKED, ASKED, "en annan")]
    told = await asyncio.gather(*asked, return_exceptions=True)
    assert [str(error) for error in told] == ["out of memory"] * 3

    watched.fails = False
    async with asyncio.timeout(10):
        assert (await embeddings.question(ASKED)).shape == (watched.dimensions,)


async def test_an_error_for_one_is_not_told_to_those_behind(
    embeddings: Embeddings, watched: Watched
) -> None:
    watched.may_go.clear()
    watched.fails_on = "den första"
    first = asyncio.create_task(embeddings.question("den första"))
    await _begun(watched)
    behind = asyncio.create_task(embeddings.question(ASKED))
    await asyncio.sleep(0)
    watched.may_go.set()
    with pytest.raises(RuntimeError):
        await first
    assert (await behind).shape == (watched.dimensions,)


async def test_who_stops_waiting_takes_nothing_from_the_others(
    embeddings: Embeddings, watched: Watched
) -> None:
    watched.may_go.clear()
    hasty = asyncio.create_task(embeddings.question(ASKED))
    patient = asyncio.create_task(embeddings.question(ASKED))
    await _begun(watched)

    hasty.cancel()
    watched.may_go.set()

    assert (await patient).shape == (watched.dimensions,)
    assert hasty.cancelled()
    assert watched.calls == [[ASKED]]


async def test_encoding_does_not_hold_up_the_event_loop(
    embeddings: Embeddings, watched: Watched
) -> None:
    watched.may_go.clear()
    asked = asyncio.create_task(embeddings.question(ASKED))
    await _begun(watched)  # the loop went round while the encoder was at work
    assert not asked.done()
    watched.may_go.set()
    await asked


async def test_passages_are_encoded_as_passages(embeddings: Embeddings, encoder: Encoder) -> None:
    rows = await embeddings.passages([ASKED])
    assert np.allclose(rows, encoder.passages([ASKED]), atol=1e-5)


@pytest.mark.parametrize("kind", ["questions", "passages"])
async def test_who_asks_while_many_are_encoded_waits_for_one_of_them(
    embeddings: Embeddings, watched: Watched, kind: str
) -> None:
    many = [f"Vad kostar sal {number}?" for number in range(10)]
    watched.may_go.clear()
    encoding = asyncio.create_task(getattr(embeddings, kind)(many))
    await _begun(watched)
    asked = asyncio.create_task(embeddings.question(ASKED))
    await asyncio.sleep(0.01)  # until it is in the line
    watched.may_go.set()

    await asked
    assert [text for call in watched.calls for text in call].index(ASKED) <= 2
    assert (await encoding).shape == (10, watched.dimensions)
