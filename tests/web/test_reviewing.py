"""Review by another person, in the workshop and by command."""

from pathlib import Path
from typing import Any

import pytest

from knowledge import articles, history
from servicecenter.audit import COMMAND
from tests.cast import MONDAY
from tests.web.drafts import article_fields
from tests.web.site import Person, Site, refused
from web.admin.reading_in import UNREVIEWED, read, take_in
from web.admin.written import files_of, write
from web.keys import DATABASE, EMBEDDINGS

pytestmark = pytest.mark.asyncio(loop_scope="module")

PATH = "/api/admin/articles"


async def _does(person: Person, path: str, body: Any = None) -> None:
    response = await person.post(f"{PATH}/{path}", body)
    assert response.status == 200, await response.text()


async def _saved(eva: Person, name: str, based_on: int = 0, **fields: Any) -> None:
    body = {"based_on": based_on, "article": article_fields(id=name, **fields)}
    assert (await eva.post(PATH, body)).status == 200


async def _live(site: Site, name: str) -> int | None:
    return await site.database.read(articles.live_version, name)


async def test_the_page_shows_who_asked_whom_and_the_difference_and_another_lets_it_through(
    site: Site,
) -> None:
    eva, ada = await site.person("eva"), await site.person("ada")
    await _saved(eva, "granskas")
    await _does(eva, "granskas/publish")
    await _does(eva, "granskas/require-review")
    await _saved(eva, "granskas", 1, title="Får vi låna två grillar?")
    words = await refused(await eva.post(f"{PATH}/granskas/publish"), 409, "review_lacking")
    assert "Be en kollega" in words
    await _does(eva, "granskas/ask-for-review", {"version": 2, "of": "ada"})

    page = await (await ada.get("/admin/articles/granskas/review")).text()
    assert "Eva bad Ada granska version 2" in page
    assert "<del>" in page
    assert "Till dig" in await (await ada.get("/admin")).text()
    assert "Till dig" not in await (await eva.get("/admin")).text()
    await refused(await eva.post(f"{PATH}/granskas/approve", {"version": 2}), 409, "own_text")
    await refused(await ada.post(f"{PATH}/granskas/approve", {"version": 1}), 409, "edit_conflict")
    await _does(ada, "granskas/approve", {"version": 2})
    assert await _live(site, "granskas") == 1

    await _does(eva, "granskas/publish", {"version": 2})
    assert await _live(site, "granskas") == 2
    assert "Till dig" not in await (await ada.get("/admin")).text()


async def test_going_back_and_confirming_are_no_way_around(site: Site) -> None:
    eva = await site.person("eva")
    await _saved(eva, "runtom", to_verify=["priset"])
    await _does(eva, "runtom/publish")
    await _does(eva, "runtom/require-review")
    confirmed = {"kind": "article", "of": "runtom", "what": "priset", "source": "Nämnden"}
    response = await eva.post("/api/admin/confirm", confirmed)
    assert "Någon annan måste granska" in (await response.json())["told"]
    assert await _live(site, "runtom") == 1

    await _does(eva, "runtom/return", {"version": 1, "based_on": 2})
    await refused(await eva.post(f"{PATH}/runtom/publish"), 409, "review_lacking")
    at = {"at": "2026-11-24T10:00"}
    await refused(await eva.post(f"{PATH}/runtom/publish", at), 409, "review_lacking")
    assert await _live(site, "runtom") == 1


async def test_what_a_command_reads_in_waits_as_a_draft_and_it_says_so(
    site: Site, tmp_path: Path
) -> None:
    eva, ada = await site.person("eva"), await site.person("ada")
    await _saved(eva, "ur-fil")
    await _does(eva, "ur-fil/publish")
    await _does(eva, "ur-fil/require-review")
    write(await site.database.read(files_of), tmp_path)
    file = tmp_path / "articles" / "ur-fil.md"
    file.write_text(file.read_text(encoding="utf-8").replace("fredagar", "måndagar"), "utf-8")
    public, given = site.apps.public, read(tmp_path)
    for _ in range(2):  # again saves no further version
        told = await take_in(public[DATABASE], public[EMBEDDINGS], given, COMMAND, MONDAY)
        assert told == [f"articles/ur-fil.md{UNREVIEWED}"]
    assert await _live(site, "ur-fil") == 1
    assert len(await site.database.read(history.versions, "ur-fil")) == 2

    await _does(ada, "ur-fil/approve", {"version": 2})
    told = await take_in(public[DATABASE], public[EMBEDDINGS], given, COMMAND, MONDAY)
    assert told == ["articles/ur-fil.md"]
    assert await _live(site, "ur-fil") == 2


async def test_only_who_writes_articles_is_asked_and_only_administrators_lift_it(
    site: Site,
) -> None:
    eva = await site.person("eva")
    await _saved(eva, "fraga-vem")
    for of, code in (("bo", "unknown_agent"), ("", "unknown_agent")):
        body = {"version": 1, "of": of}
        await refused(await eva.post(f"{PATH}/fraga-vem/ask-for-review", body), 400, code)
    own = {"version": 1, "of": "eva"}
    await refused(await eva.post(f"{PATH}/fraga-vem/ask-for-review", own), 409, "own_text")
    await refused(await eva.post(f"{PATH}/fraga-vem/lift-review"), 403, "not_allowed")
    await refused(await eva.post(f"{PATH}/finns-inte/require-review"), 404, "not_found")
