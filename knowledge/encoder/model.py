"""The encoder: sentence-transformers behind two calls, one for questions, one for passages."""

import logging
import os
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime as ort
import torch
import transformers
from sentence_transformers import SentenceTransformer

FINGERPRINT = "fingerprint.txt"
QUANTISED = "onnx/model_int8.onnx"
MANNER = 2  # of making vectors from a model; another makes stored vectors anew

Vectors = npt.NDArray[np.float32]

log = logging.getLogger(__name__)


class EncoderMissing(Exception):
    """There is no model at the place named; says what to do."""


class Encoder:
    """Vectors are float32 and normalised, so that their inner product is the cosine."""

    def __init__(self, source: str, threads: int = 1) -> None:
        folder = Path(source)
        if folder.is_absolute() and not folder.is_dir():
            raise EncoderMissing(f"no encoder in {source}; `./lotsen up` builds the default one")
        self._built_here = (folder / FINGERPRINT).is_file()
        self.model = _quantised(folder, threads) if self._built_here else _named(source)
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
        return np.stack([self._row(prompt + text) for text in texts])

    def _row(self, text: str) -> Vectors:
        """One text at a time: those that go together share the scale to which int8 rounds, so
        that a vector would depend on what else was asked, and it takes as long.

        `encode` does the same, but sorts and batches on the way, a third of the time.
        """
        longest = self.model.max_seq_length
        tokens = self.model.tokenizer(
            text, truncation=True, max_length=longest, return_tensors="pt"
        )
        with torch.inference_mode():
            out = self.model(dict(tokens))
        return _unit(out["sentence_embedding"][0].numpy())


def _unit(vector: Vectors) -> Vectors:
    unit: Vectors = vector.astype(np.float32) / max(float(np.linalg.norm(vector)), 1e-12)
    return unit


def _quantised(folder: Path, threads: int) -> SentenceTransformer:
    # It warns of other models' tokenizers.
    transformers.logging.set_verbosity_error()
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Spinning between two questions would take the core that Rasa needs.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # Fused, this step is the slower one: 46 microseconds a layer against 15 (onnxruntime 1.32).
    options.add_session_config_entry(
        "optimization.disable_specified_optimizers", "SkipLayerNormFusion"
    )
    return SentenceTransformer(
        str(folder),
        backend="onnx",
        local_files_only=True,
        model_kwargs={
            "file_name": QUANTISED,
            "provider": "CPUExecutionProvider",
            "session_options": options,
        },
    )


def _named(source: str) -> SentenceTransformer:
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    try:
        return SentenceTransformer(source, device="cpu")
    except OSError as error:
        raise EncoderMissing(f"cannot load LOTSEN_ENCODER {source!r}: {error}") from error
