"""What is done about questions that nothing answered: who writes the article, and by when."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from db.desk import gap
from db.schema import agent, article, conversation, enquiry, message
from db.workshop import gap_group, publication, unanswered
from outbox.mail import Letter
from servicecenter import addresses, audit
from texts.catalogue import text

WRITERS = ("editor", "admin")


class NoSuchGroup(Exception):
    pass


class NoSuchOwner(Exception):
    """Not someone who writes articles here."""


@dataclass(frozen=True)
class Group:
    id: int
    owner_id: int | None
    owner: str | None
    due: date | None
    article_id: str | None
    not_ours_at: datetime | None
    asked_again_at: datetime | None


@dataclass(frozen=True)
class Told:
    """What a letter says of the article that answers now; `words` have no marks."""

    article_id: str
    title: str
    words: str
    page: str


def everything(db: Connection) -> dict[int, Group]:
    query = sa.select(gap_group, agent.c.name.label("owner"))
    rows = db.execute(query.outerjoin(agent, agent.c.id == gap_group.c.owner_id))
    return {row.id: _read(row) for row in rows}


def writers(db: Connection) -> dict[int, str]:
    """Those who may be given a group."""
    who = agent.c.role.in_(WRITERS) & agent.c.active
    return {row.id: row.name for row in db.execute(sa.select(agent).where(who))}


def assign(db: Connection, group_id: int, owner_id: int, due: date, by: str, now: datetime) -> None:
    """Raises NoSuchGroup and NoSuchOwner."""
    if owner_id not in writers(db):
        raise NoSuchOwner
    _change(db, group_id, owner_id=owner_id, due=due, not_ours_at=None)
    _enter(db, by, "assigned_gap", group_id, now)


def mark_not_ours(db: Connection, group_id: int, by: str, now: datetime) -> None:
    _change(db, group_id, not_ours_at=now)
    _enter(db, by, "gap_not_ours", group_id, now)


def open_again(db: Connection, group_id: int, by: str, now: datetime) -> None:
    _change(db, group_id, not_ours_at=None)
    _enter(db, by, "opened_gap", group_id, now)


def link(db: Connection, group_id: int, article_id: str, by: str, now: datetime) -> None:
    """The article is meant to answer the group's questions."""
    _change(db, group_id, article_id=article_id, asked_again_at=None)
    _enter(db, by, "wrote_for_gap", group_id, now)


def answers_of(db: Connection, group_id: int) -> list[str]:
    """What agents have answered in the group's conversations: first what they kept as something
    that the bot could have said, then what closed a question as answered; the newest first."""
    members = sa.select(unanswered.c.conversation_id).where(unanswered.c.group_id == group_id)
    kept = sa.select(gap.c.answer).where(gap.c.conversation_id.in_(members), gap.c.answer != "")
    said = (
        sa.select(message.c.content["text"].as_string())
        .join(enquiry, enquiry.c.conversation_id == message.c.conversation_id)
        .where(message.c.conversation_id.in_(members), message.c.sender == "agent")
        .where(message.c.at >= enquiry.c.opened_at, enquiry.c.outcome == "answered")
        .where(message.c.content["kind"].as_string() == "text")
    )
    first = db.scalars(kept.order_by(gap.c.at.desc())).all()
    then = db.scalars(said.order_by(message.c.at.desc())).all()
    whole = "\n\n".join(first)
    return list(dict.fromkeys([*first, *(one for one in then if one and one not in whole)]))


def owning_function(db: Connection, group_id: int) -> str | None:
    """The function that most of the group's questions went to."""
    members = sa.select(unanswered.c.conversation_id).where(unanswered.c.group_id == group_id)
    query = sa.select(enquiry.c.function_id).where(enquiry.c.conversation_id.in_(members))
    by_count = query.group_by(enquiry.c.function_id).order_by(sa.func.count().desc()).limit(1)
    found: str | None = db.scalar(by_count)
    return found


def to_ask_again(db: Connection) -> dict[int, str]:
    """The groups whose article was published after their questions were asked last, with it."""
    last = (
        sa.select(sa.func.max(publication.c.at))
        .where(publication.c.article_id == article.c.id, publication.c.version.is_not(None))
        .scalar_subquery()
    )
    query = sa.select(gap_group.c.id, gap_group.c.article_id).join(
        article, article.c.id == gap_group.c.article_id
    )
    is_due = gap_group.c.asked_again_at.is_(None) | (gap_group.c.asked_again_at < last)
    rows = db.execute(
        query.where(article.c.live_version.is_not(None), gap_group.c.not_ours_at.is_(None), is_due)
    )
    return {row.id: row.article_id for row in rows}


def left(db: Connection, group_id: int) -> list[tuple[str, int, str]]:
    """The group's questions that are still without an answer."""
    query = sa.select(unanswered).where(
        unanswered.c.group_id == group_id, unanswered.c.answered_at.is_(None)
    )
    return [(row.conversation_id, row.seq, row.question) for row in db.execute(query)]


def note_answers(
    db: Connection, group_id: int, answered: list[tuple[str, int, str]], told: Told, now: datetime
) -> None:
    """Marks the questions as answered and tells those who have confirmed an address, in one
    transaction. Who is told of an article once is not told of it again."""
    for conversation_id, seq, question in answered:
        this = unanswered.update().where(
            unanswered.c.conversation_id == conversation_id, unanswered.c.seq == seq
        )
        db.execute(this.values(answered_at=now))
        _tell(db, conversation_id, question, told, now)
    _change(db, group_id, asked_again_at=now)


def _tell(db: Connection, conversation_id: str, question: str, told: Told, now: datetime) -> None:
    query = sa.select(conversation.c.language).where(conversation.c.id == conversation_id)
    language = db.scalar(query)
    if language is None:  # erased meanwhile
        return
    named = {"question": question, "title": told.title, "words": told.words, "link": told.page}
    letter = Letter(text(language, "mail-gap-subject"), text(language, "mail-gap-text", **named))
    addresses.send(db, conversation_id, letter, f"gap:{conversation_id}:{told.article_id}", now)


def _enter(db: Connection, by: str, what: str, group_id: int, now: datetime) -> None:
    audit.add(db, by, what, f"lucka {group_id}", now)


def _change(db: Connection, group_id: int, **values: Any) -> None:
    if not db.execute(gap_group.update().where(gap_group.c.id == group_id).values(values)).rowcount:
        raise NoSuchGroup


def _read(row: sa.Row[Any]) -> Group:
    return Group(**{name: getattr(row, name) for name in Group.__dataclass_fields__})
