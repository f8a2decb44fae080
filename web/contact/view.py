"""The contact paths in words, in the language of who reads them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import groupby

from babel import Locale
from babel.dates import format_date, format_time, get_day_names

from db.schema import ASSOCIATION_TYPES, TOPICS
from servicecenter.contact_paths import ContactPaths, Function, Responsibility, contact
from servicecenter.hours import Opening
from texts.catalogue import lang, text

SHOWN_CLOSED = 12  # days
WORDS_OF_TOPICS = {
    "grants": "page-who-grants",
    "booking": "page-who-booking",
    "cooperation": "page-who-cooperation",
    "other_association": "page-who-association",
    "out_of_scope": "page-who-other",
}
WORDS_OF_TYPES = {
    "sport": "page-who-type-sport",
    "culture": "page-who-type-culture",
    "youth": "page-who-type-youth",
    "pensioners": "page-who-type-pensioners",
    "disability": "page-who-type-disability",
    "social": "page-who-type-social",
    "study": "page-who-type-study",
    "environment": "page-who-type-environment",
    "other": "page-who-type-other",
}


@dataclass(frozen=True)
class Line:
    """`matter` is the municipality's own name of a grant, in Swedish."""

    kind: str
    matter: str
    function: Function


@dataclass(frozen=True)
class Shown:
    """A function, with what has been confirmed of it alone."""

    function: Function
    task: str
    task_language: str
    name_confirmed: bool
    committee_confirmed: bool
    hours: list[tuple[str, str]]
    hours_confirmed: bool
    closed: list[str]
    target_confirmed: bool
    languages: str
    phone: str | None
    email: str | None
    visiting_address: str | None
    deputy: Function | None


def answering(paths: ContactPaths) -> list[Function]:
    """Those that answer for something, or stand in for one that does; by committee and name."""
    named = {row.function_id for row in paths.responsibilities}
    named |= {deputy for one in named for deputy in [paths.functions[one].deputy_id] if deputy}
    found = [paths.functions[one] for one in named]
    return sorted(found, key=lambda one: (one.committee, one.name))


def by_topic(paths: ContactPaths, language: str) -> dict[str, list[Line]]:
    """Each topic in words, with who answers whom; what is for everyone else comes last."""
    return {
        text(language, WORDS_OF_TOPICS[topic]): [
            _line(row, paths, language)
            for row in sorted(paths.responsibilities, key=_general_last)
            if row.topic == topic
        ]
        for topic in TOPICS
    }


def _general_last(row: Responsibility) -> tuple[bool, int, str]:
    kind = row.association_type
    place = ASSOCIATION_TYPES.index(kind) if kind in ASSOCIATION_TYPES else len(ASSOCIATION_TYPES)
    return row.matter is not None, place, row.matter or ""


def _line(row: Responsibility, paths: ContactPaths, language: str) -> Line:
    alone = sum(other.topic == row.topic for other in paths.responsibilities) == 1
    if row.association_type:
        kind = text(language, WORDS_OF_TYPES[row.association_type])
    elif row.matter:
        kind = text(language, "page-who-type-any")
    else:
        kind = text(language, "page-who-type-any" if alone else "page-who-type-rest")
    return Line(kind, row.matter or "", paths.functions[row.function_id])


def shown(one: Function, paths: ContactPaths, language: str, today: date) -> Shown:
    given = contact(one)
    code = lang(language)
    return Shown(
        function=one,
        task=one.task_in.get(code, one.task),
        task_language=code if code in one.task_in else "sv",
        name_confirmed=one.is_confirmed("Funktionens namn"),
        committee_confirmed=one.is_confirmed("Nämnd"),
        hours=list(hours(one.week, code)),
        hours_confirmed=one.is_confirmed("Öppettider"),
        closed=[
            format_date(date.fromisoformat(day), "full", locale=code) for day in coming(one, today)
        ],
        target_confirmed=one.is_confirmed("Tid till svar"),
        languages=", ".join(_languages(one, code)),
        phone=given.phone,
        email=given.email,
        visiting_address=given.visiting_address,
        deputy=paths.functions.get(one.deputy_id or ""),
    )


def coming(one: Function, today: date) -> list[str]:
    return [day for day in one.closed_days if day >= today.isoformat()][:SHOWN_CLOSED]


def _languages(one: Function, code: str) -> Iterator[str]:
    names = Locale(code).languages
    for name in one.languages:
        yield names.get(name, name)


def hours(opening: Sequence[Opening], code: str) -> Iterator[tuple[str, str]]:
    """Days that follow on one another with the same hours as one line."""
    names = get_day_names("wide", "stand-alone", code)
    week = [(day, _spans(opening, day, code)) for day in range(7)]
    for spans, days in groupby(week, key=lambda each: each[1]):
        numbers = [day for day, _ in days]
        if not spans:
            continue
        first, last = names[numbers[0]], names[numbers[-1]]
        words = first if len(numbers) == 1 else f"{first}–{last}"
        yield words[0].upper() + words[1:], spans


def _spans(opening: Sequence[Opening], day: int, code: str) -> str:
    return ", ".join(_span(span, code) for span in opening if span.weekday == day)


def _span(span: Opening, code: str) -> str:
    return f"{_clock(span.opens, code)}–{_clock(span.closes, code)}"


def _clock(at: time, code: str) -> str:
    # English would get AM and PM, which nobody in Sweden uses.
    return format_time(at, "H.mm" if code != "en" else "HH:mm", locale=code)
