"""Hints that something has changed, to all who follow it, here and in other web processes.

A hint carries nothing: whoever waits reads the database, which is the truth. A hint that is
lost costs time, never a message, since every reader also looks by itself now and then.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from web.across import nobody

QUEUES = "queues"

SOON = 0.3  # seconds


class Live:
    def __init__(self, tell: Callable[[str], None] = nobody) -> None:
        """tell(topic): to the other processes."""
        self._tell = tell
        self._waiting: dict[str, set[asyncio.Event]] = {}
        self._soon: dict[str, asyncio.TimerHandle] = {}

    def changed(self, topic: str) -> None:
        """`topic` is a conversation's id, or QUEUES."""
        self._tell(topic)
        self.changed_here(topic)

    def changed_here(self, topic: str) -> None:
        """Other processes know already."""
        if topic in self._soon:
            self._soon.pop(topic).cancel()
        for event in self._waiting.get(topic, ()):
            event.set()

    def changed_for_all(self, conversation_id: str) -> None:
        """For those who follow the conversation and those who look at the queues."""
        self.changed(conversation_id)
        self.changed(QUEUES)

    def changed_soon(self, topic: str) -> None:
        """For a change that another is about to follow, so that one look shows both."""
        if topic not in self._soon:
            loop = asyncio.get_running_loop()
            self._soon[topic] = loop.call_later(SOON, self.changed, topic)

    @property
    def conversations(self) -> list[str]:
        """Those that are followed here."""
        return [topic for topic in self._waiting if topic != QUEUES]

    @contextmanager
    def listening(self, topic: str) -> Iterator[asyncio.Event]:
        """An event that is set at each change; the listener clears it before it reads."""
        event = asyncio.Event()
        self._waiting.setdefault(topic, set()).add(event)
        try:
            yield event
        finally:
            self._waiting[topic].discard(event)
            if not self._waiting[topic]:
                del self._waiting[topic]
