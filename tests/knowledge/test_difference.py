"""What differs between two texts is shown, all of it and nothing else."""

import random

import pytest

from knowledge.difference import difference
from tests.knowledge.shelf import article

TEXT = "En sal kostar 100 kronor.\n\n- Ring\n- Skriv\n\nSista dagen är den 1 mars varje år."


def _sides(old: str, new: str) -> tuple[str, str]:
    """Both texts, put together again from the difference."""
    [change] = difference(article(body=old), article(body=new))
    was = "".join(piece.text for piece in change.pieces if piece.kind != "added")
    now = "".join(piece.text for piece in change.pieces if piece.kind != "removed")
    return was, now


def test_the_same_text_has_no_difference() -> None:
    assert difference(article(), article()) == []


def test_only_the_words_that_changed_are_marked() -> None:
    [change] = difference(article(body=TEXT), article(body=TEXT.replace("1 mars", "15 april")))
    words = {
        kind: " ".join(piece.text for piece in change.pieces if piece.kind == kind)
        for kind in ("removed", "added")
    }
    assert change.field == "body"
    assert words["removed"].split() == ["1", "mars"]
    assert words["added"].split() == ["15", "april"]


def test_each_field_that_differs_is_named() -> None:
    new = article(title="En annan rubrik", questions=["Vad kostar det?", "Hur?"])
    assert [change.field for change in difference(article(), new)] == ["title", "questions"]


@pytest.mark.parametrize("seed", range(20))
def test_both_texts_can_be_read_out_of_it(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    words = ["hall", "sal", "kostar", "100", "kronor.\n", "\n\n", "mars", "timmen."]
    old, new = ("Text här: " + " ".join(chance.choices(words, k=30)) + " slut" for _ in range(2))
    assert _sides(old, new) == (article(body=old).body, article(body=new).body)


def test_a_long_text_shows_what_stands_around_the_change_alone() -> None:
    long = "\n".join(f"Rad {number} är som den var." for number in range(400))
    [change] = difference(
        article(body=long), article(body=long.replace("Rad 200 ", "Rad tvåhundra "))
    )
    assert sum(len(piece.text) for piece in change.pieces) < 800
    assert any("tvåhundra" in piece.text for piece in change.pieces)
