"""Letters to the function that owns an article, before its review date and when that has passed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from db.schema import article, article_version
from db.workshop import article_reminder
from outbox import rows
from outbox.mail import Letter
from servicecenter import contact_paths, function_mail
from servicecenter.contact_paths import Function
from servicecenter.hours import SWEDEN

BEFORE = timedelta(days=14)
SUBJECT = "Artiklar att granska: {count}"
LETTER = """\
De här artiklarna ägs av {function} och ska granskas. När dagen har passerat svarar chatten inte \
med dem. Då får ni frågorna i stället.

{articles}

Öppna artikeln, ändra det som inte stämmer, sätt en ny dag och publicera.
"""


@dataclass(frozen=True)
class Due:
    """A live article whose review date is near or has passed."""

    article_id: str
    title: str
    function_id: str
    review_by: date
    is_past: bool

    @property
    def stage(self) -> str:
        return "passed" if self.is_past else "soon"


def near(db: Connection, now: datetime) -> list[Due]:
    """The first date first."""
    today, columns = now.astimezone(SWEDEN).date(), article_version.c
    is_live = (columns.article_id == article.c.id) & (columns.version == article.c.live_version)
    query = sa.select(columns.article_id, columns.title, columns.function_id, columns.review_by)
    soon = query.select_from(article.join(article_version, is_live)).where(
        columns.review_by <= today + BEFORE
    )
    found = db.execute(soon.order_by(columns.review_by, columns.title))
    return [Due(*row, row.review_by < today) for row in found]


def write_due(db: Connection, page: str, now: datetime) -> None:
    """One letter to each function with a confirmed mailbox, of all it has not been told of yet.
    Letter and mark are stored together, so it is told once, however long no process ran."""
    of: dict[str, list[Due]] = {}
    for one in near(db, now):
        of.setdefault(one.function_id, []).append(one)
    functions = contact_paths.load(db).functions if of else {}
    for function_id, due in of.items():
        mailbox = function_mail.mailbox(functions[function_id])
        if mailbox is None:
            continue
        if new := [one for one in due if _mark(db, one, now)]:
            letter = _letter(functions[function_id], new, page)
            ordering = function_mail.ordering(function_id)
            rows.add(db, letter.to(mailbox, ordering, _key(new[0])), now)


def _mark(db: Connection, one: Due, now: datetime) -> bool:
    """Whether it is new."""
    insert = (postgresql if db.dialect.name == "postgresql" else sqlite).insert(article_reminder)
    values = {"article_id": one.article_id, "review_by": one.review_by, "stage": one.stage}
    row = insert.values(**values, at=now).on_conflict_do_nothing()
    return db.execute(row.returning(article_reminder.c.article_id)).first() is not None


def _letter(function: Function, new: list[Due], page: str) -> Letter:
    lines = "\n\n".join(_line(one, page) for one in new)
    words = LETTER.format(function=function.name, articles=lines)
    return Letter(SUBJECT.format(count=len(new)), words)


def _key(first: Due) -> str:
    return f"review:{first.article_id}:{first.review_by}:{first.stage}"


def _line(one: Due, page: str) -> str:
    when = "skulle ha granskats" if one.is_past else "granskas senast"
    return f"{one.title}\n{when} {one.review_by}\n{page}/admin/articles/{one.article_id}"
