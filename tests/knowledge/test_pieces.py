"""How a text is cut into the pieces of the model's vocabulary."""

from pathlib import Path

import pytest

from knowledge.encoder.pieces import LONGEST, Pieces, write_pieces
from knowledge.encoder.wheel import Vocabulary

BEGIN, PAD, END, UNKNOWN, HALL, SPORT, SPORTS, WITH = range(8)
NAMES = ["<s>", "<pad>", "</s>", "<unk>", "hall", "▁sport", "▁sports", "▁3"]


@pytest.fixture
def pieces(tmp_path: Path) -> Pieces:
    scored = [(name, -float(number)) for number, name in enumerate(NAMES)]
    write_pieces(Vocabulary(scored, bos=BEGIN, eos=END, pad=PAD, unk=UNKNOWN), tmp_path)
    return Pieces(tmp_path)


def test_a_word_is_cut_into_the_likeliest_pieces_between_begin_and_end(pieces: Pieces) -> None:
    assert pieces.of("sportshall") == [BEGIN, SPORTS, HALL, END]


def test_what_no_piece_covers_is_unknown_and_not_left_out(pieces: Pieces) -> None:
    assert UNKNOWN in pieces.of("sport qqq")


@pytest.mark.parametrize("text", ["sport 3", "  sport\n\t3 ", "ｓport ３", "sport\u00a03"])
def test_spaces_and_forms_of_letters_make_no_difference(pieces: Pieces, text: str) -> None:
    assert pieces.of(text) == [BEGIN, SPORT, WITH, END]


@pytest.mark.parametrize("name", ["<s>", "</s>", "<pad>"])
def test_a_special_piece_cannot_be_written(pieces: Pieces, name: str) -> None:
    assert pieces.of(f"sport {name}")[1:-1].count(NAMES.index(name)) == 0


def test_the_end_of_a_long_text_is_left_out(pieces: Pieces) -> None:
    cut = pieces.of("sport " * LONGEST)
    assert (len(cut), cut[0], cut[-2], cut[-1]) == (LONGEST, BEGIN, SPORT, END)
