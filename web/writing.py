"""Who is writing at this moment: known to this process only, stored nowhere, gone by itself."""

import asyncio
from collections.abc import Callable

from conversations.seen import Side

LASTS = 6.0  # seconds; whoever goes on writing says so every three


class Writing:
    def __init__(self, changed: Callable[[str], None]) -> None:
        """changed(conversation_id): someone began or ended."""
        self._changed = changed
        self._ends: dict[tuple[str, Side], asyncio.TimerHandle] = {}

    def goes_on(self, conversation_id: str, side: Side) -> None:
        """The side is writing, as it was or as news."""
        known = self._ends.pop((conversation_id, side), None)
        loop = asyncio.get_running_loop()
        self._ends[conversation_id, side] = loop.call_later(LASTS, self.end, conversation_id, side)
        if known:
            known.cancel()
        else:
            self._changed(conversation_id)

    def end(self, conversation_id: str, side: Side) -> None:
        """The side has sent what it wrote, has gone, or has said nothing for a while."""
        if known := self._ends.pop((conversation_id, side), None):
            known.cancel()
            self._changed(conversation_id)

    def writes(self, conversation_id: str, side: Side) -> bool:
        return (conversation_id, side) in self._ends
