"""Which articles lack a translation, or have one that is behind."""

from datetime import date
from typing import Any

import aiohttp_jinja2
from aiohttp import web
from sqlalchemy import Connection

from knowledge import articles, history
from knowledge.articles import Row
from knowledge.versions import original
from web.admin.common import page, today
from web.admin.view import standing
from web.desk.login import for_editors
from web.keys import DATABASE
from web.words import LANGUAGES

routes = web.RouteTableDef()


@routes.get("/admin/translations")
@for_editors
@aiohttp_jinja2.template("admin/translations.html")
async def translations_page(request: web.Request) -> dict[str, Any]:
    table = await request.app[DATABASE].read(_table, today(request))
    counts = {kind: sum(_count(row, kind) for row in table) for kind in ("missing", "outdated")}
    return page(request, table=table, counts=counts, languages=LANGUAGES)


def _count(row: dict[str, Any], kind: str) -> int:
    return sum(cell["is"] == kind for cell in row["cells"].values())


def _table(db: Connection, day: date) -> list[dict[str, Any]]:
    """A row for each original; those that lack most first."""
    rows = [row for row in articles.all_newest(db) if not row.is_archived]
    behind = set(history.outdated(db))
    known: dict[tuple[str, str], Row] = {
        (original(row.article), row.article.language): row for row in rows
    }
    table = [
        {
            "title": row.article.title,
            "id": row.article.id,
            "cells": {
                language: _cell(known.get((row.article.id, language)), behind, day)
                for language in LANGUAGES
            },
        }
        for row in rows
        if row.article.translation_of is None
    ]
    return sorted(table, key=lambda row: (-_count(row, "outdated"), row["title"]))


def _cell(row: Row | None, behind: set[str], day: date) -> dict[str, Any]:
    if row is None:
        return {"is": "missing"}
    kind = "outdated" if row.article.id in behind else "there"
    return {"is": kind, "id": row.article.id, "standing": standing(row, day)}
