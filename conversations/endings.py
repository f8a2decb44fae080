"""How the questions of a conversation ended, for those that no article answered."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from conversations.content import Text
from conversations.gist import gist
from conversations.messages import Message

UNANSWERED = ("clarify", "hand_over", "pass_on")
NOT_HELPED = "not_helped"
# The intents that are questions; the others are things people do in a conversation.
MATTERS = (None, "grants", "booking", "cooperation", "association", "out_of_scope")


@dataclass(frozen=True)
class Ending:
    """`why` is the bot's decision, or that the answer did not help."""

    seq: int
    question: str
    why: str
    topic: str | None
    at: datetime


def endings(said: Sequence[Message]) -> list[Ending]:
    """Of all that was asked, what was left without an answer, in order."""
    found: dict[int, Ending] = {}
    asked: Ending | None = None
    for one in said:
        if one.sender != "visitor" or not isinstance(one.content, Text):
            continue
        if one.content.choice is None:
            asked = _asked(one)
        if asked is None:
            continue
        why = _why(one.content.choice, one.trace or {})
        if why in (*UNANSWERED, NOT_HELPED):
            found[asked.seq] = replace(asked, why=why)
        elif why == "answer":
            found.pop(asked.seq, None)
    return list(found.values())


def _asked(one: Message) -> Ending | None:
    """Words without a decision are no question: they are for a form, for a person, or polite."""
    trace = one.trace or {}
    is_question = trace.get("decision") and "reason" not in trace
    if not is_question or trace.get("intent") not in MATTERS or not isinstance(one.content, Text):
        return None
    return Ending(one.seq, gist(one.content.text), "", trace.get("topic"), one.at)


def _why(choice: str | None, trace: dict[str, Any]) -> str | None:
    return NOT_HELPED if choice == "not_helpful" else trace.get("decision")
