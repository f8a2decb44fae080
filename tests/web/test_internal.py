"""The internal port answers Rasa, which holds the token, and no one else."""

import numpy as np
import pytest

from knowledge.encoder.model import Encoder
from tests.conftest import BOTH
from tests.conversations.fake_rasa import TOKEN
from tests.web.conftest import Opening, fill
from tests.web.pair import database_beside
from tests.web.site import Site, raw_status
from web.keys import LIBRARY

pytestmark = pytest.mark.asyncio(loop_scope="module")

RASA = {"Authorization": f"Bearer {TOKEN}"}
TEXTS = ["Vad kostar en hall?", "När söker vi bidrag?", ""]


@pytest.mark.parametrize("path", ["/embeddings", "/actions", "/finns-inte", "/"])
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": ""},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer fel"},
        {"Authorization": TOKEN},
        {"Authorization": f"Basic {TOKEN}"},
        {"Authorization": f"Bearer {TOKEN}x"},
        {"Authorization": f"Bearer {TOKEN[:-1]}"},
    ],
)
async def test_without_the_token_there_is_nothing(
    site: Site, path: str, headers: dict[str, str]
) -> None:
    response = await site.internal.post(path, json={"texts": ["Hej"]}, headers=headers)
    assert response.status == 401


async def test_a_token_of_bytes_that_are_no_text_is_a_wrong_token(site: Site) -> None:
    line = "POST /embeddings HTTP/1.1"
    for end in ("\xe5", "\xff", "å".encode().decode("latin-1")):
        header = f"Authorization: Bearer {TOKEN}{end}"
        assert await raw_status(site.internal.port, line, header) == 401


async def test_texts_become_one_vector_each_as_the_encoder_makes_them(
    site: Site, encoder: Encoder
) -> None:
    response = await site.internal.post("/embeddings", json={"texts": TEXTS}, headers=RASA)

    rows = np.frombuffer(await response.read(), np.float32).reshape(len(TEXTS), -1)
    assert response.status == 200
    assert rows.shape == (len(TEXTS), encoder.dimensions)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-4)
    cosines = (rows * encoder.questions(TEXTS)).sum(axis=1)
    assert (cosines > 0.99).all()


async def test_an_action_that_does_not_exist_is_named(site: Site) -> None:
    call = {"next_action": "action_fly", "tracker": {"sender_id": "x"}}

    response = await site.internal.post("/actions", json=call, headers=RASA)

    assert response.status == 404
    assert (await response.json())["action_name"] == "action_fly"


async def test_an_action_runs_with_the_articles_of_the_database(site: Site) -> None:
    tracker = {
        "sender_id": "x",
        "slots": {},
        "latest_message": {
            "text": "Dörren till lokalen går inte upp",
            "intent": {"name": "booking", "confidence": 0.9},
            "intent_ranking": [{"name": "booking", "confidence": 0.9}],
            "entities": [],
        },
        "events": [],
        "paused": False,
        "active_loop": {},
        "latest_action_name": "action_listen",
    }
    call = {"next_action": "action_answer", "sender_id": "x", "tracker": tracker}

    response = await site.internal.post("/actions", json=call, headers=RASA)

    assert response.status == 200
    said = [one["custom"] for one in (await response.json())["responses"]]
    [trace] = [one["trace"] for one in said if one["kind"] == "trace"]
    assert trace["articles"][0]["id"] == "dorren-oppnas-inte"


async def test_nothing_internal_is_on_the_public_port(site: Site) -> None:
    for path in ("/embeddings", "/actions", "/webhooks/lotsen/webhook"):
        response = await site.public.post(path, json={"texts": ["Hej"]}, headers=RASA)
        assert response.status == 404


@pytest.mark.parametrize("kind", BOTH)
async def test_only_where_no_other_process_can_be_asked_is_a_question_looked_for_ahead(
    opening: Opening, kind: str, request: pytest.FixtureRequest, encoder: Encoder
) -> None:
    url = ""
    if kind == "postgresql":
        url = database_beside(request.getfixturevalue("postgresql_url"))
        await fill(url, encoder)
    async with opening(database_url=url) as site:
        await (await site.visitor()).is_answered("Vad kostar en hall?")
        assert bool(site.apps.public[LIBRARY]._expected) is (kind == "sqlite")
