"""Which agents have an enquiry before them at this moment: known to this process only, and told to
other agents alone."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from servicecenter.agents import Agent


class Looking:
    def __init__(self, changed: Callable[[str], None]) -> None:
        """changed(conversation_id): someone has come or gone."""
        self._changed = changed
        self._at: dict[str, Counter[tuple[int, str]]] = {}

    @contextmanager
    def at(self, conversation_id: str, who: Agent) -> Iterator[None]:
        there = self._at.setdefault(conversation_id, Counter())
        there[who.id, who.name] += 1
        self._changed(conversation_id)
        try:
            yield
        finally:
            there[who.id, who.name] -= 1
            if not +there:
                self._at.pop(conversation_id, None)
            self._changed(conversation_id)

    def others(self, conversation_id: str, who: Agent) -> list[str]:
        """The names of all but oneself."""
        there = +self._at.get(conversation_id, Counter())
        return sorted(name for agent_id, name in there if agent_id != who.id)
