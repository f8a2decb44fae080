"""Enquiries as agents see them."""

from typing import Any

from conversations.messages import Message
from servicecenter.desk import Enquiry
from web.widget.view import shown


def in_queue(one: Enquiry) -> dict[str, Any]:
    return {
        "number": one.number,
        "function": one.function_name,
        "agent": one.agent_name,
        "topic": one.topic,
        "reason": one.reason,
        "details": one.details,
        "question": one.question,
        "opened_at": one.opened_at.isoformat(),
        "deadline": one.deadline.isoformat(),
        "closed": one.closed_at is not None,
        "unanswered": one.unanswered,
    }


def with_trace(message: Message) -> dict[str, Any]:
    """A message, and what the bot understood of it."""
    return {**shown(message), "trace": message.trace}
