"""Articles as editors see them, and the log as administrators do."""

from datetime import date, datetime
from typing import Any

from babel.dates import format_datetime

from knowledge.articles import Row
from servicecenter.audit import Entry
from servicecenter.contact_paths import Function
from servicecenter.hours import SWEDEN
from web.words import DONE, LANGUAGES, ROLES, TOPICS, named

PUBLISHED = ("Publicerad", "good")
DRAFT = ("Utkast", "")
CHANGED = ("Ny version ej publicerad", "caution")
OVERDUE = ("Granskning passerad", "danger")


def in_list(row: Row, functions: dict[str, Function], today: date) -> dict[str, Any]:
    article = row.article
    owner = functions.get(article.function)
    return {
        "id": article.id,
        "title": article.title,
        "topic": named(TOPICS, article.topic),
        "function": owner.name if owner else article.function,
        "language": named(LANGUAGES, article.language),
        "review_by": article.review_by,
        "standing": standing(row, today),
    }


def standing(row: Row, today: date) -> list[tuple[str, str]]:
    """How it stands with an article, in words, each with its tone."""
    if row.live_version is None:
        now = DRAFT
    else:
        now = PUBLISHED if row.live_version == row.version else CHANGED
    return [now, OVERDUE] if row.article.review_by < today else [now]


def saved(at: datetime) -> str:
    return format_datetime(at, "d MMMM y 'kl.' HH.mm", tzinfo=SWEDEN, locale="sv")


def entry(one: Entry) -> dict[str, Any]:
    return {
        "at": one.at.isoformat(),
        "at_words": format_datetime(one.at, "d MMM y HH:mm:ss", tzinfo=SWEDEN, locale="sv"),
        "who": one.who,
        "what": named(DONE, one.what),
        "about": one.about,
        "details": _told(one.details),
    }


def _told(details: dict[str, Any]) -> str:
    role = named(ROLES, details.get("role"))
    listed = [*details.get("functions", ()), *details.get("found", ())]
    return ", ".join(filter(None, [role, *listed]))
