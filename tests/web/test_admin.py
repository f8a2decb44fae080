"""The workshop: what editors save is kept, and only what they publish is answered from."""

import json
import uuid
from typing import Any

import pytest
from aiohttp import ClientResponse

from actions import messages
from tests.web.drafts import GRILL, article_fields
from tests.web.site import Person, Site, refused
from tests.web.test_markdown import ATTACKS, assert_harmless
from web.keys import LIBRARY, PATHS
from web.widget.view import content

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def _saves(eva: Person, based_on: int = 0, **fields: Any) -> ClientResponse:
    body = {"based_on": based_on, "article": article_fields(**fields)}
    return await eva.post("/api/admin/articles", body)


async def _does(eva: Person, article_id: str, what: str) -> None:
    response = await eva.post(f"/api/admin/articles/{article_id}/{what}")
    assert (response.status, await response.json()) == (200, {"done": True})


async def _live(site: Site) -> int:
    count: int = (await (await site.public.get("/health/ready")).json())["articles"]
    return count


async def _found(site: Site, question: str = GRILL) -> str:
    hits = await site.apps.public[LIBRARY].find(question)
    return hits[0].article_id


async def test_each_save_is_a_new_version(site: Site) -> None:
    eva = await site.person("eva")

    first = await _saves(eva, id="versioner")
    second = await _saves(eva, based_on=1, id="versioner", title="En annan rubrik")

    assert await first.json() == {"id": "versioner", "version": 1}
    assert await second.json() == {"id": "versioner", "version": 2}


@pytest.mark.parametrize("based_on", [0, 1, 3, -1])
async def test_who_saves_over_anothers_version_is_told_and_nothing_is_lost(
    site: Site, based_on: int
) -> None:
    eva, ada = await site.person("eva"), await site.person("ada")
    name = f"krock{based_on + 1}"
    await _saves(eva, id=name)
    await _saves(ada, based_on=1, id=name, title="Adas rubrik")

    response = await _saves(eva, based_on=based_on, id=name, title="Evas rubrik")

    assert "Någon annan" in await refused(response, 409, "edit_conflict")
    page = await (await eva.get(f"/admin/articles/{name}")).text()
    assert "Adas rubrik" in page
    assert "Evas rubrik" not in page


async def test_what_is_published_is_found_and_what_is_taken_away_is_not(site: Site) -> None:
    eva = await site.person("eva")
    before = await _live(site)
    await _saves(eva)
    assert await _live(site) == before
    assert await _found(site) != "lana-en-grill"

    await _does(eva, "lana-en-grill", "publish")
    assert await _live(site) == before + 1
    assert await _found(site) == "lana-en-grill"

    await _does(eva, "lana-en-grill", "unpublish")
    assert await _live(site) == before
    assert await _found(site) != "lana-en-grill"


async def test_a_saved_change_is_answered_from_only_when_it_is_published(site: Site) -> None:
    eva = await site.person("eva")
    library = site.apps.public[LIBRARY]
    await _saves(eva, id="andras", title="Den gamla rubriken")
    await _does(eva, "andras", "publish")
    await _saves(eva, based_on=1, id="andras", title="Den nya rubriken")
    titles = []
    for _ in range(2):
        await _live(site)
        article = library.article("andras")
        titles.append(article and article.title)
        await _does(eva, "andras", "publish")

    assert titles == ["Den gamla rubriken", "Den nya rubriken"]


async def test_publishing_twice_leaves_one_article(site: Site) -> None:
    eva = await site.person("eva")
    await _saves(eva, id="dubbelt")
    await _does(eva, "dubbelt", "publish")
    once = await _live(site)

    await _does(eva, "dubbelt", "publish")

    assert await _live(site) == once


@pytest.mark.parametrize("what", ["publish", "unpublish"])
@pytest.mark.parametrize("name", ["finns-inte", "..", "' OR 1=1 --", "%00"])
async def test_an_article_that_does_not_exist_is_not_found(
    site: Site, what: str, name: str
) -> None:
    eva = await site.person("eva")
    response = await eva.post(f"/api/admin/articles/{name}/{what}")
    await refused(response, 404, "not_found")


