"""What the municipality has not confirmed, and confirming it: by whom, when, on what ground."""

from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from db.paths import confirmation
from servicecenter import audit, contact_paths, paths_versions

FUNCTION, ARTICLE = "function", "article"


class NotToConfirm(Exception):
    """It does not stand there any more: someone has confirmed or changed it."""


@dataclass(frozen=True)
class Confirmation:
    """`of` is the id of a function or an article, by `kind`; `what` stood in its `to_verify`."""

    kind: str
    of: str
    what: str
    source: str
    by: str
    at: datetime


def confirm_function(db: Connection, given: Confirmation) -> None:
    """Raises NotToConfirm. From now on it is shown as a fact."""
    number = paths_versions.take(db)
    paths = contact_paths.load(db)
    one = paths.functions.get(given.of)
    if one is None or given.what not in one.to_verify:
        raise NotToConfirm(given.what)
    left = [item for item in one.to_verify if item != given.what]
    functions = paths.functions | {one.id: replace(one, to_verify=left)}
    after = replace(paths, functions=functions)
    contact_paths.store(db, after)
    what = f"Bekräftat: {one.name}, {given.what}"[:160]
    paths_versions.keep(db, number, after, what, given.by, given.at)
    note(db, given)


def note(db: Connection, given: Confirmation) -> None:
    row = {
        "kind": given.kind,
        "of": given.of,
        "what": given.what,
        "source": given.source,
        "confirmed_by": given.by,
        "confirmed_at": given.at,
    }
    db.execute(confirmation.insert().values(row))
    audit.add(db, given.by, "confirmed", given.of, given.at)


def newest(db: Connection, most: int = 100) -> list[Confirmation]:
    columns = confirmation.c
    query = sa.select(
        columns.kind,
        columns.of,
        columns.what,
        columns.source,
        columns.confirmed_by,
        columns.confirmed_at,
    )
    return [Confirmation(*row) for row in db.execute(query.order_by(columns.id.desc()).limit(most))]
