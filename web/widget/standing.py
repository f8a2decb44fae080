"""How a conversation stands, beside its words: who can be reached when, and who is before it.

Computed for every open chat at every hint, so it asks the database once, and only where a
question waits for a person.
"""

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection

from conversations.access import Conversation
from conversations.states import State
from servicecenter import standing
from servicecenter.contact_paths import DUTY, ContactPaths, Function, contact
from servicecenter.hours import Rule, next_spans
from servicecenter.standing import Standing

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


_LOOK: dict[State, Callable[[Connection, str], Standing | None]] = {
    State.BOT: lambda *_: None,
    State.WAITING: standing.of,
    State.PERSON: standing.of,
    State.CLOSED: standing.of_joined,
}


def of(db: Connection, current: Conversation, paths: ContactPaths, now: datetime) -> dict[str, Any]:
    enquiry = _LOOK[current.state](db, current.id)
    function = paths.functions.get(
        enquiry.function_id if enquiry else _talked_about(current), paths.functions[DUTY]
    )
    return {
        "state": _state(current.state, enquiry),
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


def _state(state: State, enquiry: Standing | None) -> State:
    """What goes on in another enquiry is not over for who asked it."""
    if state is not State.CLOSED or enquiry is None:
        return state
    return State.PERSON if enquiry.agent_name else State.WAITING


def _talked_about(current: Conversation) -> str:
    """What the bot's memory holds is not trusted."""
    slots = current.dialogue.get("slots")
    function = slots.get("function") if isinstance(slots, dict) else None
    return function if isinstance(function, str) else DUTY
