"""Finds where the contact paths end nowhere: each hole by name, in plain words."""

from datetime import UTC, datetime

from db.schema import ASSOCIATION_TYPES, TOPICS
from knowledge.article import Article
from servicecenter.contact_paths import DUTY, ContactPaths, Function
from servicecenter.hours import NeverOpen, next_opening


def holes(paths: ContactPaths, articles: list[Article] | None = None) -> list[str]:
    """What must be mended before every question has someone who answers it."""
    if DUTY not in paths.functions:
        return [f"the duty function {DUTY!r} is missing, so nothing else can be checked"]
    return [
        *_unknown_owners(paths),
        *_uncovered(paths),
        *(hole for one in paths.functions.values() for hole in _of_function(one, paths)),
        *_articles_without_owner(paths, articles or []),
    ]


def _unknown_owners(paths: ContactPaths) -> list[str]:
    return [
        f"responsibility for {row.topic} points to {row.function_id!r}, which does not exist"
        for row in paths.responsibilities
        if row.function_id not in paths.functions
    ]


def _uncovered(paths: ContactPaths) -> list[str]:
    """Each topic must have an owner whatever the association is; grants are split by it."""
    whole = [row for row in paths.responsibilities if row.matter is None]
    named = {(row.topic, row.association_type) for row in whole}
    any_type = {row.topic for row in whole if row.association_type is None}
    topics = [f"no function answers for the topic {t}" for t in TOPICS if t not in any_type]
    types = [
        f"no function answers for grants to associations of the type {kind}"
        for kind in ASSOCIATION_TYPES
        if ("grants", kind) not in named
    ]
    return topics + types


def _of_function(one: Function, paths: ContactPaths) -> list[str]:
    found = []
    if not one.committee:
        found.append(f"{one.id} has no committee")
    if "sv" not in one.languages:
        found.append(f"{one.id} does not answer in Swedish")
    if not _opens(one):
        found.append(f"{one.id} is never open")
    if not _leads_to_duty(one, paths):
        found.append(f"the deputies of {one.id} do not lead to {DUTY}")
    return found


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


def _articles_without_owner(paths: ContactPaths, articles: list[Article]) -> list[str]:
    return [
        f"the article {article.id} is owned by {article.function!r}, which does not exist"
        for article in articles
        if article.function not in paths.functions
    ]
