"""Leaves out of a model the pieces of words in scripts that hardly anyone here writes in.

A text in the scripts that are kept is cut into the same pieces as before, so its vector stays the
same to the bit. The rest is a third of the tokenizer and of the weights.
"""

import unicodedata
from dataclasses import replace

import numpy as np

from knowledge.encoder.wheel import Model, Vocabulary

SCRIPTS = ("LATIN", "ARABIC", "CYRILLIC")
WORDS = "emb.word"


def pruned(model: Model) -> Model:
    vocabulary = model.vocabulary
    special = (vocabulary.bos, vocabulary.eos, vocabulary.pad, vocabulary.unk)
    kept = [
        number
        for number, (piece, _) in enumerate(vocabulary.pieces)
        if number in special or is_written_here(piece)
    ]
    words = model.tensors[WORDS].reshape(-1, model.shape.hidden)[np.array(kept)]
    return Model(
        replace(model.shape, vocab=len(kept)),
        _renumbered(vocabulary, kept),
        model.tensors | {WORDS: words},
    )


def is_written_here(piece: str) -> bool:
    """Whether all its letters are of the scripts kept. Digits and signs are of none."""
    return all(unicodedata.name(c, "").startswith(SCRIPTS) for c in piece if c.isalpha())


def _renumbered(vocabulary: Vocabulary, kept: list[int]) -> Vocabulary:
    number_of = {old: new for new, old in enumerate(kept)}
    return Vocabulary(
        [vocabulary.pieces[number] for number in kept],
        number_of[vocabulary.bos],
        number_of[vocabulary.eos],
        number_of[vocabulary.pad],
        number_of[vocabulary.unk],
    )
