"""How a conversation stands, beside its words: who can be reached when, and who is before it.

Computed for every open chat at every hint, so it asks the database once, and only where a
question waits for a person.
"""

from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection

from conversations.access import Conversation
from conversations.states import State
from servicecenter import standing
from servicecenter.contact_paths import DUTY, ContactPaths, Function, contact
from servicecenter.hours import Rule, next_spans

SHOWN = 3  # open spans: enough until the next look, also where the line is gone over night


def hours(function: Function, now: datetime) -> dict[str, Any]:
    """When the function is open, from now on; the page tells what that means at each moment."""
    return {
        "function": function.name,
        "spans": _spans(function.opening, now.replace(second=0, microsecond=0)),
        "confirmed": function.is_confirmed("Öppettider"),
    }


@lru_cache(maxsize=256)
def _spans(opening: tuple[Rule, ...], minute: datetime) -> list[list[str]]:
    return [
        [opens.isoformat(), closes.isoformat()]
        for opens, closes in next_spans(opening, minute, SHOWN)
    ]


def of(db: Connection, current: Conversation, paths: ContactPaths, now: datetime) -> dict[str, Any]:
    with_person = current.state in (State.WAITING, State.PERSON)
    enquiry = standing.of(db, current.id) if with_person else None
    function = paths.functions.get(
        enquiry.function_id if enquiry else _talked_about(current), paths.functions[DUTY]
    )
    return {
        "hours": hours(function, now),
        "seen": current.agent_seen,
        "person": enquiry.agent_name if enquiry else None,
        "enquiry": enquiry
        and {
            "number": enquiry.number,
            "function": function.name,
            "answer_by": enquiry.deadline.isoformat(),
            "ahead": enquiry.ahead,
            "contact": contact(function).model_dump(exclude_none=True),
        },
    }


def _talked_about(current: Conversation) -> str:
    """What the bot's memory holds is not trusted."""
    slots = current.dialogue.get("slots")
    function = slots.get("function") if isinstance(slots, dict) else None
    return function if isinstance(function, str) else DUTY
