"""Articles and contact paths from files. All is checked before anything is changed; what is the
same already stays as it is, so it can be done again."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from db.engine import Database
from knowledge import articles, publishing
from knowledge.article import Article, read_folder, to_markdown
from knowledge.articles import NoSuchArticle
from knowledge.encoder.embeddings import Embeddings
from knowledge.publishing import Publisher
from knowledge.review import ReviewLacking
from servicecenter import contact_paths, paths_editing, paths_file, paths_versions
from servicecenter.check_paths import Owned, find
from servicecenter.contact_paths import ContactPaths
from servicecenter.paths_editing import Edit, PathsHaveHoles
from web.admin.written import ARCHIVED, DRAFTS, LIVE, PATHS, files_of

REASON = "Från fil"
UNREVIEWED = " (saved as a draft: someone else must review it in the workshop)"
TAKEN_IN = "imported_article"  # as the log calls it


@dataclass(frozen=True)
class Read:
    """What the files of a folder say."""

    paths: ContactPaths
    articles: list[Article]
    drafts: list[Article]
    archived: list[Article]


def read(folder: Path) -> Read:
    """Raises PathsInvalid, ArticleInvalid and PathsHaveHoles."""
    paths = paths_file.from_yaml((folder / PATHS).read_text(encoding="utf-8"))
    found = Read(paths, *(read_folder(folder / part) for part in (LIVE, DRAFTS, ARCHIVED)))
    owned: list[Owned] = [*found.articles, *found.drafts, *found.archived]
    if holes := find(paths, owned):
        raise PathsHaveHoles(holes)
    return found


async def take_in(
    db: Database, embeddings: Embeddings, given: Read, by: str, now: datetime
) -> list[str]:
    """The paths of what has changed. What the folder does not have is left."""
    known = await db.read(files_of)
    changed = await db.write(_paths, given.paths, known.get(PATHS), by, now)
    for article in given.articles:
        if known.get(f"{LIVE}/{article.id}.md") != to_markdown(article):
            told = await _take_in(db, embeddings, article, by, now)
            changed.append(f"{LIVE}/{article.id}.md{told}")
    for part, of_part in ((DRAFTS, given.drafts), (ARCHIVED, given.archived)):
        for article in of_part:
            if known.get(f"{part}/{article.id}.md") != to_markdown(article):
                await db.write(_save, part, article, by, now)
                changed.append(f"{part}/{article.id}.md")
    return changed


def _save(db: Connection, part: str, article: Article, by: str, now: datetime) -> None:
    articles.save(db, article, by, now, what=TAKEN_IN)
    if part == ARCHIVED:
        publishing.take_away(db, article.id, by, now, archived=True)


def _paths(
    db: Connection, paths: ContactPaths, known: str | None, by: str, now: datetime
) -> list[str]:
    if known == paths_file.to_yaml(paths):
        return []
    contact_paths.fill(db)
    edit = Edit(paths_versions.last(db), by, now, articles.live(db))
    paths_editing.replace_all(db, edit, paths)
    return [PATHS]


async def _take_in(
    db: Database, embeddings: Embeddings, article: Article, by: str, now: datetime
) -> str:
    """What there is to say of it besides."""
    await db.write(_save_new, article, by, now)
    if article.status == "published":
        try:
            who = Publisher(by, REASON)
            await publishing.publish_newest(db, embeddings, article.id, who, now)
        except ReviewLacking:
            return UNREVIEWED
    return ""


def _save_new(db: Connection, article: Article, by: str, now: datetime) -> None:
    """What lies there already as a draft, waiting for its review, is no new version."""
    try:
        newest = articles.newest(db, article.id).article
    except NoSuchArticle:
        newest = None
    same = newest and newest.model_copy(update={"status": article.status})
    if same is None or to_markdown(same) != to_markdown(article):
        articles.save(db, article, by, now, what=TAKEN_IN)
