"""Enquiries as agents see them."""

from typing import Any

from conversations.messages import Message
from servicecenter.agents import Agent
from servicecenter.among_colleagues import InternalNote
from servicecenter.desk import may_see
from servicecenter.following import Happened
from servicecenter.queues import Queue
from servicecenter.reading import Enquiry
from web.looking import Looking
from web.widget.view import shown
from web.words import (
    ASKED_IN,
    DECISIONS,
    DETAILS,
    ENDED,
    HAPPENED,
    INTENTS,
    REASONS,
    STEPS,
    TOPICS,
    named,
)


def in_queue(one: Enquiry, who: Agent) -> dict[str, Any]:
    return {
        "number": one.number,
        "function": one.function_name,
        "agent": one.agent_name,
        "mine": one.agent_id == who.id,
        "topic": one.topic,
        "topic_name": named(TOPICS, one.topic),
        "reason": one.reason,
        "reason_name": named(REASONS, one.reason),
        "details": one.details,
        "details_named": {DETAILS.get(name, name): value for name, value in one.details.items()},
        "question": one.question,
        "language": one.asked_in,
        "language_name": named(ASKED_IN, one.asked_in),
        "language_note": _about_language(one),
        "note": one.note,
        "opened_at": one.opened_at.isoformat(),
        "deadline": one.deadline.isoformat(),
        "closed": one.closed_at is not None,
        "joined_to": one.joined_to,
        "outcome_name": named(ENDED, one.outcome),
        "unanswered": one.unanswered,
        "step": STEPS.get(one.step),
        "held_until": one.held_until.isoformat() if one.held_until else None,
        "may_claim": one.agent_id is None and one.closed_at is None and may_see(one, who),
    }


def as_queue(found: Queue, who: Agent, looking: Looking) -> dict[str, Any]:
    return {
        "enquiries": [
            in_queue(one, who)
            | {
                "looking": looking.others(one.conversation_id, who),
                "mentioned": one.number in found.mentioned,
            }
            for one in found.enquiries
        ],
        "total": found.total,
        "counts": found.counts,
        "functions": [
            {"id": code, "name": name, "count": count}
            for code, (name, count) in found.functions.items()
        ],
        "to_answer": found.to_answer,
        "mentioned": found.mentioned,
    }


def as_note(one: InternalNote) -> dict[str, Any]:
    return {
        "id": one.id,
        "by": one.by,
        "asked": one.asked,
        "text": one.text,
        "at": one.at.isoformat(),
        "mentions": one.mentions,
    }


def _about_language(one: Enquiry) -> str:
    """What an agent must know to answer in the language of the question."""
    language = (named(ASKED_IN, one.asked_in) or "").lower()
    if one.instead_of:
        return f"Frågan kom hit för att {one.instead_of} inte svarar på {language}."
    if not one.is_spoken:
        return (
            f"{one.function_name} svarar inte på {language}, enligt kontaktvägarna. Ta hjälp av "
            "någon som kan språket, eller skicka frågan vidare."
        )
    return ""


def history(happened: list[Happened]) -> list[dict[str, str]]:
    """What has been done so that the question is not forgotten."""
    return [
        {"at": one.at.isoformat(), "words": HAPPENED[one.what].format(to=one.to)}
        for one in happened
    ]


def with_trace(message: Message) -> dict[str, Any]:
    """A message, and what the bot understood of it."""
    told = shown(message)
    if told["by"]:
        told["by"]["name"] = message.agent_name  # the whole of it: colleagues know each other
    return {**told, "trace": message.trace and _named(message.trace)}


def _named(trace: dict[str, Any]) -> dict[str, Any]:
    return {
        **trace,
        "topic_name": named(TOPICS, trace.get("topic")),
        "intent_name": named(INTENTS, trace.get("intent")),
        "decision_name": named(DECISIONS, trace.get("decision")),
    }
