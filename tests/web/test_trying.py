"""Before publishing: a trial question that fails needs a reason, which is kept; and what is tried
changes nothing."""

from typing import Any

import pytest

from knowledge import articles, history, publishing
from tests.web.drafts import article_fields
from tests.web.site import Person, Site, refused
from web.keys import DATABASE, EMBEDDINGS, LIBRARY

pytestmark = pytest.mark.asyncio(loop_scope="module")

TRAILER = "Kan vi låna en släpvagn till loppisen?"
OTHER = "Vem vann fotbollsfinalen i fjol?"


async def _saves(eva: Person, based_on: int = 0, **fields: Any) -> int:
    body = {"based_on": based_on, "article": article_fields(**fields)}
    response = await eva.post("/api/admin/articles", body)
    assert response.status == 200, await response.text()
    version: int = (await response.json())["version"]
    return version


async def _does(eva: Person, path: str, body: Any) -> None:
    response = await eva.post(path, body)
    assert response.status == 200, await response.text()


async def test_publishing_what_fails_a_trial_question_needs_a_reason_which_is_kept(
    site: Site,
) -> None:
    eva = await site.person("eva")
    path = "/api/admin/articles/provas/publish"
    await _saves(eva, id="provas")
    await _does(eva, "/api/admin/trials", {"question": OTHER, "article": "provas"})

    assert OTHER in await refused(await eva.post(path, {"version": 1}), 409, "trial_fails")
    assert await refused(await eva.post(path, {"reason": "  "}), 409, "trial_fails")
    assert await site.database.read(articles.live, ["provas"]) == []
    await _does(eva, path, {"version": 1, "reason": "Frågan är fel ställd"})

    [kept] = await site.database.read(history.publications, "provas")
    assert (kept.version, kept.by, kept.reason) == (1, "eva", "Frågan är fel ställd")
    page = await (await eva.get("/admin/articles/provas/versions")).text()
    assert "Frågan är fel ställd" in page


async def test_a_version_that_someone_has_saved_after_is_not_published(site: Site) -> None:
    eva = await site.person("eva")
    await _saves(eva, id="hann-inte")
    await _saves(eva, based_on=1, id="hann-inte", title="Den andras rubrik")
    response = await eva.post("/api/admin/articles/hann-inte/publish", {"version": 1})
    await refused(response, 409, "edit_conflict")
    assert await site.database.read(articles.live, ["hann-inte"]) == []


async def test_questions_are_put_to_the_draft_and_nothing_is_published_by_it(site: Site) -> None:
    eva = await site.person("eva")
    body = f"{TRAILER} Ja, gratis."
    about = {"title": "Släpvagn till loppis", "questions": [TRAILER], "body": body}
    await _saves(eva, id="slapvagn", **about)
    asked = {"questions": f"{TRAILER}\n\n{TRAILER}\n"}

    [tried] = (await (await eva.post("/api/admin/articles/slapvagn/try", asked)).json())["tried"]

    assert tried["verdict"] == "Annat svar"
    assert "Släpvagn" in tried["then"]
    assert "Släpvagn" not in tried["now"]
    hits = await site.apps.public[LIBRARY].find(TRAILER)
    assert "slapvagn" not in [hit.article_id for hit in hits]


async def test_an_earlier_text_comes_back_as_the_newest_version(site: Site) -> None:
    eva = await site.person("eva")
    await _saves(eva, id="tillbaka", title="Den första rubriken")
    await _saves(eva, based_on=1, id="tillbaka", title="Den andra rubriken")
    path = "/api/admin/articles/tillbaka/return"

    await refused(await eva.post(path, {"version": 1, "based_on": 1}), 409, "edit_conflict")
    await _does(eva, path, {"version": 1, "based_on": 2})

    row = await site.database.read(articles.newest, "tillbaka")
    assert (row.version, row.article.title) == (3, "Den första rubriken")


async def test_what_is_published_later_waits_for_its_time_in_sweden(site: Site) -> None:
    eva = await site.person("eva")
    await _saves(eva, id="senare")
    path = "/api/admin/articles/senare/publish"
    await refused(await eva.post(path, {"at": "2020-01-01T10:00"}), 400, "wrong_moment")
    await _does(eva, path, {"at": "2026-11-24T10:00"})
    assert "Publiceras 24 november 2026" in await (await eva.get("/admin")).text()

    database, embeddings = site.apps.public[DATABASE], site.apps.public[EMBEDDINGS]
    site.clock.forward(hours=23.9)
    assert await publishing.publish_due(database, embeddings, site.clock()) is None
    site.clock.forward(hours=0.2)
    assert await publishing.publish_due(database, embeddings, site.clock()) == "senare"
    assert [one.id for one in await database.read(articles.live, ["senare"])] == ["senare"]
