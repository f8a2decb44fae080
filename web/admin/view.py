"""Articles as editors see them, and the log as administrators do."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from babel.dates import format_datetime

from knowledge.article import Article
from knowledge.articles import Row
from knowledge.difference import difference
from knowledge.scheduling import Scheduled
from servicecenter.audit import Entry
from servicecenter.contact_paths import Function
from servicecenter.hours import SWEDEN
from servicecenter.shown_articles import Use
from web.words import ASSOCIATION_TYPES, DONE, LANGUAGES, ROLES, TOPICS, named

PUBLISHED = ("Publicerad", "good")
DRAFT = ("Utkast", "")
CHANGED = ("Ny version ej publicerad", "caution")
ARCHIVED = ("Arkiverad", "")
OVERDUE = ("Granskning passerad", "danger")
FIELDS = {
    "title": "Titel",
    "body": "Text",
    "questions": "Frågor",
    "open_questions": "Frågor utan svar",
    "topic": "Ämne",
    "association_types": "Föreningstyper",
    "function": "Ansvarig funktion",
    "source": "Källa",
    "verified_on": "Granskad",
    "review_by": "Granskas senast",
    "to_verify": "Inte bekräftat",
    "language": "Språk",
    "translation_of": "Översättning av",
}
_CODES = {"topic": TOPICS, "association_types": ASSOCIATION_TYPES, "language": LANGUAGES}


def in_list(
    row: Row,
    functions: Mapping[str, Function],
    today: date,
    used: Use,
    times: Mapping[str, Scheduled],
) -> dict[str, Any]:
    article = row.article
    owner = functions.get(article.function)
    said = used.helped + used.not_helped
    return {
        "id": article.id,
        "title": article.title,
        "topic": named(TOPICS, article.topic),
        "function": owner.name if owner else article.function,
        "language": named(LANGUAGES, article.language),
        "review_by": article.review_by,
        "standing": standing(row, today) + _later(times.get(article.id)),
        "shown": used.shown,
        "helped": f"{round(100 * used.helped / said)} % av {said}" if said else "–",
    }


def standing(row: Row, today: date) -> list[tuple[str, str]]:
    """How it stands with an article, in words, each with its tone."""
    if row.is_archived:
        return [ARCHIVED]
    if row.live_version is None:
        now = DRAFT
    else:
        now = PUBLISHED if row.live_version == row.version else CHANGED
    return [now, OVERDUE] if row.article.review_by < today else [now]


def _later(scheduled: Scheduled | None) -> list[tuple[str, str]]:
    return [(f"Publiceras {saved(scheduled.at)}", "caution")] if scheduled else []


def differences(old: Article, new: Article) -> list[dict[str, Any]]:
    """What differs between two texts, with the names that the form has for its fields."""
    return [
        {
            "field": FIELDS[change.field],
            "pieces": [
                {"kind": piece.kind, "text": _in_words(change.field, piece.text)}
                for piece in change.pieces
            ],
        }
        for change in difference(old, new)
    ]


def _in_words(field: str, text: str) -> str:
    words = _CODES.get(field)
    return "\n".join(words.get(line, line) for line in text.split("\n")) if words else text


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
    if "version" in details:
        listed.append(f"version {details['version']}")
    return ", ".join(filter(None, [role, *listed]))
