"""The encoder: sentence-transformers behind two calls, one for questions, one for passages."""

import logging
import os
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime as ort
import transformers
from sentence_transformers import SentenceTransformer

FINGERPRINT = "fingerprint.txt"
QUANTISED = "onnx/model_int8.onnx"

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
        built_here = (folder / FINGERPRINT).is_file()
        self.model = _quantised(folder, threads) if built_here else _named(source)
        self.name = (folder / FINGERPRINT).read_text().strip() if built_here else folder.name
        self.dimensions = self.questions([""]).shape[1]

    def questions(self, texts: list[str]) -> Vectors:
        """One row for each text, as something asked."""
        return self._normalised(self.model.encode_query(texts, show_progress_bar=False))

    def passages(self, texts: list[str]) -> Vectors:
        """One row for each text, as something that may answer."""
        # Texts of like length stand together, so small batches hold little padding.
        rows = self.model.encode_document(texts, batch_size=8, show_progress_bar=False)
        return self._normalised(rows)

    @staticmethod
    def _normalised(rows: object) -> Vectors:
        vectors = np.asarray(rows, dtype=np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.ascontiguousarray(vectors / np.maximum(lengths, 1e-12))


def _quantised(folder: Path, threads: int) -> SentenceTransformer:
    # It warns of other models' tokenizers.
    transformers.logging.set_verbosity_error()
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Spinning between two questions would take the core that Rasa needs.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
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
