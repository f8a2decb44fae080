"""Finds where the contact paths end nowhere: each hole by name, in plain words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from db.schema import ASSOCIATION_TYPES, TOPICS
from servicecenter.contact_paths import DUTY, OWED, ContactPaths, Function
from servicecenter.hours import NeverOpen, next_opening

WORDS = {
    "no_duty": "the duty function {of!r} is missing, so nothing else can be checked",
    "no_such_function": "responsibility for {of} points to {to!r}, which does not exist",
    "no_topic": "no function answers for the topic {of}",
    "no_type": "no function answers for grants to associations of the type {of}",
    "no_language": "no function answers in {of}",
    "no_committee": "{of} has no committee",
    "no_swedish": "{of} does not answer in Swedish",
    "never_open": "{of} is never open",
    "no_deputy": "the deputies of {of} do not lead to {to}",
    "no_owner": "the article {of} is owned by {to!r}, which does not exist",
}


class Owned(Protocol):
    """An article, as far as it matters here."""

    @property
    def id(self) -> str: ...
    @property
    def function(self) -> str: ...


@dataclass(frozen=True)
class Hole:
    """`what` is one of WORDS, `of` what has it."""

    what: str
    of: str
    to: str = ""

    def __str__(self) -> str:
        return WORDS[self.what].format(of=self.of, to=self.to)


def holes(paths: ContactPaths, articles: Sequence[Owned] = ()) -> list[str]:
    """What must be mended before every question has someone who answers it."""
    return [str(hole) for hole in find(paths, articles)]


def find(paths: ContactPaths, articles: Sequence[Owned] = ()) -> list[Hole]:
    if DUTY not in paths.functions:
        return [Hole("no_duty", DUTY)]
    return [
        *_unknown_owners(paths),
        *_uncovered(paths),
        *(hole for one in paths.functions.values() for hole in _of_function(one, paths)),
        *_articles_without_owner(paths, articles),
    ]


def _unknown_owners(paths: ContactPaths) -> Iterator[Hole]:
    for row in paths.responsibilities:
        if row.function_id not in paths.functions:
            yield Hole("no_such_function", row.topic, row.function_id)


def _uncovered(paths: ContactPaths) -> Iterator[Hole]:
    """Each topic must have an owner whatever the association is; grants are split by it."""
    whole = [row for row in paths.responsibilities if row.matter is None]
    named = {(row.topic, row.association_type) for row in whole}
    any_type = {row.topic for row in whole if row.association_type is None}
    spoken = {language for one in paths.functions.values() for language in one.languages}
    yield from (Hole("no_topic", topic) for topic in TOPICS if topic not in any_type)
    yield from (
        Hole("no_type", kind) for kind in ASSOCIATION_TYPES if ("grants", kind) not in named
    )
    yield from (Hole("no_language", language) for language in OWED if language not in spoken)


def _of_function(one: Function, paths: ContactPaths) -> Iterator[Hole]:
    if not one.committee:
        yield Hole("no_committee", one.id)
    if "sv" not in one.languages:
        yield Hole("no_swedish", one.id)
    if not _opens(one):
        yield Hole("never_open", one.id)
    if not _leads_to_duty(one, paths):
        yield Hole("no_deputy", one.id, DUTY)


def _opens(one: Function) -> bool:
    try:
        next_opening(one.opening, datetime.now(UTC))
    except NeverOpen:
        return False
    return True


def _leads_to_duty(one: Function, paths: ContactPaths) -> bool:
    seen = set()
    while one.id != DUTY:
        if one.id in seen or one.deputy_id not in paths.functions:
            return False
        seen.add(one.id)
        one = paths.functions[one.deputy_id]
    return True


def _articles_without_owner(paths: ContactPaths, articles: Sequence[Owned]) -> Iterator[Hole]:
    for article in articles:
        if article.function not in paths.functions:
            yield Hole("no_owner", article.id, article.function)
