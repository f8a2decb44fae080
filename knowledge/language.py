"""The language that a question is written in."""

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

SWEDISH = "sv"
# Those that associations here write in; among a hundred, short questions would be mistaken.
EXPECTED = ("sv", "fi", "en", "ar", "so", "pl")
SURE = 0.9  # names of grants and places are Swedish whatever the question is
ENOUGH = 3  # words


def language_of(text: str, expected: str = SWEDISH) -> str:
    """Its ISO 639-1 code; what is expected, unless another language is clear."""
    language, probability = _identifier().classify(text)
    is_other = probability >= SURE and language != expected.partition("-")[0]
    return language if is_other else expected


def clear_language(text: str) -> str | None:
    """None where it could be another: a word or two is as likely a name."""
    if len(text.split()) < ENOUGH:
        return None
    language, probability = _identifier().classify(text)
    return language if probability >= SURE else None


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(EXPECTED))
    return identifier
