"""The encoder: sentence-transformers behind two calls, one for questions, one for passages."""

import os
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from sentence_transformers import SentenceTransformer

from knowledge.encoder.graph import Graph

FINGERPRINT = "fingerprint.txt"
PROMPTS = {"query": "query: ", "passage": "passage: "}  # that e5 was trained with
MANNER = 3  # of making vectors from a model; another makes stored vectors anew

Vectors = npt.NDArray[np.float32]


class EncoderMissing(Exception):
    """There is no model at the place named; says what to do."""


class Encoder:
    """Vectors are float32 and normalised, so that their inner product is the cosine."""

    def __init__(self, source: str, threads: int = 1) -> None:
        folder = Path(source)
        if folder.is_absolute() and not folder.is_dir():
            raise EncoderMissing(f"no encoder in {source}; `./lotsen up` builds the default one")
        self._built_here = (folder / FINGERPRINT).is_file()
        self.model = _built(folder, threads) if self._built_here else _named(source)
        name = (folder / FINGERPRINT).read_text().strip() if self._built_here else folder.name
        self.name = f"{name}/{MANNER}"
        self.dimensions = self.questions([""]).shape[1]

    def questions(self, texts: list[str]) -> Vectors:
        """One row for each text, as something asked."""
        return self._rows(texts, "query")

    def passages(self, texts: list[str]) -> Vectors:
        """One row for each text, as something that may answer."""
        return self._rows(texts, "passage", "document")

    def _rows(self, texts: list[str], *names: str) -> Vectors:
        """With the first prompt of these that the model has. `encode_document` would take the
        empty "document" that sentence-transformers itself adds, and e5 needs its "passage: "."""
        prompt = next(filter(None, map(self.model.prompts.get, names)), "")
        if not self._built_here:
            rows = self.model.encode(texts, prompt=prompt, show_progress_bar=False)
            return np.stack([_unit(row) for row in rows])
        # What `encode` does, without its sorting and batching.
        with torch.inference_mode():
            out = self.model(self.model.preprocess(texts, prompt=prompt))
        vectors: Vectors = out["sentence_embedding"].numpy()
        return vectors


def _unit(vector: Vectors) -> Vectors:
    unit: Vectors = vector.astype(np.float32) / max(float(np.linalg.norm(vector)), 1e-12)
    return unit


def _built(folder: Path, threads: int) -> SentenceTransformer:
    return SentenceTransformer(modules=[Graph(folder, threads)], prompts=PROMPTS, device="cpu")


def _named(source: str) -> SentenceTransformer:
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    try:
        return SentenceTransformer(source, device="cpu")
    except OSError as error:
        raise EncoderMissing(f"cannot load LOTSEN_ENCODER {source!r}: {error}") from error
