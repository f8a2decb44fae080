"""Articles and contact paths leave as files and come back the same."""

import asyncio
import io
import zipfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection

from db.engine import Database, open_database
from db.migrate import migrate
from knowledge import articles, publishing
from knowledge.article import ArticleInvalid, read_folder
from knowledge.encoder.embeddings import Embeddings
from knowledge.encoder.model import Encoder
from knowledge.library import Library
from knowledge.publishing import Publisher
from servicecenter import contact_paths, paths_editing, paths_versions
from servicecenter.contact_paths import Responsibility
from servicecenter.paths_editing import Edit, PathsHaveHoles
from tests.cast import MONDAY
from tests.web.conftest import Opening
from web.admin.reading_in import read, take_in
from web.admin.written import ARCHIVED, DRAFTS, LIVE, PATHS, Files, files_of, write
from web.app import SEED

in_loop = pytest.mark.asyncio(loop_scope="module")
ANSWERED = 8
ASKED = ("söka aktivitetsstöd", "vad kostar hallen", "vi vill starta en förening", "nyckel")


@asynccontextmanager
async def _database(folder: Path) -> AsyncIterator[Database]:
    async with open_database(f"sqlite:///{folder}.db") as db:
        await asyncio.to_thread(migrate, db.engine)
        yield db


async def _fill(db: Database, embeddings: Embeddings) -> None:
    """Live articles, one with a newer draft, one that has never been live, edited paths."""
    await db.write(contact_paths.fill)
    seed = read_folder(SEED)[: ANSWERED + 2]
    for article in seed:
        await db.write(articles.save, article, "eva", MONDAY)
    for article in seed[:ANSWERED]:
        who = Publisher("eva")
        await publishing.publish_newest(db, embeddings, article.id, who, MONDAY)
    newer = seed[0].model_copy(update={"title": 'En nyare: "titel" – med tecken # och :'})
    await db.write(articles.save, newer, "eva", MONDAY)
    await db.write(publishing.take_away, seed[-1].id, "eva", MONDAY, archived=True)
    await db.write(_edit)


def _edit(db: Connection) -> None:
    edit = Edit(paths_versions.last(db), "eva", MONDAY)
    paths_editing.assign(db, edit, Responsibility("samverkan", "booking", "study", None))


async def _found(db: Database, embeddings: Embeddings) -> list[list[tuple[str, float]]]:
    library = Library(db, embeddings, MONDAY.date)
    await library.open()
    found = [[(hit.article_id, hit.score) for hit in await library.find(one)] for one in ASKED]
    await library.close()
    return found


def _on_disk(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*.*")
        if path.suffix in (".md", ".yml")
    }


@in_loop
async def test_export_empty_import_gives_the_same_files_and_the_same_search(
    tmp_path: Path, encoder: Encoder
) -> None:
    embeddings = Embeddings(encoder)
    async with _database(tmp_path / "first") as db:
        await _fill(db, embeddings)
        write(await db.read(files_of), tmp_path / "out")
        before = await _found(db, embeddings)
    out = _on_disk(tmp_path / "out")
    assert sum(name.startswith(DRAFTS) for name in out) == 1
    assert sum(name.startswith(ARCHIVED) for name in out) == 1
    assert sum(name.startswith(LIVE) for name in out) == ANSWERED + 1

    async with _database(tmp_path / "second") as db:
        assert await db.read(articles.all_newest) == []
        changed = await take_in(db, embeddings, read(tmp_path / "out"), "command", MONDAY)
        assert sorted(changed) == sorted(out)
        write(await db.read(files_of), tmp_path / "again")
        assert _on_disk(tmp_path / "again") == out
        after = await _found(db, embeddings)
        again = await take_in(db, embeddings, read(tmp_path / "out"), "command", MONDAY)
    embeddings.close()

    assert before[0]
    assert after == before
    assert again == []  # nothing is changed a second time


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with the seed's contact paths and one article."""
    article = next(SEED.glob("*.md")).read_text(encoding="utf-8")
    paths = contact_paths.SEED.read_text(encoding="utf-8")
    given: Files = {PATHS: paths, f"{LIVE}/ett.md": article}
    write(given, tmp_path)
    return tmp_path


def test_a_file_with_a_hole_is_refused_before_anything_changes(files: Path) -> None:
    text = (files / PATHS).read_text(encoding="utf-8")
    (files / PATHS).write_text(text.replace("{topic: booking, f", "{topic: grants, matter: x, f"))
    with pytest.raises(PathsHaveHoles, match="no function answers for the topic booking"):
        read(files)


def test_an_article_that_is_wrong_is_named_by_its_file(files: Path) -> None:
    (files / LIVE / "ett.md").write_text("---\nid: x\n---\nHej", encoding="utf-8")
    with pytest.raises(ArticleInvalid, match=r"ett\.md"):
        read(files)


def test_what_is_not_among_the_files_any_more_goes_from_the_folder(tmp_path: Path) -> None:
    write({PATHS: "", f"{LIVE}/a.md": "a", f"{LIVE}/b.md": "b"}, tmp_path)
    write({PATHS: "", f"{LIVE}/b.md": "b"}, tmp_path)
    assert sorted(_on_disk(tmp_path)) == ["articles/b.md", PATHS]


@in_loop
async def test_an_editor_gets_the_same_files_as_an_archive(opening: Opening) -> None:
    async with opening() as site:
        editor = await site.person("eva")
        response = await editor.get("/admin/export.zip")
        assert response.headers["Content-Disposition"] == 'attachment; filename="lotsen.zip"'
        archive = zipfile.ZipFile(io.BytesIO(await response.read()))
        wanted = await site.database.read(files_of)
        assert {name: archive.read(name).decode() for name in archive.namelist()} == wanted
