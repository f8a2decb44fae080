"""How often one may do a thing: by conversation, by address, by login, by number."""

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter, SlidingWindowCounterRateLimiter

from web.settings import Settings

LOGINS_PER_ADDRESS = 30  # in a minute: a whole office may share one
RETURNS_PER_MINUTE = 5
DOCUMENTS_PER_MINUTE = 6
FILES_PER_MINUTE = 10  # of one conversation or one agent
FILES_PER_ADDRESS = 60  # a whole association hall may share one
ADDRESSES_PER_MINUTE = 30
FORMS_PER_MINUTE = 20  # from one address
SIGNS_PER_MINUTE = 60  # that one writes, or has read


class TooOften(Exception):
    pass


class Limits:
    def __init__(self, settings: Settings) -> None:
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

    def count(self, limit: RateLimitItem, kind: str, who: str) -> None:
        """Counts one more. Raises TooOften."""
        guessing = limit is self.logins or limit is self.returns
        limiter = self._exact if guessing else self._about
        if not limiter.hit(limit, kind, who):
            raise TooOften(kind)
