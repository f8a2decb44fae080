"""Pieces in scripts that no one here writes in are left out, and nothing else changes."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from knowledge.encoder.pruning import WORDS, is_written_here, pruned
from knowledge.encoder.wheel import Model, read_model
from tests.knowledge.tiny_model import as_file, random_tensors

HERE = {"▁hyra": -1.5, "▁школа": -2.0, "▁رسوم": -3.0, "▁25%": -4.0}
ELSEWHERE = {"▁東京": -5.0, "▁서울": -6.0}
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")


@pytest.fixture
def model(tmp_path: Path) -> Model:
    """Pieces from elsewhere stand between those that are kept."""
    (tmp_path / "model.bin").write_bytes(as_file(random_tensors()))
    read = read_model(tmp_path / "model.bin")
    kyoto, *others = ELSEWHERE.items()
    pieces = [kyoto, *((name, 0.0) for name in SPECIAL), *others, *HERE.items()]
    words = np.random.default_rng(1).normal(size=(len(pieces), read.shape.hidden))
    return Model(
        replace(read.shape, vocab=len(pieces)),
        replace(read.vocabulary, pieces=pieces, bos=1, pad=2, eos=3, unk=4),
        read.tensors | {WORDS: words.astype(np.float32).ravel()},
    )


def test_each_piece_that_is_kept_keeps_its_score_and_its_weights(model: Model) -> None:
    smaller = pruned(model)
    assert smaller.vocabulary.pieces == [*((name, 0.0) for name in SPECIAL), *HERE.items()]
    before = dict(zip(model.vocabulary.pieces, _rows(model), strict=True))
    after = dict(zip(smaller.vocabulary.pieces, _rows(smaller), strict=True))
    assert all(np.array_equal(row, before[piece]) for piece, row in after.items())


def test_special_pieces_are_found_under_their_new_numbers(model: Model) -> None:
    vocabulary = pruned(model).vocabulary
    numbers = (vocabulary.bos, vocabulary.pad, vocabulary.eos, vocabulary.unk)
    assert tuple(vocabulary.pieces[number][0] for number in numbers) == SPECIAL


def test_the_network_itself_is_not_touched(model: Model) -> None:
    smaller = pruned(model)
    assert smaller.shape.vocab == len(smaller.vocabulary.pieces)
    assert replace(smaller.shape, vocab=model.shape.vocab) == model.shape
    others = model.tensors.keys() - {WORDS}
    assert all(smaller.tensors[name] is model.tensors[name] for name in others)


@pytest.mark.parametrize("piece", ["▁", "▁åäö", "ł", "12", "!", "🏀", "▁Їжак", "جمعية"])
def test_the_languages_of_the_municipality_are_kept(piece: str) -> None:
    assert is_written_here(piece)


@pytest.mark.parametrize("piece", ["日", "한", "ไทย", "▁a日"])
def test_other_scripts_are_left_out(piece: str) -> None:
    assert not is_written_here(piece)


def _rows(model: Model) -> np.ndarray:
    return model.tensors[WORDS].reshape(-1, model.shape.hidden)
