"""Articles and contact paths as files: the whole of them, so that they can live in git."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection

from knowledge import articles
from knowledge.article import to_markdown
from servicecenter import contact_paths
from servicecenter.paths_file import to_yaml

PATHS = "contact_paths.yml"
LIVE = "articles"  # the folder of what is answered from, and of what has never been
DRAFTS = "drafts"  # of what has been written since then, and is not answered from
ARCHIVED = "archived"
Files = dict[str, str]
SOME_DAY = (1980, 1, 1, 0, 0, 0)  # the same files are the same archive


def files_of(db: Connection) -> Files:
    """Text by path."""
    return {PATHS: to_yaml(contact_paths.load(db)), **dict(_articles(db))}


def _articles(db: Connection) -> Iterator[tuple[str, str]]:
    live = {one.id: one for one in articles.live(db)}
    for row in articles.all_newest(db):
        name = row.article.id
        newest = to_markdown(row.article.model_copy(update={"status": "draft"}))
        if row.is_archived:
            yield f"{ARCHIVED}/{name}.md", newest
        elif name in live:
            yield f"{LIVE}/{name}.md", to_markdown(live[name])
            if row.version != row.live_version:
                yield f"{DRAFTS}/{name}.md", newest
        else:
            yield f"{LIVE}/{name}.md", newest


def write(files: Files, folder: Path) -> None:
    """The folder then holds these articles and no others."""
    for part in (LIVE, DRAFTS, ARCHIVED):
        (folder / part).mkdir(parents=True, exist_ok=True)
        for old in (folder / part).glob("*.md"):
            if f"{part}/{old.name}" not in files:
                old.unlink()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def zipped(files: Files) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, SOME_DAY), text.encode(), zipfile.ZIP_DEFLATED)
    return made.getvalue()
