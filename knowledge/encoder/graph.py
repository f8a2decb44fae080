"""The model that is built here, as one graph from a text's pieces to its vector."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime as ort

from knowledge.encoder.pieces import Pieces

GRAPH = "model_int8.onnx"
WORDS = "words.bin"  # beside it, and named in it


class Graph:
    """Runs without sentence-transformers, whose Transformer, Pooling and Normalize go back and
    forth between torch and the runtime, for nearly as long as a short question takes."""

    def __init__(self, folder: Path, threads: int) -> None:
        self._pieces = Pieces(folder)
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        # Spinning between two questions would take the core that Rasa needs.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        # Fused, this step is the slower one: 46 microseconds a layer against 15 (onnxruntime 1.32).
        options.add_session_config_entry(
            "optimization.disable_specified_optimizers", "SkipLayerNormFusion"
        )
        self._session = ort.InferenceSession(
            folder / GRAPH, options, providers=["CPUExecutionProvider"]
        )

    def vectors(self, texts: list[str], prompt: str) -> npt.NDArray[np.float32]:
        """One row for each text, of length one. One text at a time: those that go together share
        the scale to which int8 rounds, so that a vector would depend on what else was asked, and
        it takes as long."""
        return np.concatenate([self._row(self._pieces.of(prompt + text)) for text in texts])

    def _row(self, pieces: list[int]) -> npt.NDArray[np.float32]:
        """Of shape (1, dimensions), of length one."""
        ids = np.array([pieces], np.int64)
        given = {
            "input_ids": ids,
            "attention_mask": np.ones_like(ids),
            "token_type_ids": np.zeros_like(ids),
        }
        row: npt.NDArray[np.float32] = self._session.run(None, given)[0]
        return row
