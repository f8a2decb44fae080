"""A conversation to take along: who said what and when, as text or as data for a document."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from babel.dates import format_datetime
from sqlalchemy import Connection

from conversations import messages
from conversations.access import Conversation
from conversations.content import Answer, Clarify, Content, File, PassOn, Receipt, ShownArticle
from conversations.messages import Message
from db.schema import enquiry
from texts.catalogue import lang, text

SWEDEN = ZoneInfo("Europe/Stockholm")
LINE = "-" * 60


@dataclass(frozen=True)
class Entry:
    """One message. `words` are plain lines, `article` comes after them."""

    who: str
    at: str
    words: list[str]
    article: ShownArticle | None


@dataclass(frozen=True)
class Transcript:
    language: str
    title: str
    numbers: list[str]
    at: datetime
    entries: list[Entry]

    @property
    def name(self) -> str:
        """Of the file, without its ending."""
        return "-".join(["lotsen", *self.numbers[-1:]])

    @property
    def saved(self) -> str:
        return _when(self.at, self.language)


def transcript(db: Connection, of: Conversation, now: datetime) -> Transcript:
    """For who has been let into the conversation."""
    query = sa.select(enquiry.c.number).where(enquiry.c.conversation_id == of.id)
    said = messages.after(db, of.id, 0)
    return Transcript(
        of.language,
        text(of.language, "system-transcript"),
        list(db.scalars(query.order_by(enquiry.c.id))),
        now,
        [_entry(message, of.language) for message in said],
    )


def as_text(one: Transcript) -> str:
    def say(id_: str) -> str:
        return text(one.language, id_)

    lines = [one.title, f"{say('system-saved')}: {one.saved}"]
    lines += [f"{say('receipt-number')}: {number}" for number in one.numbers]
    for entry in one.entries:
        lines += ["", LINE, f"{entry.who}, {entry.at}", "", *entry.words]
        if entry.article:
            shown = entry.article
            lines += [shown.title, "", shown.lead, "", shown.rest, "", source(shown, one.language)]
    return "\n".join(lines) + "\n"


def source(shown: ShownArticle, language: str) -> str:
    return f"{text(language, 'system-source')}: {shown.source} ({shown.reviewed_on.isoformat()})"


def _entry(message: Message, language: str) -> Entry:
    article = message.content.article if isinstance(message.content, Answer) else None
    when = _when(message.at, language)
    return Entry(_who(message, language), when, _words(message.content, language), article)


def _who(message: Message, language: str) -> str:
    if message.sender == "agent":
        name, function = message.agent_name or "", message.function_name
        return text(language, "chat-agent", name=name, function=function) if function else name
    own = {"visitor": "chat-you", "bot": "chat-bot"}
    return text(language, own.get(message.sender, "chat-system"))


def _words(said: Content, language: str) -> list[str]:
    """What people are shown of it, without an article's own text."""
    lines = (getattr(said, "text", None) or getattr(said, "notice", None) or "").split("\n")
    if isinstance(said, File):
        lines = [text(language, "system-file", name=said.name)]
    if isinstance(said, Receipt):
        lines = [f"{text(language, 'receipt-number')}: {said.number}"]
        lines.append(f"{text(language, 'receipt-function')}: {said.function}")
        by = _when(said.answer_by, language)
        lines.append(f"{text(language, 'receipt-answer-by')}: {by}")
    if isinstance(said, PassOn):
        contact = said.contact.model_dump(exclude_none=True)
        lines += [str(value) for value in contact.values()]
    if isinstance(said, Clarify):
        lines += [f"- {choice.title}" for choice in said.choices]
    return [line for line in lines if line]


def _when(moment: datetime, language: str) -> str:
    """`24 november 2026 10.30`, as a clock in Sweden shows it."""
    return format_datetime(moment, "d MMMM y HH.mm", tzinfo=SWEDEN, locale=lang(language))
