"""Hints that something has changed, within this process.

A hint carries nothing: whoever waits reads the database, which is the truth. A hint that is
lost costs time, never a message, since every reader also looks by itself now and then.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

QUEUES = "queues"


class Live:
    def __init__(self) -> None:
        self._waiting: dict[str, set[asyncio.Event]] = {}

    def changed(self, topic: str) -> None:
        """`topic` is a conversation's id, or QUEUES."""
        for event in self._waiting.get(topic, ()):
            event.set()

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
