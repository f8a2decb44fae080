"""A function of the contact paths as the fields of a form, and back."""

import re
from typing import Any

from pydantic import ValidationError

from servicecenter.contact_paths import Function
from servicecenter.paths_file import DAYS, FunctionFields, PathsInvalid, function_of
from web.words import FIELDS_OF_PATHS

Fields = dict[str, str | None]


def to_form(one: Function) -> dict[str, str]:
    spans = {day: " ".join(_spans(one, number)) for number, day in enumerate(DAYS)}
    return {
        "id": one.id,
        "name": one.name,
        "committee": one.committee,
        "task": one.task,
        "task_fi": one.task_in.get("fi", ""),
        "task_en": one.task_in.get("en", ""),
        "email": one.email or "",
        "phone": one.phone or "",
        "visiting_address": one.visiting_address or "",
        "deputy": one.deputy_id or "",
        "languages": " ".join(one.languages),
        "target_hours": str(one.target_hours),
        "closed_days": "\n".join(one.closed_days),
        **{f"hours_{day}": words for day, words in spans.items()},
    }


def _spans(one: Function, day: int) -> list[str]:
    return [f"{s.opens:%H:%M}-{s.closes:%H:%M}" for s in one.week if s.weekday == day]


def from_form(given: Fields) -> Function:
    """Raises PathsInvalid."""
    fields: dict[str, Any] = {
        name: given.get(name) or None
        for name in ("id", "name", "task", "email", "phone", "visiting_address", "deputy")
    }
    tasks = {"fi": given.get("task_fi"), "en": given.get("task_en")}
    try:
        valid = FunctionFields.model_validate(
            fields
            | {
                "committee": given.get("committee") or "",
                "task_in": {code: words for code, words in tasks.items() if words},
                "languages": _parts(given.get("languages")),
                "target_hours": given.get("target_hours"),
                "hours": {day: _parts(given.get(f"hours_{day}")) for day in DAYS},
                "closed_days": _parts(given.get("closed_days")),
                "to_verify": [],
            }
        )
    except ValidationError as error:
        raise PathsInvalid(list(dict.fromkeys(map(_in_words, error.errors())))) from None
    return function_of(valid)


def _parts(words: str | None) -> list[str]:
    return re.split(r"[\s,;]+", words) if words else []


def _in_words(problem: Any) -> str:
    """Which field, and where the rule says it in Swedish, why."""
    name = FIELDS_OF_PATHS.get(str(problem["loc"][0]), str(problem["loc"][0]))
    if problem["type"] == "value_error":
        return f"{name}: {problem['input']} {problem['ctx']['error']}."
    return f"{name}: kontrollera det som står där."
