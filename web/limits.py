"""How often one may do a thing: by conversation, by address, by login, by number."""

import logging
from collections.abc import Callable

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.aio import strategies as shared
from limits.aio.storage import RedisStorage
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter, SlidingWindowCounterRateLimiter
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from web.settings import Settings

LOGINS_PER_ADDRESS = 30  # in a minute: a whole office may share one
RETURNS_PER_MINUTE = 5
DOCUMENTS_PER_MINUTE = 6
FILES_PER_MINUTE = 10  # of one conversation or one agent
FILES_PER_ADDRESS = 60  # a whole association hall may share one
ADDRESSES_PER_MINUTE = 30
FORMS_PER_MINUTE = 20  # from one address
SIGNS_PER_MINUTE = 60  # that one writes, or has read

log = logging.getLogger(__name__)


class TooOften(Exception):
    pass


class Limits:
    """Counted for all processes together where there is Redis, else by each for itself."""

    def __init__(self, settings: Settings, is_redis_there: Callable[[], bool]) -> None:
        self._is_redis_there = is_redis_there
        url = settings.redis_url.get_secret_value()
        self._shared = _Shared(url) if url else None
        # Exact, but it goes through all names it ever saw at each try: not for conversations.
        self._exact = MovingWindowRateLimiter(MemoryStorage())
        self._about = SlidingWindowCounterRateLimiter(MemoryStorage())
        self.messages = RateLimitItemPerMinute(settings.messages_per_minute)
        self.conversations = RateLimitItemPerMinute(settings.conversations_per_minute)
        self.files = RateLimitItemPerMinute(FILES_PER_MINUTE)
        self.files_of_address = RateLimitItemPerMinute(FILES_PER_ADDRESS)
        self.signs = RateLimitItemPerMinute(SIGNS_PER_MINUTE)
        self.logins = RateLimitItemPerMinute(LOGINS_PER_ADDRESS)
        self.returns = RateLimitItemPerMinute(RETURNS_PER_MINUTE)
        self.documents = RateLimitItemPerMinute(DOCUMENTS_PER_MINUTE)
        self.addresses = RateLimitItemPerMinute(ADDRESSES_PER_MINUTE)
        self.forms = RateLimitItemPerMinute(FORMS_PER_MINUTE)

    async def count(self, limit: RateLimitItem, kind: str, who: str) -> None:
        """Counts one more. Raises TooOften."""
        guessing = limit is self.logins or limit is self.returns
        if not await self._hit(guessing, limit, kind, who):
            raise TooOften(kind)

    async def _hit(self, guessing: bool, limit: RateLimitItem, kind: str, who: str) -> bool:
        if self._shared and self._is_redis_there():
            try:
                limiter = self._shared.exact if guessing else self._shared.about
                return await limiter.hit(limit, kind, who)
            except (RedisError, OSError) as fault:  # it has just gone
                log.warning("counted alone why=%s", type(fault).__name__)
        return (self._exact if guessing else self._about).hit(limit, kind, who)


class _Shared:
    def __init__(self, url: str) -> None:
        # Tried again once: a connection may have been left from before Redis was started anew.
        how = {"retry": Retry(NoBackoff(), 1), "socket_timeout": 0.5}
        storage = RedisStorage(f"async+{url}", implementation="redispy", **how)  # type: ignore[arg-type]
        self.exact = shared.MovingWindowRateLimiter(storage)
        self.about = shared.SlidingWindowCounterRateLimiter(storage)
