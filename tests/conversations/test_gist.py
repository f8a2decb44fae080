"""What a letter asks is found in it; a short message is asked as it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.gist import LONG, gist

GREETING = "Hej! Jag är kassör i en förening i kommunen och hoppas att jag har kommit rätt."
THANKS = "Vi är tacksamma för svar när ni hinner. Med vänliga hälsningar, Kim"
QUESTION = "När ska vi söka aktivitetsbidrag för våren?"


def test_what_is_only_polite_is_left_out() -> None:
    assert gist(f"{GREETING} {QUESTION} {THANKS}") == QUESTION


def test_what_is_told_stays_beside_what_is_asked() -> None:
    told = "Vi har fått en faktura på 3 000 kronor för en hall som vi avbokade i tid."
    assert gist(f"{GREETING} {told} Hur gör vi? {THANKS}") == f"{told} Hur gör vi?"


def test_a_letter_that_tells_without_asking_keeps_what_it_tells() -> None:
    told = "Dörren till gymnastiksalen går inte upp med vår tagg."
    assert gist(f"{GREETING} {told} {THANKS}") == told


def test_all_questions_of_a_letter_are_kept() -> None:
    more = "Och vilka handlingar ska vi skicka med?"
    assert gist(f"{GREETING} {QUESTION} {more} {THANKS}") == f"{QUESTION} {more}"


@pytest.mark.parametrize(
    "letter",
    [
        "Dear Sir or Madam. My name is Kim and I write for our small club. "
        "When do we have to apply for the activity grant? Thank you so much for your help.",
        "Hyvää päivää! Nimeni on Kim ja olen pienen urheiluseuran rahastonhoitaja. "
        "Milloin meidän pitää hakea toimintatukea lapsille? Kiitos jo etukäteen avusta ja "
        "hyvää päivänjatkoa kaikille siellä.",
    ],
)
def test_letters_in_english_and_finnish_are_read_alike(letter: str) -> None:
    assert gist(letter).endswith("?")
    assert len(gist(letter).split()) < len(letter.split()) / 2


def test_a_letter_of_nothing_but_courtesies_is_kept_whole() -> None:
    letter = f"{GREETING} {THANKS} {THANKS}"
    assert gist(letter) == letter


@given(st.lists(st.text(min_size=1, max_size=8), max_size=LONG).map(" ".join))
def test_a_short_message_is_never_changed(text: str) -> None:
    if len(text.split()) <= LONG and not text.isupper():
        assert gist(text) == text


def test_who_shouts_is_read_as_if_they_spoke_and_a_short_name_stays() -> None:
    assert gist(QUESTION.upper()) == QUESTION
    assert gist("LOK") == "LOK"


@given(st.text(min_size=1))
def test_something_is_always_left(text: str) -> None:
    assert gist(text).strip() or not text.strip()
