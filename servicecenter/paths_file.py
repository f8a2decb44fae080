"""The contact paths as fields, from a form or a file, and back to a file without loss."""

import re
from datetime import date, time
from typing import Annotated, Any, Literal

import phonenumbers
import yaml
from email_validator import EmailNotValidError, validate_email
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

from db.schema import ASSOCIATION_TYPES, TOPICS
from servicecenter.hours import Opening
from servicecenter.routing import ContactPaths, Function, Responsibility

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SPAN = re.compile(r"(\d\d:\d\d)-(\d\d:\d\d)")
HEAD = """# Who answers for what. What the municipality has not confirmed stands in to_verify and is
# never shown as a fact. Hours are Swedish local time; target_hours are working hours to an
# answer. Of the responsibilities, the one that names most of what is asked wins.
"""


class PathsInvalid(Exception):
    """What is wrong with the contact paths, one line for each field, for who wrote them."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def _clean(text: str) -> str:
    if "\0" in text:
        raise ValueError("innehåller ett otillåtet tecken")
    return " ".join(text.split())


def _email(text: str) -> str:
    try:
        return validate_email(text, check_deliverability=False).normalized
    except EmailNotValidError:
        raise ValueError("är ingen e-postadress") from None


def _phone(text: str) -> str:
    try:
        number = phonenumbers.parse(text, "SE")
    except phonenumbers.NumberParseException:
        raise ValueError("är inget telefonnummer") from None
    if not phonenumbers.is_possible_number(number):
        raise ValueError("är inget telefonnummer")
    return text


def _span(text: str) -> str:
    found = SPAN.fullmatch(text)
    try:
        opens, closes = map(time.fromisoformat, found.groups() if found else ())
    except ValueError:
        raise ValueError("skrivs som 09:00-16:00") from None
    if opens >= closes:
        raise ValueError("slutar innan det börjar")
    return text


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=32)]
Clean = Annotated[str, AfterValidator(_clean)]
Line = Annotated[Clean, StringConstraints(min_length=1, max_length=120)]
Task = Annotated[Clean, StringConstraints(min_length=1, max_length=400)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
Span = Annotated[str, AfterValidator(_span)]
Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class FunctionFields(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: Id
    name: Line
    committee: Annotated[Clean, StringConstraints(max_length=120)]
    task: Task
    task_in: dict[Literal["fi", "en"], Task] = {}
    email: Annotated[Clean, AfterValidator(_email)] | None
    phone: Annotated[Clean, StringConstraints(max_length=32), AfterValidator(_phone)] | None
    visiting_address: Annotated[Clean, StringConstraints(min_length=1, max_length=200)] | None
    deputy: Id | None
    languages: list[Language] = Field(max_length=20)
    target_hours: int = Field(ge=1, le=400)
    hours: dict[Day, list[Span]]
    closed_days: list[date] = Field(default=[], max_length=400)
    to_verify: list[Task] = Field(max_length=50)


class ResponsibilityFields(BaseModel):
    model_config = ConfigDict(extra="forbid")

    topic: Literal[TOPICS]  # type: ignore[valid-type]
    association_type: Literal[ASSOCIATION_TYPES] | None = None  # type: ignore[valid-type]
    matter: Annotated[Clean, StringConstraints(min_length=1, max_length=32)] | None = None
    function: Id


class PathsFields(BaseModel):
    model_config = ConfigDict(extra="forbid")

    functions: list[FunctionFields]
    responsibilities: list[ResponsibilityFields]


def from_fields(given: object) -> ContactPaths:
    """Raises PathsInvalid."""
    try:
        fields = PathsFields.model_validate(given)
    except ValidationError as error:
        raise PathsInvalid(in_words(error)) from None
    _refuse_twice([one.id for one in fields.functions])
    rows = [
        Responsibility(r.function, r.topic, r.association_type, r.matter)
        for r in fields.responsibilities
    ]
    _refuse_twice([" ".join(filter(None, (r.topic, r.association_type, r.matter))) for r in rows])
    return ContactPaths({one.id: function_of(one) for one in fields.functions}, rows)


def in_words(error: ValidationError) -> list[str]:
    return [
        f"{'.'.join(str(part) for part in problem['loc'])}: {problem['msg']}"
        for problem in error.errors()
    ]


def _refuse_twice(names: list[str]) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise PathsInvalid([f"{name} står två gånger" for name in twice])


def function_of(given: FunctionFields) -> Function:
    fields = given.model_dump(exclude={"hours", "deputy", "closed_days"})
    week = [
        Opening(DAYS.index(day), *map(time.fromisoformat, span.split("-")))
        for day, spans in given.hours.items()
        for span in spans
    ]
    return Function(
        **fields,
        deputy_id=given.deputy,
        closed_days=sorted({day.isoformat() for day in given.closed_days}),
        week=tuple(sorted(week, key=lambda one: (one.weekday, one.opens))),
    )


def to_fields(paths: ContactPaths) -> dict[str, Any]:
    """In one order, whatever the database's is, so that the same paths are the same file."""
    return {
        "functions": [function_fields(one) for _, one in sorted(paths.functions.items())],
        "responsibilities": [_responsibility_fields(row) for row in _in_order(paths)],
    }


def _in_order(paths: ContactPaths) -> list[Responsibility]:
    kinds = (None, *ASSOCIATION_TYPES)
    return sorted(
        paths.responsibilities,
        key=lambda row: (
            TOPICS.index(row.topic),
            row.matter or "",
            kinds.index(row.association_type),
        ),
    )


def function_fields(one: Function) -> dict[str, Any]:
    hours: dict[str, list[str]] = {}
    for span in one.week:
        day = hours.setdefault(DAYS[span.weekday], [])
        day.append(f"{span.opens:%H:%M}-{span.closes:%H:%M}")
    return {
        "id": one.id,
        "name": one.name,
        "committee": one.committee,
        "task": one.task,
        "task_in": dict(sorted(one.task_in.items())),
        "email": one.email,
        "phone": one.phone,
        "visiting_address": one.visiting_address,
        "deputy": one.deputy_id,
        "languages": list(one.languages),
        "target_hours": one.target_hours,
        "hours": hours,
        "closed_days": list(one.closed_days),
        "to_verify": list(one.to_verify),
    }


def _responsibility_fields(row: Responsibility) -> dict[str, str]:
    named = {"topic": row.topic, "association_type": row.association_type, "matter": row.matter}
    given = {name: value for name, value in named.items() if value is not None}
    return given | {"function": row.function_id}


def from_yaml(text: str) -> ContactPaths:
    """Raises PathsInvalid."""
    try:
        given = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise PathsInvalid([f"filen är inte YAML: {error}"]) from None
    return from_fields(given)


def to_yaml(paths: ContactPaths) -> str:
    written = yaml.safe_dump(to_fields(paths), sort_keys=False, allow_unicode=True, width=1000)
    return HEAD + written
