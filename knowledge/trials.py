"""Trial questions: what must be answered, and by which article, before anything is published."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from db import audit
from db.schema import article
from db.workshop import trial_question
from knowledge.articles import NoSuchArticle


@dataclass(frozen=True)
class Trial:
    """Without an article, nothing may answer it."""

    id: int
    question: str
    article_id: str | None


def add(db: Connection, question: str, article_id: str | None, by: str, now: datetime) -> None:
    """A question that is known gets the article named now. Raises NoSuchArticle."""
    exists = sa.select(article.c.id).where(article.c.id == article_id)
    if article_id is not None and db.scalar(exists) is None:
        raise NoSuchArticle(article_id)
    insert = (postgresql if db.dialect.name == "postgresql" else sqlite).insert(trial_question)
    who = {"added_by": by, "added_at": now}
    row = insert.values(question=question, article_id=article_id, **who)
    db.execute(
        row.on_conflict_do_update(
            index_elements=[trial_question.c.question], set_={"article_id": article_id, **who}
        )
    )
    audit.add(db, by, "added_trial", article_id or "", now)


def remove(db: Connection, trial_id: int, by: str, now: datetime) -> None:
    this = trial_question.delete().where(trial_question.c.id == trial_id)
    gone = db.execute(this.returning(trial_question.c.article_id)).first()
    if gone is not None:
        audit.add(db, by, "removed_trial", gone.article_id or "", now)


def everything(db: Connection) -> list[Trial]:
    query = sa.select(trial_question).order_by(trial_question.c.article_id, trial_question.c.id)
    return [Trial(row.id, row.question, row.article_id) for row in db.execute(query)]
