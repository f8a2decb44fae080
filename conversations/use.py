"""Which articles a conversation was shown, after which questions, and what was said of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from conversations.content import Answer, Text
from conversations.endings import question_in
from conversations.messages import Message

HELPED, NOT_HELPED = "helpful", "not_helpful"


@dataclass(frozen=True)
class Shown:
    """`question` is what had been asked, where it was a question; `chosen` when the article was
    picked among several."""

    seq: int
    article_id: str
    at: datetime
    question: str | None
    chosen: bool
    said: str | None = None


def shown(said: Sequence[Message]) -> list[Shown]:
    """In order. What is said of an answer is said once, of the last one shown before."""
    found: list[Shown] = []
    question, choice = None, None
    for one in said:
        content = one.content
        if one.sender == "visitor" and isinstance(content, Text):
            choice = content.choice
            if choice is None:
                question = question_in(one)
            elif choice in (HELPED, NOT_HELPED) and found and found[-1].said is None:
                found[-1] = replace(found[-1], said=choice)
        elif isinstance(content, Answer):
            chosen = bool(choice and choice.startswith("article:"))
            found.append(Shown(one.seq, content.article.id, one.at, question, chosen))
    return found
