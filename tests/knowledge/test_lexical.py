"""Words find what shares their stems; runs of characters see through spelling and compounds."""

import math
from concurrent.futures import ThreadPoolExecutor

import pytest

from knowledge.lexical import K1, B, Lexical, Rows, Scores, stems

TEXTS = [
    "Hyra gymnastiksal: gymnastiksalen kostar 100 kronor",
    "Aktivitetsbidrag söks i februari",
    "Vi har en fotbollsplan som kostar 200 kronor i timmen för vuxna",
]


def _scores(question: str, texts: list[str] = TEXTS) -> tuple[Scores, Scores]:
    return Lexical(Rows.of(texts)).scores(question)


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


def test_rows_that_are_joined_score_as_if_counted_together() -> None:
    joined = Rows.joined([Rows.of(TEXTS[:1]), Rows.of(TEXTS[1:])])
    apart, together = Lexical(joined), Lexical(Rows.of(TEXTS))
    for one, other in zip(
        apart.scores("vad kostar salen"),
        together.scores("vad kostar salen"),
        strict=True,
    ):
        assert one.tolist() == other.tolist()
