"""Changes of the contact paths: none that would let a question end nowhere, and none that silently
undoes what someone else has saved meanwhile."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from servicecenter import audit, contact_paths, paths_versions
from servicecenter.check_paths import Hole, Owned, find
from servicecenter.contact_paths import ContactPaths, Function, Responsibility

# What is to be verified anew once it is another.
TO_VERIFY = {
    "name": "Funktionens namn",
    "committee": "Nämnd",
    "email": "E-postadress",
    "phone": "Telefonnummer",
    "visiting_address": "Besöksadress",
    "week": "Öppettider",
    "target_hours": "Tid till svar",
}


class PathsHaveHoles(Exception):
    """With this change some question would end nowhere."""

    def __init__(self, holes: list[Hole]) -> None:
        super().__init__("; ".join(map(str, holes)))
        self.holes = holes


class PathsConflict(Exception):
    """Someone else has changed the same since it was read: who, in words."""


class FunctionInUse(Exception):
    """Something refers to the function: an enquiry, a person, a version of an article."""


@dataclass(frozen=True)
class Edit:
    """`based_on` is the version that was read; `articles` are those that are answered from."""

    based_on: int
    by: str
    at: datetime
    articles: Sequence[Owned] = ()


Part = Callable[[ContactPaths], object]


def save_function(db: Connection, edit: Edit, given: Function) -> int:
    """Changes a function or adds it. What stands in `to_verify` only grows here. Raises
    PathsHaveHoles and PathsConflict."""

    def changed(paths: ContactPaths) -> ContactPaths:
        return with_function(paths, given)

    return _save(db, edit, changed, lambda paths: paths.functions.get(given.id), given.name)


def remove_function(db: Connection, edit: Edit, function_id: str) -> int:
    """Raises FunctionInUse too."""

    def changed(paths: ContactPaths) -> ContactPaths:
        kept = {one: f for one, f in paths.functions.items() if one != function_id}
        return replace(paths, functions=kept)

    what = f"Tog bort {function_id}"
    try:
        return _save(db, edit, changed, lambda paths: paths.functions.get(function_id), what)
    except sa.exc.IntegrityError:
        raise FunctionInUse(function_id) from None


def assign(db: Connection, edit: Edit, row: Responsibility, is_kept: bool = True) -> int:
    """Who answers for what: another function for it, a new line, or the line taken away."""

    def changed(paths: ContactPaths) -> ContactPaths:
        return with_responsibility(paths, row, is_kept)

    what = " ".join(filter(None, ("Ansvar:", row.topic, row.association_type, row.matter)))
    return _save(db, edit, changed, lambda paths: _owner(paths, row), what)


def replace_all(db: Connection, edit: Edit, paths: ContactPaths) -> int:
    """From a file: nothing is compared with what was read, for nothing was."""
    return _save(db, edit, lambda _: paths, lambda _: None, "Från fil")


def with_function(paths: ContactPaths, given: Function) -> ContactPaths:
    old = paths.functions.get(given.id)
    listed = list(old.to_verify) if old else []
    labels = [
        label
        for field, label in TO_VERIFY.items()
        if old is None or getattr(old, field) != getattr(given, field)
    ]
    listed += [one for one in labels if not any(item.startswith(one) for item in listed)]
    return replace(paths, functions=paths.functions | {given.id: replace(given, to_verify=listed)})


def with_responsibility(paths: ContactPaths, row: Responsibility, is_kept: bool) -> ContactPaths:
    others = [one for one in paths.responsibilities if _key(one) != _key(row)]
    return replace(paths, responsibilities=[*others, row] if is_kept else others)


def new_holes(before: ContactPaths, after: ContactPaths, articles: Sequence[Owned]) -> list[Hole]:
    """Holes that were there before do not stop the change that mends one of them."""
    known = set(find(before, articles))
    return [hole for hole in find(after, articles) if hole not in known]


def _save(
    db: Connection,
    edit: Edit,
    changed: Callable[[ContactPaths], ContactPaths],
    part: Part,
    what: str,
) -> int:
    # The number is taken first: who wants one at the same time waits for it, and then sees this.
    number = paths_versions.take(db)
    now = contact_paths.load(db)
    _refuse_conflict(db, edit, part, now)
    after = changed(now)
    if holes := new_holes(now, after, edit.articles):
        raise PathsHaveHoles(holes)
    contact_paths.store(db, after)
    paths_versions.keep(db, number, after, what, edit.by, edit.at)
    audit.add(db, edit.by, "contact_paths", f"version {number}", edit.at)
    return number


def _refuse_conflict(db: Connection, edit: Edit, part: Part, now: ContactPaths) -> None:
    read = paths_versions.at(db, edit.based_on)
    if read is None or part(read) != part(now):
        last = paths_versions.newest(db, 1)
        raise PathsConflict(last[0].by if last else "")


def _owner(paths: ContactPaths, row: Responsibility) -> str | None:
    return next((r.function_id for r in paths.responsibilities if _key(r) == _key(row)), None)


def _key(row: Responsibility) -> tuple[str, str | None, str | None]:
    return row.topic, row.association_type, row.matter
