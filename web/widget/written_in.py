"""The language that a visitor writes in, which may be another than the page's."""

from functools import cache

from knowledge.language import clear_language
from texts.catalogue import LANGUAGES, text

# What buttons of the page say for the visitor.
OF_BUTTONS = (
    "chat-a-person",
    "page-grants-question",
    "page-booking-question",
    "page-cooperation-question",
    "page-association-question",
)


def written_in(words: str, choice: str | None) -> str | None:
    """None where it is not clear, and of what a button says: that is in the page's language,
    whatever the one who presses it writes in."""
    is_own = choice is None and words not in _said_by_buttons()
    return clear_language(words) if is_own else None


@cache
def _said_by_buttons() -> frozenset[str]:
    return frozenset(text(language, id_) for language in LANGUAGES for id_ in OF_BUTTONS)
