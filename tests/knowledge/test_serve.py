"""The encoder behind HTTP gives Rasa the vectors that the web process has."""

import numpy as np
from pytest_aiohttp.plugin import AiohttpClient

from knowledge.encoder.model import Encoder
from knowledge.encoder.serve import encoder_app


async def test_texts_come_back_as_rows_of_float32_in_their_order(
    aiohttp_client: AiohttpClient, encoder: Encoder
) -> None:
    client = await aiohttp_client(encoder_app(encoder))
    texts = ["Hyra sal", "Söka bidrag", "Hyra sal"]

    answered = await client.post("/embeddings", json={"texts": texts})

    rows = np.frombuffer(await answered.read(), np.float32).reshape(3, encoder.dimensions)
    expected = encoder.questions(texts)
    assert (rows @ expected.T).argmax(axis=1).tolist()[1] == 1
    assert np.allclose(rows[0], rows[2])
    assert (rows * expected).sum(axis=1).min() > 0.98


async def test_it_tells_when_it_is_up(aiohttp_client: AiohttpClient, encoder: Encoder) -> None:
    client = await aiohttp_client(encoder_app(encoder))
    assert await (await client.get("/health")).text() == "ok"
