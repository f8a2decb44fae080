"""The language that a question is written in."""

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

SWEDISH = "sv"
# Those that associations here write in; among a hundred, short questions would be mistaken.
EXPECTED = ("sv", "fi", "en", "ar", "so", "pl")
SURE = 0.9  # names of grants and places are Swedish whatever the question is


def language_of(text: str) -> str:
    """Its ISO 639-1 code; Swedish unless another language is clear."""
    language, probability = _identifier().classify(text)
    return language if probability >= SURE else SWEDISH


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(EXPECTED))
    return identifier
