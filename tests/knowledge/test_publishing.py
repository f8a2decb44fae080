"""Articles get their passages and vectors when they are published, whole or not at all."""

from typing import Any

import numpy as np
import pytest
import sqlalchemy as sa

from db.engine import Database
from db.schema import article_change, passage
from knowledge import articles, publishing
from knowledge.articles import NoSuchArticle
from knowledge.passages import cut, passages_of
from tests.cast import EVA, MONDAY
from tests.knowledge.shelf import Shelf, article, prepared, unit

SAL = "hyra-gymnastiksal"
SEED = [article(), article(id="hyra-aula"), article(id="hyra-ishall", status="draft")]


async def _rows(database: Database, query: sa.Select[Any]) -> list[tuple[Any, ...]]:
    return await database.read(lambda db: [tuple(row) for row in db.execute(query)])


async def _versions(shelf: Shelf) -> dict[str, tuple[int, int | None]]:
    rows = await shelf.database.read(articles.all_newest)
    return {row.article.id: (row.version, row.live_version) for row in rows}


async def test_what_is_published_has_a_vector_for_each_passage(shelf: Shelf) -> None:
    published = await shelf.publish()

    query = sa.select(passage.c.text, passage.c.kind, passage.c.encoder, passage.c.vector)
    rows = await _rows(shelf.database, query.order_by(passage.c.id))

    pieces = cut(published.title, published.questions, published.body)
    assert [row[:2] for row in rows] == [(piece.text, piece.kind) for piece in pieces]
    assert {row[2] for row in rows} == {shelf.embeddings.encoder.name}
    stored = np.stack([np.frombuffer(row[3], np.float32) for row in rows])
    expected = shelf.embeddings.encoder.passages([piece.text for piece in pieces])
    assert np.allclose(stored, expected, atol=1e-4)


async def test_the_vectors_of_what_is_live_are_known_by_their_texts(shelf: Shelf) -> None:
    published = await shelf.publish()
    encoder = shelf.embeddings.encoder
    known = await shelf.database.read(articles.vectors, published.id, encoder.name)
    assert set(known) == {piece.text for piece in passages_of(published)}
    assert np.allclose(known[published.title], encoder.passages([published.title])[0], atol=1e-4)
    assert await shelf.database.read(articles.vectors, published.id, "another") == {}


async def test_the_newest_version_is_the_one_that_is_published(shelf: Shelf) -> None:
    await shelf.save(title="Först")
    await shelf.save(title="Sedan")
    await publishing.publish_newest(shelf.database, shelf.embeddings, SAL, EVA, MONDAY)
    [live] = await shelf.database.read(articles.live)
    assert live.title == "Sedan"


async def test_what_does_not_exist_cannot_be_published(shelf: Shelf) -> None:
    with pytest.raises(NoSuchArticle):
        await publishing.publish_newest(shelf.database, shelf.embeddings, "none", EVA, MONDAY)


async def test_an_empty_database_is_filled_with_the_seed_and_drafts_stay_drafts(
    shelf: Shelf,
) -> None:
    await publishing.fill(shelf.database, shelf.embeddings, SEED, MONDAY)
    assert await _versions(shelf) == {
        SAL: (1, 1),
        "hyra-aula": (1, 1),
        "hyra-ishall": (1, None),
    }


async def test_filling_again_leaves_what_editors_have_done(shelf: Shelf) -> None:
    await publishing.fill(shelf.database, shelf.embeddings, SEED[:2], MONDAY)
    await shelf.publish(title="Ny taxa")
    await shelf.take_away("hyra-aula")
    changes = await _rows(shelf.database, sa.select(article_change.c.number))

    await publishing.fill(shelf.database, shelf.embeddings, SEED[:2], MONDAY)

    assert await _versions(shelf) == {SAL: (2, 2), "hyra-aula": (1, None)}
    assert await _rows(shelf.database, sa.select(article_change.c.number)) == changes


async def test_filling_goes_on_where_it_was_broken_off(shelf: Shelf) -> None:
    await publishing.fill(shelf.database, shelf.embeddings, SEED[:1], MONDAY)
    told: list[tuple[int, int]] = []

    async def tell(done: int, of: int) -> None:
        told.append((done, of))

    await publishing.fill(shelf.database, shelf.embeddings, SEED, MONDAY, tell)

    assert set(await _versions(shelf)) == {one.id for one in SEED}
    assert told == [(1, 3), (2, 3), (3, 3)]


async def test_what_has_another_encoders_vectors_gets_those_of_this_one(shelf: Shelf) -> None:
    await shelf.publish(id="hyra-aula")
    await shelf.save()
    old = prepared(unit(1, 2)[None, :], ["vad kostar det"], "an earlier encoder")
    await shelf.database.write(articles.publish, SAL, 1, old)

    await publishing.encode_anew(shelf.database, shelf.embeddings)

    encoders = await _rows(shelf.database, sa.select(passage.c.encoder).distinct())
    assert encoders == [(shelf.embeddings.encoder.name,)]
    assert set(await shelf.found("Vad kostar det att hyra en gymnastiksal?")) == {SAL, "hyra-aula"}


async def test_what_has_this_encoders_vectors_is_left_alone(shelf: Shelf) -> None:
    await shelf.publish()
    await publishing.encode_anew(shelf.database, shelf.embeddings)
    assert await _rows(shelf.database, sa.select(article_change.c.number)) == [(1,)]


async def test_a_version_published_while_the_one_before_is_encoded_keeps_its_own_passages(
    shelf: Shelf,
) -> None:
    old = await shelf.publish(body="En gymnastiksal kostar 100 kronor i timmen.")
    slow = await publishing.prepare(shelf.embeddings, old)
    await shelf.publish(body="En gymnastiksal kostar 250 kronor i timmen.")

    await shelf.database.write(articles.encode_anew, old.id, 1, slow)

    texts = " ".join(row[0] for row in await _rows(shelf.database, sa.select(passage.c.text)))
    assert "250" in texts
    assert "100" not in texts
