"""The intent: a linear classifier on sentence embeddings and runs of characters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cached_property
from typing import Any

import joblib
import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier as RasaClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix, hstack
from scipy.special import softmax
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_score
from sklearn.svm import LinearSVC

from bot.components.embeddings import GIST

FILE = "intents.joblib"


class Features:
    """Both views of a text, each of length one, so that neither drowns the other.

    Sentence embeddings of one encoder share a large common part that says nothing of
    the intent; subtracting their mean leaves what differs.
    """

    weight = 1.0  # of the runs of characters, against 1 for the embedding

    def __init__(self, config: dict[str, Any]) -> None:
        self.runs = TfidfVectorizer(
            analyzer="char_wb",
            ngram_range=tuple(config["character_runs"]),
            sublinear_tf=True,
            min_df=config["min_df"],
        )

    def fit(self, texts: list[str], vectors: np.ndarray) -> None:
        self.centre = vectors.mean(axis=0)
        self.runs.fit(texts)

    def of(self, texts: list[str], vectors: np.ndarray) -> csr_matrix:
        return hstack([csr_matrix(self.meaning(vectors)), self.characters(texts)]).tocsr()

    def meaning(self, vectors: np.ndarray) -> np.ndarray:
        moved = vectors - self.centre
        lengths = np.linalg.norm(moved, axis=1, keepdims=True)
        return moved / np.maximum(lengths, 1e-9)

    def characters(self, texts: list[str]) -> csr_matrix:
        return self.runs.transform(texts) * self.weight


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(GraphComponent, RasaClassifier):
    @classmethod
    def required_components(cls) -> list[type]:
        return [Featurizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            "character_weights": [0.5, 1.0, 2.0],  # of runs of characters, to choose from
            "character_runs": [2, 5],  # shortest and longest
            "min_df": 2,  # a run must stand in so many examples
            "C": 30.0,  # inverse strength of the regularisation
            "ranking_length": 20,  # intents reported
        }

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self.config = config
        self.storage = storage
        self.resource = resource
        self.features = Features(config)
        self.classifier = LogisticRegression(C=config["C"], class_weight="balanced", max_iter=1000)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> IntentClassifier:
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        examples = [m for m in training_data.intent_examples if m.get(TEXT)]
        texts, vectors = [_text(m) for m in examples], _vectors(examples)
        self.features.fit(texts, vectors)
        intents = [message.get(INTENT) for message in examples]
        self.features.weight = self._best_weight(texts, vectors, intents)
        self.classifier.fit(self.features.of(texts, vectors), intents)
        with self.storage.write_to(self.resource) as folder:
            joblib.dump((self.features, self.classifier), folder / FILE)
        return self.resource

    def _best_weight(self, texts: list[str], vectors: np.ndarray, intents: list[str]) -> float:
        """Few examples say little of words: the fewer there are, the more the embedding counts.
        The weight with the most right answers in one half, learnt from the other; by a linear
        classifier that learns in a twentieth of the time: what words are worth to one linear
        classifier they are to the other, or nearly."""
        halves = StratifiedKFold(2, shuffle=True, random_state=0)
        if min(Counter(intents).values()) < halves.n_splits:
            return self.features.weight

        quick = LinearSVC(class_weight="balanced", random_state=0)

        def right(weight: float) -> float:
            self.features.weight = weight
            features = self.features.of(texts, vectors)
            return cross_val_score(quick, features, intents, cv=halves).mean()

        return max(self.config["character_weights"], key=right)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> IntentClassifier:
        loaded = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            loaded.features, loaded.classifier = joblib.load(folder / FILE)
        return loaded

    def process(self, messages: list[Message]) -> list[Message]:
        texts = [_text(message) for message in messages]
        likely = self._probabilities(texts, _vectors(messages))
        for message, row in zip(messages, likely, strict=True):
            self._mark(message, row)
        return messages

    def _probabilities(self, texts: list[str], vectors: np.ndarray) -> np.ndarray:
        """What `predict_proba` gives, without a sparse matrix for each text."""
        meaning = self.features.meaning(vectors)
        weights, split = self.classifier.coef_.T, meaning.shape[1]
        characters = np.stack([self._of_characters(text, weights[split:]) for text in texts])
        logits = meaning @ weights[:split] + characters
        return softmax(logits + self.classifier.intercept_, axis=1)

    def _of_characters(self, text: str, weights: np.ndarray) -> np.ndarray:
        """What the runs of characters add to each intent's logit."""
        known = self.features.runs.vocabulary_
        counts = Counter(known[run] for run in self._runs_of(text) if run in known)
        columns = np.fromiter(counts, np.intp, len(counts))
        found = np.fromiter(counts.values(), float, len(counts))
        values = (1 + np.log(found)) * self._rarity[columns]
        length = max(float(np.linalg.norm(values)), 1e-12)
        return self.features.weight * (values / length) @ weights[columns]

    @cached_property
    def _runs_of(self) -> Callable[[str], list[str]]:
        return self.features.runs.build_analyzer()

    @cached_property
    def _rarity(self) -> np.ndarray:
        return self.features.runs.idf_

    def _mark(self, message: Message, likely: np.ndarray) -> None:
        best = np.argsort(-likely)[: self.config["ranking_length"]]
        ranking = [
            {"name": str(self.classifier.classes_[i]), "confidence": float(likely[i])} for i in best
        ]
        message.set("intent", ranking[0], add_to_output=True)
        message.set("intent_ranking", ranking, add_to_output=True)


def _text(message: Message) -> str:
    return (message.get(GIST) or message.get(TEXT) or "").lower()


def _vectors(messages: list[Message]) -> np.ndarray:
    return np.vstack([m.get_dense_features(TEXT)[1].features for m in messages])
