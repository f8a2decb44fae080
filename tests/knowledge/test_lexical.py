"""Words find what shares their stems; runs of characters see through spelling and compounds."""

import math
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from knowledge.lexical import K1, B, Rows, Scores, Statistics, Weights, stems

TEXTS = [
    "Hyra gymnastiksal: gymnastiksalen kostar 100 kronor",
    "Aktivitetsbidrag söks i februari",
    "Vi har en fotbollsplan som kostar 200 kronor i timmen för vuxna",
]


def _scores(question: str, texts: list[str] = TEXTS) -> tuple[Scores, Scores]:
    rows = Rows.of(texts)
    return Weights(Statistics.of(rows)).scores(question, rows)


def _bm25(question: str, texts: list[str]) -> list[float]:
    """Robertson's formula as it stands in the books."""
    documents = [stems(text) for text in texts]
    mean = sum(map(len, documents)) / len(documents)
    scores = []
    for document in documents:
        score = 0.0
        for term in set(stems(question)):
            holding = sum(term in other for other in documents)
            rarity = math.log(1 + (len(documents) - holding + 0.5) / (holding + 0.5))
            count = document.count(term)
            norm = K1 * (1 - B + B * len(document) / mean)
            score += rarity * count * (K1 + 1) / (count + norm)
        scores.append(score)
    return scores


@pytest.mark.parametrize(
    "forms",
    [
        ("förening", "föreningen", "Föreningar", "föreningens"),
        ("bidrag", "bidraget", "BIDRAGEN"),
        ("lokal", "lokaler", "lokalerna"),
    ],
)
def test_the_forms_of_a_swedish_word_have_one_stem(forms: tuple[str, ...]) -> None:
    assert len({stem for form in forms for stem in stems(form)}) == 1


def test_stems_leave_out_marks_and_keep_numbers() -> None:
    assert stems("Kostar det 1 500 kr?") == ["kost", "det", "1", "500", "kr"]


def test_stems_are_the_same_in_whatever_thread() -> None:
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: stems(" ".join(TEXTS)), range(64)))
    assert all(one == found[0] for one in found)


def test_one_word_scores_as_bm25_computed_by_hand() -> None:
    words, _ = _scores("februari")
    # In one of three texts, once; that text has 4 words, and the mean is 22/3.
    rarity = math.log(1 + 2.5 / 1.5)
    by_hand = rarity * 2.2 / (1 + 1.2 * (0.25 + 0.75 * 4 / (22 / 3)))
    assert words.tolist() == pytest.approx([0, by_hand, 0], rel=1e-6)


@pytest.mark.parametrize(
    "question",
    [
        "Vad kostar gymnastiksalen i timmen?",
        "när söks bidrag",
        "kronor kronor kronor",
        "gymnastiksal gymnastiksalen kostar",
    ],
)
def test_several_words_score_as_bm25_computed_by_hand(question: str) -> None:
    words, _ = _scores(question)
    assert words.tolist() == pytest.approx(_bm25(question, TEXTS), rel=1e-5)


def test_a_rare_word_says_more_than_a_common_one() -> None:
    texts = ["kostar gratis", "kostar mycket", "kostar litet", "kostar något"]
    assert _scores("gratis", texts)[0][0] > _scores("kostar", texts)[0][0] * 5


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("gymnastisksal", 0),
        ("gymnastiksalshyra", 0),
        ("aktivitets bidrag", 1),
        ("akttivitetsbidrg", 1),
        ("fotbollsplanen", 2),
        ("konstgräsfotbollsplaner", 2),
    ],
)
def test_a_misspelt_or_compound_word_still_scores(question: str, meant: int) -> None:
    _, letters = _scores(question)
    assert letters.argmax() == meant
    assert letters[meant] > 0.15


def test_the_letters_of_a_text_agree_wholly_with_itself() -> None:
    for place, text in enumerate(TEXTS):
        _, letters = _scores(text)
        assert letters[place] == pytest.approx(1, abs=1e-5)
        assert letters.max() == letters[place]


@pytest.mark.parametrize("question", ["", "   ", "?!", "🏀🏀", "xyzzyqvist"])
def test_what_shares_nothing_scores_nothing(question: str) -> None:
    words, letters = _scores(question)
    assert words.tolist() == [0, 0, 0]
    assert letters.tolist() == pytest.approx([0, 0, 0], abs=0.02)


def test_rows_that_are_joined_are_those_counted_together() -> None:
    joined = Rows.joined([Rows.of(TEXTS[:1]), Rows.none(), Rows.of(TEXTS[1:])])
    _equal(joined, Rows.of(TEXTS))


def test_rows_that_are_taken_out_are_those_of_their_texts() -> None:
    taken = Rows.of(["", *TEXTS, "?"]).taken([(0, 2), (3, 4), (4, 5)])
    for rows, texts in zip(taken, [["", TEXTS[0]], [TEXTS[2]], ["?"]], strict=True):
        _equal(rows, Rows.of(texts))


def _equal(rows: Rows, others: Rows) -> None:
    for terms, other in ((rows.words, others.words), (rows.grams, others.grams)):
        for array, its in zip(vars(terms).values(), vars(other).values(), strict=True):
            assert (array.dtype, array.tolist()) == (its.dtype, its.tolist())


def test_statistics_without_a_part_are_those_of_the_rest() -> None:
    whole, part = (Statistics.of(Rows.of(texts)) for texts in (TEXTS, TEXTS[:1]))
    rest = Statistics.of(Rows.of(TEXTS[1:]))
    for one, other in ((whole - part, rest), (part + rest, whole)):
        assert (one.texts, one.length) == (other.texts, other.length)
        assert np.array_equal(one.words, other.words)
        assert np.array_equal(one.grams, other.grams)


def test_a_row_has_the_same_score_whichever_others_are_scored_with_it() -> None:
    rows = Rows.of(TEXTS)
    weights = Weights(Statistics.of(rows))
    words, letters = weights.scores("vad kostar salen", rows)
    [last] = rows.taken([(2, 3)])
    assert [float(score[0]) for score in weights.scores("vad kostar salen", last)] == pytest.approx(
        [words[2], letters[2]], rel=1e-6
    )


def test_a_term_that_stands_very_often_in_a_text_does_not_count_as_none() -> None:
    rows = Rows.of(["ja " * 65_536])
    assert rows.words.counts.tolist() == [65_535]
