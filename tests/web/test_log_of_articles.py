"""Each change of an article, a trial question or a gap is in the log: by whom, and no words."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from db.workshop import gap_group
from knowledge import publishing
from servicecenter import audit, gap_groups
from tests.cast import MONDAY
from tests.web.drafts import article_fields
from tests.web.site import Person, Site, refused
from web.admin.reading_in import read, take_in
from web.admin.written import files_of, write
from web.keys import DATABASE, EMBEDDINGS
from web.words import DONE

pytestmark = pytest.mark.asyncio(loop_scope="module")

PATH = "/api/admin/articles"
TOMORROW = "2026-11-24T10:00"


async def _does(eva: Person, path: str, body: Any = None) -> None:
    response = await eva.post(path, body)
    assert response.status == 200, await response.text()


async def _saves(eva: Person, name: str, based_on: int = 0, **fields: Any) -> None:
    body = {"based_on": based_on, "article": article_fields(id=name, **fields)}
    await _does(eva, PATH, body)


async def _log(site: Site, about: str) -> list[tuple[str, str, Any]]:
    found, _ = await site.database.read(audit.page, "", about, 1)
    return [(one.who, one.what, one.details.get("version")) for one in reversed(found)]


async def test_every_change_of_an_article_is_entered(site: Site) -> None:
    eva, name = await site.person("eva"), "loggad" + 74 * "x"
    await _saves(eva, name)
    await _saves(eva, name, 1, title="Ett hemligt ord")
    await _does(eva, f"{PATH}/{name}/return", {"version": 1, "based_on": 2})
    await _does(eva, f"{PATH}/{name}/publish", {"at": TOMORROW})
    await _does(eva, f"{PATH}/{name}/unschedule")
    await _does(eva, f"{PATH}/{name}/publish", {"reason": "Ett hemligt skäl"})
    await _does(eva, f"{PATH}/{name}/unpublish")
    await _does(eva, f"{PATH}/{name}/archive")
    await _does(eva, f"{PATH}/{name}/take-out")
    await _does(eva, "/api/admin/trials", {"question": "En hemlig fråga?", "article": name})

    assert await _log(site, name) == [
        ("eva", "saved_article", 1),
        ("eva", "saved_article", 2),
        ("eva", "returned_article", 3),
        ("eva", "scheduled_article", 3),
        ("eva", "unscheduled_article", None),
        ("eva", "published_article", 3),
        ("eva", "unpublished_article", None),
        ("eva", "archived_article", None),
        ("eva", "took_out_article", None),
        ("eva", "added_trial", None),
    ]
    page = await (await (await site.person("ada")).get(f"/admin/audit?about={name}")).text()
    assert "Publicerade artikeln" in page
    assert "version 3" in page
    assert "hemlig" not in page


async def test_a_translation_and_what_is_published_when_due_are_told_apart(site: Site) -> None:
    eva = await site.person("eva")
    await _saves(eva, "pa-finska", language="fi", translation_of="startbidrag")
    await _does(eva, f"{PATH}/pa-finska/publish", {"at": TOMORROW})
    site.clock.forward(days=2)
    public = site.apps.public
    await publishing.publish_due(public[DATABASE], public[EMBEDDINGS], site.clock())

    what = [what for _, what, _ in await _log(site, "pa-finska")]
    assert what == ["saved_translation", "scheduled_article", "published_when_due"]


async def test_what_is_refused_is_not_entered(site: Site) -> None:
    eva = await site.person("eva")
    await _saves(eva, "krockar")
    body = {"based_on": 0, "article": article_fields(id="krockar")}
    await refused(await eva.post(PATH, body), 409, "edit_conflict")
    await refused(await eva.post(f"{PATH}/krockar/publish", {"version": 9}), 409, "edit_conflict")
    for what in ("unpublish", "archive", "take-out"):
        await refused(await eva.post(f"{PATH}/finns-inte/{what}"), 404, "not_found")

    assert await _log(site, "krockar") == [("eva", "saved_article", 1)]
    assert await _log(site, "finns-inte") == []


async def test_what_is_done_about_a_gap_is_entered(site: Site) -> None:
    eva = await site.person("eva")
    group = await site.database.write(_new_group)
    ada = (await site.database.read(_writers))["Ada"]
    path = f"/api/admin/gaps/{group}"
    await _does(eva, f"{path}/assign", {"owner": ada, "due": "2027-01-01"})
    await _does(eva, f"{path}/not-ours")
    await _does(eva, f"{path}/open-again")
    await _does(eva, PATH, {"based_on": 0, "article": article_fields(id="luckans"), "gap": group})

    what = [what for _, what, _ in await _log(site, f"lucka {group}")]
    assert what == ["assigned_gap", "gap_not_ours", "opened_gap", "wrote_for_gap"]


async def test_what_a_command_reads_in_is_entered_as_the_commands(
    site: Site, tmp_path: Path
) -> None:
    public = site.apps.public
    write(await site.database.read(files_of), tmp_path)
    file = tmp_path / "articles" / "startbidrag.md"
    file.write_text(file.read_text().replace("startbidrag", "startpengar"), encoding="utf-8")
    file.write_text(file.read_text().replace("id: startpengar", "id: startbidrag"))
    given = read(tmp_path)
    args = (public[DATABASE], public[EMBEDDINGS], given, audit.COMMAND, MONDAY)
    assert await take_in(*args) == ["articles/startbidrag.md"]

    done = (await _log(site, "startbidrag"))[-2:]
    assert [(who, what) for who, what, _ in done] == [
        ("command", "imported_article"),
        ("command", "published_article"),
    ]


async def test_the_log_has_words_for_all_of_it(site: Site) -> None:
    entries, _ = await site.database.read(audit.page, "", "", 1)
    assert {one.what for one in entries} <= DONE.keys()


def _new_group(db: Connection) -> int:
    (group,) = db.execute(gap_group.insert().values(made_at=MONDAY)).inserted_primary_key or (0,)
    return int(group)


def _writers(db: Connection) -> dict[str, int]:
    return {name: number for number, name in gap_groups.writers(db).items()}
