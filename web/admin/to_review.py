"""What editors should look at first: versions that wait for a review, sources that have changed,
and articles whose review date is near."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from knowledge.sources import watching
from knowledge.sources.watching import Source
from servicecenter import article_reminders
from servicecenter.article_reminders import Due
from web.admin import reviewing


def everything(db: Connection, who: str, now: datetime) -> list[dict[str, Any]]:
    """What this person was asked for comes first, then what others wait for, then by date."""
    return [
        *reviewing.waiting(db, who),
        *map(_changed, watching.changed(db)),
        *map(_due, article_reminders.near(db, now)),
    ]


def _changed(one: Source) -> dict[str, Any]:
    return {
        "title": one.title,
        "href": f"/admin/sources#{one.article_id}",
        "why": "Sidan som artikeln bygger på har ändrats.",
    }


def _due(one: Due) -> dict[str, Any]:
    past = f"Skulle ha granskats {one.review_by}. Chatten svarar inte med den."
    return {
        "title": one.title,
        "href": f"/admin/articles/{one.article_id}",
        "why": past if one.is_past else f"Granskas senast {one.review_by}.",
    }
