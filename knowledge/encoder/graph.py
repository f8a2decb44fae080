"""The model that is built here, as one graph from a text's pieces to its vector."""

import os
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime as ort
import torch
from sentence_transformers.base.modules import InputModule

from knowledge.encoder.pieces import Pieces

GRAPH = "model_int8.onnx"
WORDS = "words.bin"  # beside it, and named in it


class Graph(InputModule):
    """A module of sentence-transformers in the place of its Transformer, Pooling and Normalize.

    Those three go back and forth between torch and the runtime, for nearly as long as a short
    question takes.
    """

    def __init__(self, folder: Path, threads: int) -> None:
        super().__init__()
        self.pieces = Pieces(folder)
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

    def preprocess(
        self, inputs: list[Any], prompt: str | None = None, **_: Any
    ) -> dict[str, list[list[int]]]:
        return {"pieces": [self.pieces.of((prompt or "") + text) for text in inputs]}

    def forward(self, features: dict[str, Any], **_: Any) -> dict[str, Any]:
        """One text at a time: those that go together share the scale to which int8 rounds, so
        that a vector would depend on what else was asked, and it takes as long."""
        rows = np.concatenate([self._row(pieces) for pieces in features["pieces"]])
        return {**features, "sentence_embedding": torch.from_numpy(rows)}

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

    def save(self, output_path: str | os.PathLike[str], *_: Any, **__: Any) -> None:
        raise NotImplementedError("knowledge.encoder.build writes the folder")
