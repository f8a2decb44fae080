"""How the questions of a conversation ended."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from conversations.content import Text
from conversations.gist import gist
from conversations.messages import Message

ANSWERED = "answer"
UNANSWERED = ("clarify", "hand_over", "pass_on")
NOT_HELPED = "not_helped"
VERDICTS = {"helpful": True, "not_helpful": False}  # by the button that was pressed
# The intents that are questions; the others are things people do in a conversation.
MATTERS = (None, "grants", "booking", "cooperation", "association", "out_of_scope")


@dataclass(frozen=True)
class Ending:
    """`why` is the bot's decision, or that the answer did not help; `function_id` whose matter the
    bot took it for; `helped` what its visitor said of the answer."""

    seq: int
    question: str
    why: str
    topic: str | None
    at: datetime
    function_id: str | None = None
    helped: bool | None = None


def endings(said: Sequence[Message]) -> list[Ending]:
    """Of all that was asked, what was left without an answer, in order."""
    return [one for one in all_endings(said) if one.why != ANSWERED]


def all_endings(said: Sequence[Message]) -> list[Ending]:
    """Of all that was asked, answered or not, in order."""
    found: dict[int, Ending] = {}
    asked: Ending | None = None
    for one in said:
        if one.sender != "visitor" or not isinstance(one.content, Text):
            continue
        if one.content.choice is None:
            asked = _asked(one)
        if asked is not None:
            found[asked.seq] = asked = _after(asked, one.content.choice, one.trace or {})
    return [one for one in found.values() if one.why]


def question_in(one: Message) -> str | None:
    """Words without a decision are no question: they are for a form, for a person, or polite."""
    trace = one.trace or {}
    is_question = trace.get("decision") and "reason" not in trace
    if not is_question or trace.get("intent") not in MATTERS or not isinstance(one.content, Text):
        return None
    return gist(one.content.text)


def _asked(one: Message) -> Ending | None:
    question = question_in(one)
    if question is None:
        return None
    return Ending(one.seq, question, "", (one.trace or {}).get("topic"), one.at)


def _after(asked: Ending, choice: str | None, trace: dict[str, Any]) -> Ending:
    """The question once this was said of it. Whose matter it is follows the article chosen."""
    helped = VERDICTS.get(choice or "", asked.helped)
    why = NOT_HELPED if choice == "not_helpful" else trace.get("decision")
    if why not in (ANSWERED, *UNANSWERED, NOT_HELPED):
        return replace(asked, helped=helped)
    function_id = trace.get("function") or asked.function_id
    return replace(asked, why=why, helped=helped, function_id=function_id)
