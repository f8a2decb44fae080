"""The encoder behind two calls, one for questions, one for passages."""

from pathlib import Path

import numpy as np
import numpy.typing as npt

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
        name, self._prompts = folder.name, PROMPTS
        if (folder / FINGERPRINT).is_file():
            name = (folder / FINGERPRINT).read_text().strip()
            self._vectors = Graph(folder, threads).vectors
        else:
            # Importing the library takes five seconds and 300 MB, and what is built here needs
            # none of it to run.
            from knowledge.encoder.named import Named

            named = Named(source)
            self._prompts, self._vectors = named.prompts, named.vectors
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
        prompt = next(filter(None, map(self._prompts.get, names)), "")
        return self._vectors(texts, prompt)
