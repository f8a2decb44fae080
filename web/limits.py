"""How often one may do a thing: by conversation, by address, by login."""

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from web.settings import Settings

LOGINS_PER_MINUTE = 5


class TooOften(Exception):
    pass


class Limits:
    def __init__(self, settings: Settings) -> None:
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())
        self.messages = RateLimitItemPerMinute(settings.messages_per_minute)
        self.conversations = RateLimitItemPerMinute(settings.conversations_per_minute)
        self.logins = RateLimitItemPerMinute(LOGINS_PER_MINUTE)

    def count(self, limit: RateLimitItem, kind: str, who: str) -> None:
        """Counts one more. Raises TooOften."""
        if not self._limiter.hit(limit, kind, who):
            raise TooOften(kind)
