"""A draft is tried in an index like the real one, and nothing of it is stored."""

import pytest

from knowledge import publishing
from knowledge.draft import Draft
from tests.knowledge.shelf import Shelf, article

SAL = "hyra-gymnastiksal"
ICE = "När öppnar ishallen på lördagar?"
ICE_BODY = "Ishallen öppnar klockan åtta på lördagar. Då får alla åka skridskor."


async def _draft(shelf: Shelf, **fields: object) -> Draft:
    one = article(**fields)
    return await shelf.library.draft(one, await publishing.prepare(shelf.embeddings, one))


async def test_a_new_article_is_found_in_the_draft_alone(shelf: Shelf) -> None:
    await shelf.publish()
    draft = await _draft(shelf, id="ishall", title=ICE, questions=[ICE], body=ICE_BODY)

    assert (await draft.find(ICE))[0].article_id == "ishall"
    assert await shelf.found(ICE) == [SAL]


@pytest.mark.parametrize("joined", [False, True])
async def test_the_draft_finds_what_the_library_finds_once_it_is_published(
    shelf: Shelf, joined: bool
) -> None:
    await shelf.publish()
    await shelf.publish(id="ishall", title=ICE, questions=[ICE], body=ICE_BODY)
    if joined:
        await shelf.library.catch_up()
        await shelf.library.join()
    changed = {
        "title": "Vad kostar salen?",
        "body": "Salen är gratis för barn och unga.",
    }
    draft = await _draft(shelf, **changed)
    expected = await draft.find("Vad kostar salen?")

    await shelf.publish(**changed)

    found = await shelf.library.find("Vad kostar salen?")
    assert [hit.article_id for hit in found] == [hit.article_id for hit in expected]
    assert [hit.score for hit in found] == pytest.approx([hit.score for hit in expected], abs=1e-3)


async def test_a_draft_past_its_review_date_would_not_be_answered_from(shelf: Shelf) -> None:
    draft = await _draft(shelf, review_by="2026-11-22")
    assert draft.article(SAL) is None
    assert SAL not in draft.fresh()
