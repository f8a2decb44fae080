"""A question's language is told from a few words, and is Swedish when in doubt."""

import pytest

from knowledge.language import language_of


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Vad kostar det att hyra en gymnastiksal?", "sv"),
        ("hyra sal pris", "sv"),
        ("Milloin avustusta pitää hakea?", "fi"),
        ("Can our club rent the gym on Sundays?", "en"),
        ("كيف نحجز القاعة الرياضية؟", "ar"),
        ("Ile kosztuje wynajęcie sali gimnastycznej?", "pl"),
    ],
)
def test_the_language_of_a_question(question: str, language: str) -> None:
    assert language_of(question) == language


@pytest.mark.parametrize("text", ["", "???", "🏀", "LOK", "iop", "12345"])
def test_what_could_be_any_language_is_swedish(text: str) -> None:
    assert language_of(text) == "sv"
