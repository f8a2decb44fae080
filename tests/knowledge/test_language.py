"""A question's language is told from a few words, and is Swedish when in doubt."""

import pytest

from knowledge.language import clear_language, language_of


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


def test_words_that_could_be_of_any_language_are_of_the_one_expected() -> None:
    assert language_of("802412-3450", "fi") == "fi"
    assert language_of("Vad kostar det att hyra en gymnastiksal för vuxna?", "fi") == "sv"


def test_swedish_stays_easy_swedish_for_who_has_chosen_that() -> None:
    question = "Vad kostar det att hyra en gymnastiksal för vuxna?"
    assert language_of(question, "sv-x-lattlast") == "sv-x-lattlast"


def test_what_could_be_another_language_is_not_clear() -> None:
    assert clear_language("Milloin avustusta pitää hakea?") == "fi"
    assert clear_language("Haluan puhua ihmisen kanssa") == "fi"
    assert clear_language("Vuokra-avustus yhdistykselle") is None
    assert clear_language("Helsingin Naiset ry i Huddinge") is None
