"""Questions put to a service, and how long it took to reply."""

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from knowledge.encoder.model import Encoder

WARM_UP = 20


class NoReply(Exception):
    """A question was not answered, so that its time would mean nothing."""


@dataclass(frozen=True)
class Reply:
    """`kind` is what sort of reply it was, in the words of the service; `articles` are the ids of
    those that it shows or offers."""

    seconds: float
    kind: str
    articles: frozenset[str] = frozenset()


class Ask(Protocol):
    async def open(self, conversations: int) -> None:
        """So many visitors open the chat; each will ask one question."""

    async def __call__(self, question: str) -> Reply: ...


@dataclass(frozen=True)
class Times:
    """In milliseconds."""

    median: float
    p99: float


@dataclass(frozen=True)
class Load(Times):
    """The times are those of whole replies."""

    at_once: int
    messages: int
    per_second: float
    kinds: dict[str, int]


async def load(ask: Ask, questions: Sequence[str], at_once: int) -> Load:
    """So many visitors, each with the next question as soon as the last one is answered."""
    left = iter(questions)
    replies: list[Reply] = []

    async def visitor() -> None:
        for question in left:
            replies.append(await ask(question))  # noqa: PERF401 - shared between visitors

    await ask.open(len(questions))
    started = time.perf_counter()
    await asyncio.gather(*(visitor() for _ in range(at_once)))
    spent = time.perf_counter() - started
    times = _times([reply.seconds for reply in replies])
    kinds = dict(Counter(reply.kind for reply in replies).most_common())
    return Load(times.median, times.p99, at_once, len(replies), len(replies) / spent, kinds)


def encoder_alone(source: str, questions: Sequence[str]) -> Times:
    """The encoder's own time for a question, in this process: no reply can be faster."""
    encoder = Encoder(source)
    for question in questions[:WARM_UP]:
        encoder.questions([question])
    return _times([_seconds_for(encoder, question) for question in questions[WARM_UP:]])


def _seconds_for(encoder: Encoder, question: str) -> float:
    started = time.perf_counter()
    encoder.questions([question])
    return time.perf_counter() - started


def _times(seconds: Sequence[float]) -> Times:
    median, p99 = np.percentile(np.array(seconds) * 1000, (50, 99))
    return Times(float(median), float(p99))
