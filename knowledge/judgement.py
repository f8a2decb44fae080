"""Judges what a question is about, and how likely it is that the best article answers it.

Two small linear models on the evidence of both sides: what Rasa understood and what the search
found. They are fitted on labelled questions by `./lotsen evaluate fit`, never set by hand: the
encoder's cosines lie between 0.75 and 0.9 whatever is asked, so no threshold on them means
anything.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from db.schema import TOPICS
from knowledge.article import Article
from knowledge.search import Hit

OUT_OF_SCOPE = TOPICS.index("out_of_scope")
# Rasa's intents that are matters; the others are things people do in a conversation.
TOPIC_OF_INTENT = {
    "grants": "grants",
    "booking": "booking",
    "cooperation": "cooperation",
    "cooperation_idea": "cooperation",
    "association": "other_association",
    "out_of_scope": "out_of_scope",
}
FITTED = Path(__file__).parent / "judgement.json"
KEPT = 10  # hits
FLOOR = 1e-3  # no intent is ruled out altogether

Vector = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Judgement:
    """`hits` are in order with the topic counted in; `probability` is that of the first answering
    the question."""

    topic: str
    topic_probability: float
    probability: float
    hits: list[Hit]


@dataclass(frozen=True)
class Model:
    """Weights of the topics, shape (5, 10), and of the answer, shape (8,), bias last; and how much
    the logarithm of its topic's probability adds to an article's score."""

    topics: Vector
    answer: Vector
    topic_weight: float

    @classmethod
    def load(cls, path: Path = FITTED) -> "Model":
        fitted = json.loads(path.read_text())
        topics, answer = np.array(fitted["topics"]), np.array(fitted["answer"])
        return cls(topics, answer, fitted["topic_weight"])


def judge(
    model: Model, intents: Mapping[str, float], hits: Sequence[Hit], articles: Mapping[str, Article]
) -> Judgement:
    """`intents` are Rasa's confidences by intent."""
    found = [TOPICS.index(articles[hit.article_id].topic) for hit in hits]
    likely = topic_probabilities(model, topic_evidence(intents, hits, found))
    best = int(likely.argmax())
    ranked = in_order(model.topic_weight, likely, hits, found)
    probability = 0.0
    if ranked:
        evidence = answer_evidence(
            likely, ranked, TOPICS.index(articles[ranked[0].article_id].topic)
        )
        probability = float(1 / (1 + np.exp(-_with_bias(evidence) @ model.answer)))
    return Judgement(TOPICS[best], float(likely[best]), probability, ranked[:KEPT])


def share_of(topic: str, intents: Mapping[str, float]) -> float:
    """Of what Rasa gives to all topics, leaving out what people do in a conversation."""
    understood = {name: intents[name] for name in TOPIC_OF_INTENT if name in intents}
    of_it = sum(sure for name, sure in understood.items() if TOPIC_OF_INTENT[name] == topic)
    return of_it / (sum(understood.values()) or 1.0)


def in_order(
    topic_weight: float, likely: Vector, hits: Sequence[Hit], found: Sequence[int]
) -> list[Hit]:
    """By score and the probability of its topic, which is told in `found`; best first."""
    added = topic_weight * np.log(likely + FLOOR)
    placed = [
        replace(hit, score=hit.score + float(added[topic]))
        for hit, topic in zip(hits, found, strict=True)
    ]
    return sorted(placed, key=lambda hit: -hit.score)


def topic_evidence(
    intents: Mapping[str, float], hits: Sequence[Hit], found: Sequence[int]
) -> Vector:
    """Log probabilities of the topics as Rasa has them, and the best score in each topic."""
    understood = np.full(len(TOPICS), FLOOR)
    for intent, confidence in intents.items():
        if intent in TOPIC_OF_INTENT:
            understood[TOPICS.index(TOPIC_OF_INTENT[intent])] += confidence
    best = np.zeros(len(TOPICS) - 1)
    for hit, topic in zip(hits, found, strict=True):
        best[topic] = max(best[topic], hit.score)
    return np.concatenate([np.log(understood / understood.sum()), best])


def topic_probabilities(model: Model, evidence: Vector) -> Vector:
    logits = model.topics @ _with_bias(evidence)
    weights: Vector = np.exp(logits - logits.max())
    likely: Vector = weights / weights.sum()
    return likely


def answer_evidence(likely: Vector, hits: Sequence[Hit], topic: int) -> Vector:
    """For the best hit, which is of `topic`; scaled to be of like size."""
    first, second = hits[0], hits[min(1, len(hits) - 1)]
    return np.array(
        [
            np.log(likely[topic] + FLOOR),
            np.log(likely[OUT_OF_SCOPE] + FLOOR),
            (first.meaning - 0.87) * 20,
            first.letters * 5,
            first.words / 10,
            first.score - second.score,
            first.score,
        ]
    )


def _with_bias(evidence: Vector) -> Vector:
    return np.append(evidence, 1.0)
