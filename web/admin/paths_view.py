"""The contact paths as their editors see them."""

from datetime import datetime
from typing import Any

from babel.dates import format_datetime

from actions.question import Question
from servicecenter.check_paths import Hole
from servicecenter.contact_paths import DUTY, ContactPaths, Responsibility
from servicecenter.hours import SWEDEN, is_open, next_opening
from servicecenter.steps import Roles, deadline
from web.words import ASSOCIATION_TYPES, HOLES, LANGUAGES, TOPICS, named


def in_words(hole: Hole, paths: ContactPaths) -> str:
    return HOLES[hole.what].format(of=_named(hole.of, paths), to=_named(hole.to, paths))


def _named(code: str, paths: ContactPaths) -> str:
    if code in paths.functions:
        return paths.functions[code].name
    return TOPICS.get(code) or ASSOCIATION_TYPES.get(code) or LANGUAGES.get(code) or code


def line(row: Responsibility) -> dict[str, Any]:
    kind = named(ASSOCIATION_TYPES, row.association_type)
    words = [named(TOPICS, row.topic), row.matter, kind]
    return {"row": row, "words": ", ".join(filter(None, words)), "any": kind is None}


def at(moment: datetime) -> str:
    return format_datetime(moment, "EEEE d MMMM 'kl.' HH.mm", tzinfo=SWEDEN, locale="sv")


def tried(
    question: Question, matter: str | None, away: frozenset[str], now: datetime
) -> list[tuple[str, str]]:
    """Where a question goes, why, who stands in and until when it is answered."""
    paths, topic = question.paths, question.judgement.topic
    owner = paths.speaking(question.owner, question.language)
    roles = Roles(paths.functions, away)
    has_it = roles.deputy_of(owner.id) if owner.id in away else owner.id
    stands_in = " (ersättare)" if has_it != owner.id else ""
    open_now = is_open(owner.opening, now)
    return [
        ("Går till", owner.name),
        ("Nämnd", owner.committee),
        ("Varför", _why(question, topic, matter)),
        ("Ämne", named(TOPICS, topic) or topic),
        ("Öppet", "Ja, nu" if open_now else f"Nästa gång {at(next_opening(owner.opening, now))}"),
        ("Besvaras senast, om den kom nu", at(deadline(roles, has_it, now))),
        ("Har den nu", f"{paths.functions[has_it].name}{stands_in}"),
        ("Därefter", paths.functions[roles.deputy_of(has_it)].name if has_it != DUTY else "Alla"),
    ]


def _why(question: Question, topic: str, matter: str | None) -> str:
    article = question.deciding_article
    if article:
        return f"Artikeln ”{article.title}” ligger närmast, och den ägs av funktionen."
    row = question.paths.deciding(topic, question.association_type, matter)
    if row is None:
        return "Ingen rad i ansvarslistan passar, så den går till jourfunktionen."
    return f"Raden i ansvarslistan som säger mest om frågan: {line(row)['words']}."
