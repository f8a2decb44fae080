"""Any other model than the one that is built here, run by sentence-transformers itself."""

import os

import numpy as np
from sentence_transformers import SentenceTransformer

from knowledge.encoder.model import EncoderMissing, Vectors


class Named:
    def __init__(self, source: str) -> None:
        """Of a name or a folder. Raises EncoderMissing."""
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        try:
            self._model = SentenceTransformer(source, device="cpu")
        except OSError as error:
            raise EncoderMissing(f"cannot load LOTSEN_ENCODER {source!r}: {error}") from error
        self.prompts: dict[str, str] = self._model.prompts

    def vectors(self, texts: list[str], prompt: str) -> Vectors:
        """One row for each text, of length one."""
        rows: Vectors = self._model.encode(
            texts, prompt=prompt, normalize_embeddings=True, show_progress_bar=False
        )
        return rows.astype(np.float32)
