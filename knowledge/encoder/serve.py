"""The encoder alone behind HTTP, for Rasa to train with when the web process is not up.

python -m knowledge.encoder.serve --port PORT
"""

import argparse

import numpy as np
from aiohttp import web

from knowledge.encoder.embeddings import Embeddings
from knowledge.encoder.model import Encoder

EMBEDDINGS = web.AppKey("embeddings", Embeddings)


async def embed(request: web.Request) -> web.Response:
    """Takes {"texts": [...]}, answers rows of float32, one for each text."""
    texts = (await request.json())["texts"]
    rows = await request.app[EMBEDDINGS].questions(texts)
    return web.Response(body=rows.astype(np.float32).tobytes())


async def _health(_: web.Request) -> web.Response:
    return web.Response(text="ok")


def encoder_app(encoder: Encoder) -> web.Application:
    app = web.Application(client_max_size=2**24)
    app[EMBEDDINGS] = Embeddings(encoder)
    app.add_routes([web.post("/embeddings", embed), web.get("/health", _health)])
    return app


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--encoder", required=True)
    given = parser.parse_args()
    app = encoder_app(Encoder(given.encoder, threads=2))
    web.run_app(app, host="127.0.0.1", port=given.port, print=None)


if __name__ == "__main__":
    main()
