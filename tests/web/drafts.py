"""Articles as an editor's page sends them."""

from typing import Any

GRILL = "Kan föreningen låna en grill till sommarfesten?"


def article_fields(**other: Any) -> dict[str, Any]:
    return {
        "id": "lana-en-grill",
        "title": "Får vi låna en grill?",
        "topic": "booking",
        "association_types": [],
        "function": "fritidsbokningen",
        "questions": [GRILL],
        "source": "https://www.huddinge.se",
        "verified_on": "2026-11-01",
        "review_by": "2027-06-30",
        "to_verify": [],
        "language": "sv",
        "translation_of": None,
        "status": "draft",
        "body": "Ja, föreningar lånar grillar gratis.\n\nHämta dem på fredagar.",
    } | other
