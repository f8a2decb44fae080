"""Which agents have an enquiry before them at this moment: stored nowhere, and told to other agents
alone. Each process tells the others who looks there."""

import asyncio
import secrets
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from servicecenter.agents import Agent
from web.across import nobody

TOLD_EVERY = 10.0  # seconds
GONE_AFTER = 25.0  # seconds without a word from a process: it has died

Who = tuple[int, str]
People = list[tuple[int, str]]


class Looking:
    def __init__(
        self,
        changed: Callable[[str], None],
        tell: Callable[[str, str, People], None] = nobody,
    ) -> None:
        """changed(conversation_id): someone has come or gone; tell(...): to the other processes,
        which take it by `hear`."""
        self._changed, self._tell = changed, tell
        self._at: dict[str, Counter[Who]] = {}
        self._place = secrets.token_hex(4)
        self._elsewhere: dict[str, dict[str, tuple[frozenset[Who], float]]] = {}

    @contextmanager
    def at(self, conversation_id: str, who: Agent) -> Iterator[None]:
        there = self._at.setdefault(conversation_id, Counter())
        there[who.id, who.name] += 1
        self._has_changed(conversation_id)
        try:
            yield
        finally:
            there[who.id, who.name] -= 1
            if not +there:
                self._at.pop(conversation_id, None)
            self._has_changed(conversation_id)

    def others(self, conversation_id: str, who: Agent) -> list[str]:
        """The names of all but oneself."""
        there = set(+self._at.get(conversation_id, Counter()))
        for people, until in self._elsewhere.get(conversation_id, {}).values():
            there |= people if time.monotonic() < until else frozenset()
        return sorted(name for agent_id, name in there if agent_id != who.id)

    def hear(self, place: str, conversation_id: str, people: People) -> None:
        """All who look at it in the process of that name."""
        now_there = frozenset((agent_id, name) for agent_id, name in people)
        places = self._elsewhere.setdefault(conversation_id, {})
        before, _ = places.pop(place, (frozenset(), 0.0))
        if now_there:
            places[place] = now_there, time.monotonic() + GONE_AFTER
        if not places:
            del self._elsewhere[conversation_id]
        if before != now_there:
            self._changed(conversation_id)

    async def run(self) -> None:
        """Tells the others now and again, until cancelled: one may have begun since."""
        while True:
            await asyncio.sleep(TOLD_EVERY)
            for conversation_id in self._at:
                self._tell_of(conversation_id)
            self._forget_the_dead()

    def _has_changed(self, conversation_id: str) -> None:
        self._changed(conversation_id)
        self._tell_of(conversation_id)

    def _tell_of(self, conversation_id: str) -> None:
        self._tell(self._place, conversation_id, list(+self._at.get(conversation_id, Counter())))

    def _forget_the_dead(self) -> None:
        now = time.monotonic()
        for conversation_id, places in list(self._elsewhere.items()):
            for place in [name for name, (_, until) in places.items() if until < now]:
                self.hear(place, conversation_id, [])
