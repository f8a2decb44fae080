"""Who is writing at this moment: told to all processes, stored nowhere, gone by itself."""

import asyncio
from collections.abc import Callable

from conversations.seen import Side
from web.across import nobody

LASTS = 6.0  # seconds; whoever goes on writing says so every three


class Writing:
    def __init__(
        self,
        changed: Callable[[str], None],
        tell_on: Callable[[str, Side], None] = nobody,
        tell_end: Callable[[str, Side], None] = nobody,
    ) -> None:
        """changed(conversation_id): someone began or ended; to the other processes, which have
        signs of their own, goes what `goes_on_here` and `end_here` take."""
        self._changed, self._tell_on, self._tell_end = changed, tell_on, tell_end
        self._ends: dict[tuple[str, Side], asyncio.TimerHandle] = {}

    def goes_on(self, conversation_id: str, side: Side) -> None:
        """The side is writing, as it was or as news."""
        self._tell_on(conversation_id, side)
        self.goes_on_here(conversation_id, side)

    def goes_on_here(self, conversation_id: str, side: Side) -> None:
        known = self._ends.pop((conversation_id, side), None)
        loop = asyncio.get_running_loop()
        self._ends[conversation_id, side] = loop.call_later(
            LASTS, self.end_here, conversation_id, side
        )
        if known:
            known.cancel()
        else:
            self._changed(conversation_id)

    def end(self, conversation_id: str, side: Side) -> None:
        """The side has sent what it wrote, or has gone."""
        if (conversation_id, side) in self._ends:
            self._tell_end(conversation_id, side)
        self.end_here(conversation_id, side)

    def end_here(self, conversation_id: str, side: Side) -> None:
        if known := self._ends.pop((conversation_id, side), None):
            known.cancel()
            self._changed(conversation_id)

    def writes(self, conversation_id: str, side: Side) -> bool:
        return (conversation_id, side) in self._ends
