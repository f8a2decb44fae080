"""The language that a question is written in."""

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

SWEDISH = "sv"
# Those that associations here write in; among a hundred, short questions would be mistaken.
EXPECTED = ("sv", "fi", "en", "ar", "so", "pl")
SURE = 0.9  # names of grants and places are Swedish whatever the question is


def language_of(text: str, expected: str = SWEDISH) -> str:
    """Its ISO 639-1 code; what is expected, unless another language is clear."""
    language, probability = _identifier().classify(text)
    is_other = probability >= SURE and language != expected.partition("-")[0]
    return language if is_other else expected


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(EXPECTED))
    return identifier
