"""Hints for plain language: what is hard is named, and what is plain is left alone."""

from knowledge.plain_language import hints, lix

PLAIN = "Ni bokar salen i e-tjänsten. Logga in och välj en dag. Sedan får ni ett mejl."
HARD = (
    "Vederbörande förening åligger att i enlighet med kommunfullmäktiges bidragsbestämmelser "
    "inkomma med erforderliga ekonomiska redovisningshandlingar avseende föregående "
    "verksamhetsår till kulturförvaltningens handläggningsenhet senast vid månadsskiftet."
)


def test_a_plain_text_gets_no_hint() -> None:
    assert hints(PLAIN) == []


def test_the_language_of_authorities_is_named_word_by_word() -> None:
    found = [hint for hint in hints(HARD) if hint.kind == "officialese"]
    named = {hint.text for hint in found}
    assert {"vederbörande", "åligger", "i enlighet med", "erforderliga", "avseende"} <= named
    assert all(hint.advice.startswith("Skriv hellre: ") for hint in found)


def test_a_word_inside_another_is_not_named() -> None:
    assert hints("Utgörande ljud hörs. Rörandet om i grytan gick bra.") == []


def test_long_sentences_are_counted_and_lists_are_not_one_sentence() -> None:
    assert [hint.kind for hint in hints(HARD)].count("long") == 1
    items = "\n".join(f"- Ta med en penna nummer {number}" for number in range(12))
    assert [hint for hint in hints(f"Ta med det här:\n\n{items}") if hint.kind == "long"] == []


def test_lix_is_words_per_sentence_and_the_share_of_long_ones() -> None:
    assert lix("Vi ses här. Nu går vi.") == 3
    assert lix("Föreningsbidraget utbetalas kvartalsvis.") == 103
    assert lix(PLAIN) < 30 < 60 < lix(HARD)
    assert lix("") == 0
