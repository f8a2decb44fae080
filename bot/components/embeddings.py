"""Sentence embeddings from the web process, so that bot and search share one encoder."""

from __future__ import annotations

import json
import os
import urllib.request
from collections import OrderedDict
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

BATCH = 256
TIMEOUT = 60

# What arrived with a message: what it asks without its courtesies, and the vector of that. A round
# trip to fetch each would stall Rasa's loop.
_arrived: OrderedDict[str, tuple[str, np.ndarray]] = OrderedDict()
GIST = "gist"


def remember(text: str, vector: np.ndarray, gist: str) -> None:
    """Keeps the gist of a text that is about to be understood, and its vector."""
    _arrived[text] = gist, vector
    if len(_arrived) > BATCH:
        _arrived.popitem(last=False)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEmbeddings(DenseFeaturizer, GraphComponent):
    """Asks for vectors at LOTSEN_EMBEDDINGS_URL, unless they came with the message."""

    @classmethod
    def required_components(cls) -> list[type]:
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {**DenseFeaturizer.get_default_config()}

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """There is nothing to set."""

    def __init__(self, config: dict[str, Any], name: str) -> None:
        super().__init__(name, config)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEmbeddings:
        return cls(config, execution_context.node_name)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process([m for m in training_data.training_examples if m.get(TEXT)])
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        texts = [message.get(TEXT) or "" for message in messages]
        for message, (gist, vector) in zip(messages, _understood(texts), strict=True):
            message.set(GIST, gist)
            features = Features(vector[None, :], FEATURE_TYPE_SENTENCE, TEXT, self._identifier)
            message.add_features(features)
        return messages


def _understood(texts: list[str]) -> list[tuple[str, np.ndarray]]:
    """Each text's gist and vector; of what has not arrived, the text itself is the gist."""
    missing = [text for text in dict.fromkeys(texts) if text not in _arrived]
    fetched: dict[str, tuple[str, np.ndarray]] = {}
    for start in range(0, len(missing), BATCH):
        batch = missing[start : start + BATCH]
        fetched.update(zip(batch, zip(batch, _fetch(batch), strict=True), strict=True))
    return [fetched[text] if text in fetched else _arrived.pop(text) for text in texts]


def _fetch(texts: list[str]) -> np.ndarray:
    """One row of float32 for each text."""
    request = urllib.request.Request(  # noqa: S310 - an address of ours
        os.environ["LOTSEN_EMBEDDINGS_URL"] + "/embeddings",
        json.dumps({"texts": texts}).encode(),
        {
            "Content-Type": "application/json",
            "Authorization": "Bearer " + os.environ.get("LOTSEN_INTERNAL_TOKEN", ""),
        },
    )
    with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310
        return np.frombuffer(answer.read(), np.float32).reshape(len(texts), -1)
