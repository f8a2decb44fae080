"""Passages are small enough for one thought, carry their title, and lose no word."""

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.passages import LONGEST, SHORTEST, cut, plain

SENTENCE = "Föreningen betalar hyran i efterskott varje månad."  # seven words


def _body(body: str, title: str = "Hyra") -> list[str]:
    return [piece.text for piece in cut(title, [], body) if piece.kind == "body"]


def test_an_article_is_found_by_its_title_by_each_question_and_by_its_body() -> None:
    pieces = cut("Hyra", ["Vad kostar det?", "När betalar vi?"], "Det kostar 100 kronor.")
    assert [(piece.kind, piece.text) for piece in pieces] == [
        ("title", "Hyra"),
        ("question", "Vad kostar det?"),
        ("question", "När betalar vi?"),
        ("body", "Hyra\nDet kostar 100 kronor."),
    ]


def test_each_piece_of_a_long_body_carries_the_title() -> None:
    pieces = _body("\n\n".join([" ".join([SENTENCE] * 10)] * 4))
    assert len(pieces) > 1
    assert all(piece.startswith("Hyra\n") for piece in pieces)


def test_a_text_without_a_title_is_cut_all_the_same() -> None:
    assert [(p.kind, p.text) for p in cut("", [], "Det kostar.")] == [("body", "Det kostar.")]


def test_an_empty_body_gives_no_piece() -> None:
    assert _body(" \n\n ") == []


def test_a_long_paragraph_is_cut_between_its_sentences() -> None:
    pieces = _body(" ".join([SENTENCE] * 40), title="")
    assert len(pieces) > 1
    for piece in pieces:
        assert len(piece.split()) <= LONGEST
        assert set(piece.replace(". ", ".|").split("|")) == {SENTENCE}


def test_sentences_end_with_question_and_exclamation_marks_too() -> None:
    question = "När betalar vi hyran?"
    pieces = _body(" ".join([question, "Nu!"] * 40), title="")
    assert len(pieces) > 1
    assert all(piece.endswith(("?", "!")) for piece in pieces)


def test_a_sentence_longer_than_a_passage_stays_whole() -> None:
    endless = " ".join(["ord"] * (LONGEST * 2))
    assert endless in " ".join(_body(f"{endless}. {SENTENCE}"))


def test_short_paragraphs_are_joined_to_one_thought() -> None:
    assert _body("Det kostar.\n\nInte mycket.\n\nMen något.") == [
        "Hyra\nDet kostar. Inte mycket. Men något."
    ]


def test_two_paragraphs_that_are_long_enough_are_two_passages() -> None:
    paragraph = " ".join([SENTENCE] * (SHORTEST // 7 + 6))
    assert _body(f"{paragraph}\n\n{paragraph}") == [f"Hyra\n{paragraph}"] * 2


def test_a_table_becomes_its_words() -> None:
    table = "| Lokal | Pris |\n|---|:---:|\n| Sporthall | **300** kr |"
    assert plain(table).split() == ["Lokal", "Pris", "Sporthall", "300", "kr"]


def test_a_link_becomes_the_words_that_one_clicks_on() -> None:
    linked = plain("Läs [om taxan](https://www.example.se/taxa_2026) först.")
    assert linked.split() == ["Läs", "om", "taxan", "först."]


def test_headings_lists_quotes_and_stress_become_their_words() -> None:
    marked = "## Villkor\n- Minst *tre*\n* och `fyra`\n1. först\n> citat\n**fet** text"
    words = "Villkor Minst tre och fyra först citat fet text"
    assert " ".join(plain(marked).split()) == words


def test_numbers_and_hyphens_within_words_stay() -> None:
    text = "Org.nr 802412-3450, kl. 9–16, 7-20 år: 1 500 kr."
    assert plain(text) == text


WORDS = st.sampled_from(["hyra", "lokal.", "bidrag", "när?", "2026", "sal!", "för-ening"])
PARAGRAPHS = st.lists(st.lists(WORDS, max_size=150).map(" ".join), max_size=6)


@settings(derandomize=True, deadline=None)
@given(paragraphs=PARAGRAPHS)
def test_no_word_of_a_body_is_lost_or_doubled_or_moved(paragraphs: list[str]) -> None:
    pieces = _body("\n\n".join(paragraphs), title="")
    assert " ".join(pieces).split() == " ".join(paragraphs).split()
    assert all(piece.strip() for piece in pieces)


def test_a_heading_begins_the_piece_of_its_section() -> None:
    section = " ".join([SENTENCE] * 12)
    pieces = _body(f"{section}\n\n## Betalning\n\n{section}")
    assert [piece.split()[1] for piece in pieces] == ["Föreningen", "Betalning"]


def test_a_heading_after_hardly_a_word_does_not_leave_it_alone() -> None:
    assert _body("Det kostar.\n\n## Betalning\n\nI efterskott.") == [
        "Hyra\nDet kostar. Betalning I efterskott."
    ]


def test_each_block_of_a_text_is_a_paragraph_of_words() -> None:
    assert plain("Ingress.\n\n## Villkor\n\nText.") == "Ingress.\n\nVillkor\n\nText."


def test_an_address_keeps_its_underscore() -> None:
    text = "Skriv till kultur_fritid@example.se"
    assert plain(text) == text
