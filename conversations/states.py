"""The states of a conversation, and what moves it from one to another.

    bot ──hand over──► waiting ──claim──► person ──close──► closed
     ▲                    ▲ ▲               │ │               │ │
     │                    │ └───release─────┘ │               │ │
     │                    └─────reopen────────┼───────────────┘ │
     ├──────────────return to the bot─────────┘                 │
     └──────────────the visitor writes something else───────────┘

In `bot` every message gets one turn of the bot. In `waiting` the bot only gathers details for
the enquiry it has opened, as long as a form is open; in `person` it is silent.
"""

from enum import StrEnum


class State(StrEnum):
    BOT = "bot"
    WAITING = "waiting"
    PERSON = "person"
    CLOSED = "closed"


class Event(StrEnum):
    HAND_OVER = "hand_over"
    CLAIM = "claim"
    RELEASE = "release"
    RETURN_TO_BOT = "return_to_bot"
    CLOSE = "close"
    VISITOR_WRITES = "visitor_writes"
    REOPEN = "reopen"


class NotAllowed(Exception):
    """The event cannot happen in the state."""

    def __init__(self, state: State, event: Event) -> None:
        super().__init__(f"{event} in state {state}")


_NEXT = {
    (State.BOT, Event.HAND_OVER): State.WAITING,
    (State.WAITING, Event.CLAIM): State.PERSON,
    (State.WAITING, Event.CLOSE): State.CLOSED,
    (State.PERSON, Event.RELEASE): State.WAITING,
    (State.PERSON, Event.RETURN_TO_BOT): State.BOT,
    (State.PERSON, Event.CLOSE): State.CLOSED,
    (State.CLOSED, Event.VISITOR_WRITES): State.BOT,
    (State.CLOSED, Event.REOPEN): State.WAITING,
    (State.BOT, Event.VISITOR_WRITES): State.BOT,
    (State.WAITING, Event.VISITOR_WRITES): State.WAITING,
    (State.PERSON, Event.VISITOR_WRITES): State.PERSON,
}


def after(state: State, event: Event) -> State:
    """Raises NotAllowed."""
    try:
        return _NEXT[state, event]
    except KeyError:
        raise NotAllowed(state, event) from None


def bot_answers(state: State, gathering: bool) -> bool:
    """Whether a visitor's message gets a turn of the bot; `gathering` when a form is open."""
    return state is State.BOT or (state is State.WAITING and gathering)
