"""What schema.org says of the types that the page of contacts uses, and a check against it."""

from collections.abc import Iterator
from typing import Any

# https://schema.org/GovernmentOrganization and so on: each property of ours, with what it expects.
THING = {"name": str, "description": str, "url": str}
TYPES: dict[str, dict[str, Any]] = {
    "GovernmentOrganization": THING
    | {
        "department": "GovernmentOrganization",
        "parentOrganization": "GovernmentOrganization",
        "contactPoint": "ContactPoint",
        "address": str,
    },
    "ContactPoint": THING
    | {
        "contactType": str,
        "availableLanguage": str,
        "telephone": str,
        "email": str,
        "hoursAvailable": "OpeningHoursSpecification",
    },
    "OpeningHoursSpecification": THING
    | {"dayOfWeek": str, "opens": str, "closes": str, "validFrom": str, "validThrough": str},
}


def faults(described: dict[str, Any]) -> list[str]:
    if described.get("@context") != "https://schema.org":
        return ["@context is not schema.org"]
    inner = {name: value for name, value in described.items() if name != "@context"}
    return list(_faults(inner, "GovernmentOrganization"))


def _faults(node: Any, expected: str) -> Iterator[str]:
    if not isinstance(node, dict) or node.get("@type") != expected:
        yield f"not a {expected}: {node}"
        return
    for name, value in node.items():
        if name in ("@type", "@id"):
            continue
        if name not in TYPES[expected]:
            yield f"{expected} has no {name}"
            continue
        wanted = TYPES[expected][name]
        for one in value if isinstance(value, list) else [value]:
            if isinstance(wanted, str):
                yield from _faults(one, wanted)
            elif not isinstance(one, wanted) or not one:
                yield f"{expected}.{name} is {one!r}"
