"""The ways in which the same question is written, and how many topics each costs."""

import pytest

from evaluation.labelled import Labelled
from evaluation.variants import (
    AS_THEY_ARE,
    Robustness,
    as_text,
    falls,
    keywords,
    no_diacritics,
    typos,
    variants,
)

QUESTION = "När måste vår förening lämna in ansökan om aktivitetsbidrag för hösten?"
ROWS = [Labelled("d1", QUESTION, "grants", None), Labelled("d2", "Går det?", "booking", None)]


def test_a_third_of_the_words_has_a_typo_and_every_word_its_first_letter() -> None:
    before, after = QUESTION.split(), typos(QUESTION).split()
    changed = [old for old, new in zip(before, after, strict=True) if old != new]
    assert 2 <= len(changed) <= 3  # letters that change places may be the same
    assert [new[0] for new in after] == [old[0] for old in before]


def test_the_same_question_has_the_same_typos_each_time() -> None:
    assert typos(QUESTION) == typos(QUESTION)


@pytest.mark.parametrize("short", ["", "på av"])
def test_words_that_are_too_short_stay(short: str) -> None:
    assert typos(short) == short


def test_dots_and_rings_go_and_nothing_else() -> None:
    assert no_diacritics("Når vi Älta på ån, é?") == "Nar vi Alta pa an, e?"


def test_keywords_are_what_is_left_without_the_small_words() -> None:
    assert keywords(QUESTION) == "förening lämna in ansökan aktivitetsbidrag hösten"
    assert keywords("Hur gör man?") == "Hur gör man?"  # nothing would be left


def test_every_variant_keeps_id_and_label() -> None:
    for rows in variants(ROWS).values():
        assert [(row.id, row.topic) for row in rows] == [("d1", "grants"), ("d2", "booking")]


def test_the_letter_holds_the_question_whole() -> None:
    letter = variants(ROWS)["letter"][0].question
    assert QUESTION in letter
    assert len(letter) > 2 * len(QUESTION)


def test_a_fall_is_against_the_same_questions_as_they_are() -> None:
    asked = {AS_THEY_ARE: ROWS, "in fi": [Labelled("d2-fi", "Onko?", "booking", None)]}
    topics = {AS_THEY_ARE: ["booking", "booking"], "in fi": ["grants"]}
    assert falls(asked, topics) == [
        Robustness(AS_THEY_ARE, 2, 0.5, 0.0),
        Robustness("in fi", 1, 0.0, 1.0),
    ]


def test_falls_are_printed_in_points() -> None:
    assert as_text([Robustness("typos", 69, 0.9, 0.043)]).splitlines()[1].split()[-1] == "4.3"
