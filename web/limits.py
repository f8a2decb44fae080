"""How often one may do a thing: by conversation, by address, by login."""

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter, SlidingWindowCounterRateLimiter

from web.settings import Settings

LOGINS_PER_MINUTE = 5


class TooOften(Exception):
    pass


class Limits:
    def __init__(self, settings: Settings) -> None:
        # Exact, but it goes through all names it ever saw at each try: not for conversations.
        self._exact = MovingWindowRateLimiter(MemoryStorage())
        self._about = SlidingWindowCounterRateLimiter(MemoryStorage())
        self.messages = RateLimitItemPerMinute(settings.messages_per_minute)
        self.conversations = RateLimitItemPerMinute(settings.conversations_per_minute)
        self.logins = RateLimitItemPerMinute(LOGINS_PER_MINUTE)

    def count(self, limit: RateLimitItem, kind: str, who: str) -> None:
        """Counts one more. Raises TooOften."""
        limiter = self._exact if limit is self.logins else self._about
        if not limiter.hit(limit, kind, who):
            raise TooOften(kind)