async def test_the_page_of_an_article_that_does_not_exist_is_not_found(site: Site) -> None:
    eva = await site.person("eva")
    await refused(await eva.get("/admin/articles/finns-inte"), 404, "not_found")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", "Å Ä Ö"),
        ("id", "../x"),
        ("id", ""),
        ("id", "x" * 81),
        ("title", ""),
        ("title", "x" * 121),
        ("topic", "out_of_scope"),
        ("association_types", ["aliens"]),
        ("association_types", "sport"),
        ("function", None),
        ("questions", []),
        ("questions", [""]),
        ("questions", ["x" * 301]),
        ("source", " "),
        ("verified_on", "i går"),
        ("review_by", "2026-02-30"),
        ("to_verify", None),
        ("language", "no"),
        ("translation_of", "Å"),
        ("status", "live"),
        ("body", "för kort"),
        ("body", "x" * 20_001),
        ("hemligt", "fält"),
        ("title", "Får vi\0 låna?"),
        ("source", "\0"),
        ("questions", ["Får vi\0 låna?"]),
        ("body", "Ja, föreningar lånar\0 grillar."),
    ],
)
async def test_what_is_wrong_with_an_article_is_named_by_its_field(
    site: Site, field: str, value: object
) -> None:
    eva = await site.person("eva")
    name = f"ogiltig-{uuid.uuid4().hex}"

    response = await _saves(eva, **{"id": name, field: value})

    assert field in await refused(response, 400, "article_invalid")
    await refused(await eva.get(f"/admin/articles/{name}"), 404, "not_found")


async def test_all_that_is_wrong_with_an_article_is_named_at_once(site: Site) -> None:
    eva = await site.person("eva")
    response = await _saves(eva, title="", body="", language="no")

    words = await refused(response, 400, "article_invalid")
    assert all(field in words for field in ("title", "body", "language"))


@pytest.mark.parametrize("missing", ["title", "function", "review_by", "questions"])
async def test_what_an_article_lacks_is_named(site: Site, missing: str) -> None:
    eva = await site.person("eva")
    fields = article_fields(id="ofullstandig")
    del fields[missing]

    response = await eva.post("/api/admin/articles", {"based_on": 0, "article": fields})

    assert missing in await refused(response, 400, "article_invalid")


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({}, "article"),
        ({"based_on": 0}, "article"),
        ({"article": {}}, "based_on"),
        ({"based_on": "x", "article": {}}, "based_on"),
        ({"based_on": 0, "article": "x"}, "article"),
        ([], "JSON"),
    ],
)
async def test_what_is_no_article_at_all_is_refused(site: Site, body: object, named: str) -> None:
    eva = await site.person("eva")
    response = await eva.post("/api/admin/articles", body)
    assert named in await refused(response, 400, "bad_input")


@pytest.mark.parametrize("function", ["badhuset", "", "Fritidsbokningen"])
async def test_an_article_needs_an_owner_that_exists(site: Site, function: str) -> None:
    eva = await site.person("eva")
    response = await _saves(eva, id="agarlos", function=function)

    assert "äger artikeln" in await refused(response, 400, "bad_input")
    await refused(await eva.get("/admin/articles/agarlos"), 404, "not_found")


async def test_the_preview_is_the_first_paragraph_and_the_rest_as_the_chat_shows_them(
    site: Site,
) -> None:
    eva = await site.person("eva")
    body = {"body": "\nJa, **gratis**.\n\n## Så gör ni\n\n- Ring\n"}

    shown = await (await eva.post("/api/admin/preview", body)).json()

    assert shown["kind"] == "answer"
    assert shown["article"]["lead_html"] == "<p>Ja, <strong>gratis</strong>.</p>\n"
    assert shown["article"]["rest_html"] == "<h3>Så gör ni</h3>\n<ul>\n<li>Ring</li>\n</ul>\n"


async def test_the_preview_is_what_the_chat_gets_when_it_is_published(site: Site) -> None:
    """Compared with the shape of a real answer, made by the bot's own function."""
    eva = await site.person("eva")
    table = "Ja.\n\n| dag | pris |\n|---|---|\n| må | 5 kr |\n\n[Läs](https://a.se)"
    fields = article_fields(id="visad", body=table, to_verify=["priset"])
    shown_before = await (await eva.post("/api/admin/preview", fields)).json()
    await _saves(eva, **fields)
    await _does(eva, "visad", "publish")
    await site.apps.public[LIBRARY].find(GRILL)

    article = site.apps.public[LIBRARY].article("visad")
    assert article
    owner = site.apps.public[PATHS].known.functions[article.function]
    real = json.loads(json.dumps(content(messages.answer(article, owner))))
    assert shown_before["article"] | {"id": "visad"} == real["article"]
    assert {**shown_before, "article": None} == {**real, "article": None}


async def test_no_attack_survives_the_preview(site: Site) -> None:
    eva = await site.person("eva")
    for attack in ATTACKS:
        shown = await (await eva.post("/api/admin/preview", {"body": attack})).json()
        assert_harmless(shown["article"]["lead_html"])
        assert_harmless(shown["article"]["rest_html"])


async def test_what_an_article_holds_is_text_on_the_workshops_pages(site: Site) -> None:
    eva = await site.person("eva")
    script = "</textarea><script>alert(1)</script>"
    response = await _saves(eva, id="skript", title=script, source=script, questions=[script])
    assert response.status == 200

    for path in ("/admin", "/admin/articles/skript"):
        page = await eva.get(path)
        assert page.status == 200
        assert "<script>alert(1)" not in await page.text()
