"""Writes a model as a folder that sentence-transformers loads."""

import json
from pathlib import Path

import transformers
from safetensors.numpy import save_file
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from knowledge.encoder.wheel import Model, Shape, Tensor, Vocabulary

SPECIAL_TOKENS = {
    "bos_token": "<s>",
    "eos_token": "</s>",
    "cls_token": "<s>",
    "sep_token": "</s>",
    "pad_token": "<pad>",
    "unk_token": "<unk>",
}
LAYER_PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
ENDINGS = {"w": "weight", "b": "bias"}


def write_folder(model: Model, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    save_file(_weights(model), folder / "model.safetensors", metadata={"format": "pt"})
    _tokenizer(model.vocabulary).save(str(folder / "tokenizer.json"))
    for name, content in _descriptions(model).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, indent=2), encoding="utf-8")


def _weights(model: Model) -> dict[str, Tensor]:
    return {
        _bert_name(name): tensor.reshape(_matrix_shape(name, model.shape))
        for name, tensor in model.tensors.items()
    }


def _bert_name(name: str) -> str:
    """`l3.q.w` becomes `encoder.layer.3.attention.self.query.weight`, as BertModel has it."""
    embeddings = {"emb.word": "word", "emb.pos": "position", "emb.type": "token_type"}
    if name in embeddings:
        return f"embeddings.{embeddings[name]}_embeddings.weight"
    first, part, ending = name.split(".")
    if first == "emb":
        return f"embeddings.LayerNorm.{ENDINGS[ending]}"
    return f"encoder.layer.{first[1:]}.{LAYER_PARTS[part]}.{ENDINGS[ending]}"


def _matrix_shape(name: str, shape: Shape) -> tuple[int, ...]:
    if name.startswith("emb.") and not name.startswith("emb.ln"):
        return (-1, shape.hidden)
    part, ending = name.split(".")[1:]
    if ending == "b" or part.endswith("ln"):
        return (-1,)
    return (-1, shape.ffn) if part == "fo" else (-1, shape.hidden)


def _tokenizer(vocabulary: Vocabulary) -> Tokenizer:
    tokenizer = Tokenizer(models.Unigram(vocabulary.pieces, vocabulary.unk, False))
    tokenizer.normalizer = normalizers.Sequence([normalizers.Nmt(), normalizers.NFKC()])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()]
    )
    tokenizer.decoder = decoders.Metaspace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", vocabulary.bos), ("</s>", vocabulary.eos)],
    )
    tokenizer.add_special_tokens(["<s>", "<pad>", "</s>", "<unk>"])
    return tokenizer


def _descriptions(model: Model) -> dict[str, object]:
    shape, vocabulary = model.shape, model.vocabulary
    return {
        "config.json": _config(shape, vocabulary),
        "tokenizer_config.json": SPECIAL_TOKENS
        | {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": shape.max_positions},
        "special_tokens_map.json": SPECIAL_TOKENS,
        "sentence_bert_config.json": {"max_seq_length": shape.max_positions},
        "config_sentence_transformers.json": {
            "prompts": {"query": "query: ", "passage": "passage: "},
            "similarity_fn_name": "cosine",
        },
        "modules.json": _modules(),
        "1_Pooling/config.json": {
            "word_embedding_dimension": shape.hidden,
            "pooling_mode_mean_tokens": True,
        },
    }


def _config(shape: Shape, vocabulary: Vocabulary) -> dict[str, object]:
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_size": shape.hidden,
        "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads,
        "intermediate_size": shape.ffn,
        "vocab_size": shape.vocab,
        "max_position_embeddings": shape.max_positions,
        "type_vocab_size": shape.token_types,
        "layer_norm_eps": shape.epsilon,
        "hidden_act": "gelu",
        "pad_token_id": vocabulary.pad,
        "transformers_version": transformers.__version__,
    }


def _modules() -> list[dict[str, object]]:
    kinds = [("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize")]
    return [
        {
            "idx": number,
            "name": str(number),
            "path": path,
            "type": f"sentence_transformers.models.{kind}",
        }
        for number, (path, kind) in enumerate(kinds)
    ]
