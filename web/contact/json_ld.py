"""The same page for programs: schema.org, as JSON-LD. What has not been confirmed is left out,
since a program reads no reservations."""

from datetime import date
from typing import Any

from servicecenter.contact_paths import ContactPaths, Function, contact
from web.contact.view import answering, coming

SCHEMA = "https://schema.org"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PAGE = "/kontakt"
MIDNIGHT = "00:00"


def described(paths: ContactPaths, municipality: str, site: str, today: date) -> dict[str, Any]:
    """`site` begins the addresses; empty where the site's own address is not known."""
    return {
        "@context": SCHEMA,
        "@type": "GovernmentOrganization",
        "@id": f"{site}{PAGE}#kommunen",
        "name": municipality,
        "department": [_department(one, site, today) for one in answering(paths)],
    }


def _department(one: Function, site: str, today: date) -> dict[str, Any]:
    given = contact(one)
    department: dict[str, Any] = {
        "@type": "GovernmentOrganization",
        "@id": f"{site}{PAGE}#{one.id}",
        "name": one.name,
        "description": one.task,
        "contactPoint": _contact_point(one, site, today),
    }
    if one.is_confirmed("Nämnd"):
        committee = {"@type": "GovernmentOrganization", "name": one.committee}
        department["parentOrganization"] = committee
    if given.visiting_address:
        department["address"] = given.visiting_address
    return department


def _contact_point(one: Function, site: str, today: date) -> dict[str, Any]:
    given = contact(one)
    point: dict[str, Any] = {
        "@type": "ContactPoint",
        "contactType": "customer service",
        "url": f"{site}/chatt",
        "availableLanguage": list(one.languages),
    }
    if given.phone:
        point["telephone"] = given.phone
    if given.email:
        point["email"] = given.email
    if one.is_confirmed("Öppettider"):
        point["hoursAvailable"] = [*_week(one), *_closed(one, today)]
    return point


def _week(one: Function) -> list[dict[str, Any]]:
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": f"{SCHEMA}/{DAYS[span.weekday]}",
            "opens": f"{span.opens:%H:%M}",
            "closes": f"{span.closes:%H:%M}",
        }
        for span in one.week
    ]


def _closed(one: Function, today: date) -> list[dict[str, Any]]:
    """Closed all day is written as opening and closing at the same moment."""
    return [
        {
            "@type": "OpeningHoursSpecification",
            "validFrom": day,
            "validThrough": day,
            "opens": MIDNIGHT,
            "closes": MIDNIGHT,
        }
        for day in coming(one, today)
    ]
