"""Fits the judgement on labelled questions: how topic and answer follow from the evidence."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import cross_val_predict

from conversations.gist import gist
from db.schema import TOPICS
from evaluation.labelled import Labelled
from evaluation.pictures import expected_calibration_error
from evaluation.understanding import understand
from evaluation.weights import Candidates, Weighed
from knowledge.article import Article, read_folder
from knowledge.encoder.model import Encoder, Vectors
from knowledge.index import Index
from knowledge.judgement import answer_evidence, in_order, topic_evidence
from knowledge.language import SWEDISH
from knowledge.part import Entry
from knowledge.passages import passages_of
from knowledge.ranking import CONSIDERED
from knowledge.search import Hit, evidence, find, one_of_each, standard
from knowledge.versions import original

FOLDS = 10
# Inverse strength of the regularisation, the best in cross-validation on the labelled set.
C_TOPICS, C_ANSWER = 0.03, 0.3
NOTICEABLE = 0.01
TOPIC_WEIGHTS = (0.0, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0)


@dataclass(frozen=True)
class Fitted:
    """The models, and how they do on questions left out of the fit.

    `answers` are the probability that the first article answers, and whether it does, for each
    question, by a model that had not seen it.
    """

    topics: list[list[float]]
    answer: list[float]
    topic_weight: float
    topic_accuracy: float
    answer_auc: float
    answers: list[tuple[float, bool]]


@dataclass(frozen=True)
class Seen:
    """A labelled question with the evidence on it; `found` are the topics of the hits."""

    label: Labelled
    intents: dict[str, float]
    hits: list[Hit]
    found: list[int]
    candidates: Candidates

    def is_right(self, hit: Hit) -> bool:
        return hit.article_id in (self.label.articles or ())


def look(labelled: Sequence[Labelled], seed: Path, model: Path, encoder: str) -> list[Seen]:
    """Asks the trained Rasa model and the search on the seed's articles."""
    questions = [gist(one.question) for one in labelled]
    understood = understand(questions, model, encoder)
    loaded = Encoder(encoder, threads=2)
    index = index_of(seed, loaded)
    vectors = loaded.questions(questions)
    return [
        _seen(replace(label, question=question), rasa, vector, index)
        for label, question, vector, rasa in zip(
            labelled, questions, vectors, understood, strict=True
        )
    ]


def _seen(label: Labelled, rasa: dict[str, Any], vector: Vectors, index: Index) -> Seen:
    intents = {row["name"]: row["confidence"] for row in rasa["ranking"]}
    hits = _hits(index, label.question, vector)
    found = [TOPICS.index(index.articles[hit.article_id].topic) for hit in hits]
    return Seen(label, intents, hits, found, _candidates(index, label, vector))


def _candidates(index: Index, label: Labelled, vector: Vectors) -> Candidates:
    places, found = evidence(index, label.question, vector)
    right = [original(index.articles[index.names[at]]) in (label.articles or ()) for at in places]
    return Candidates(standard(found), np.array(right, dtype=bool))


def _hits(index: Index, question: str, vector: Vectors) -> list[Hit]:
    """As the library finds them, in Swedish, since the labels name the originals."""
    hits = find(index, question, vector, CONSIDERED)
    return one_of_each(hits, index.articles, index.versions, SWEDISH, index.articles)


def fit(seen: Sequence[Seen]) -> Fitted:
    truth = np.array([TOPICS.index(one.label.topic) for one in seen])
    behind_topics = np.array([topic_evidence(one.intents, one.hits, one.found) for one in seen])
    topics = LogisticRegression(C=C_TOPICS, max_iter=5000)
    # What follows sees topics as they will be: judged by a model that was not fitted on them.
    likely = cross_val_predict(topics, behind_topics, truth, cv=FOLDS, method="predict_proba")
    weight = _topic_weight(seen, likely)
    ranked = [_ranked(one, p, weight) for one, p in zip(seen, likely, strict=True)]
    right = np.array([one.is_right(hits[0]) for one, hits in zip(seen, ranked, strict=True)])
    behind = np.array(
        [
            answer_evidence(p, hits, _topic_of(one, hits[0]))
            for one, p, hits in zip(seen, likely, ranked, strict=True)
        ]
    )
    answer = LogisticRegression(C=C_ANSWER, max_iter=5000)
    guessed = cross_val_predict(answer, behind, right, cv=FOLDS, method="predict_proba")[:, 1]
    return Fitted(
        _weights(topics.fit(behind_topics, truth)).tolist(),
        _weights(answer.fit(behind, right))[0].tolist(),
        weight,
        float((likely.argmax(axis=1) == truth).mean()),
        float(roc_auc_score(right, guessed)),
        list(zip(guessed.tolist(), right.tolist(), strict=True)),
    )


def _topic_weight(seen: Sequence[Seen], likely: npt.NDArray[np.float64]) -> float:
    """The one with the most right articles in the first place."""

    def right(weight: float) -> int:
        pairs = zip(seen, likely, strict=True)
        return sum(one.is_right(_ranked(one, p, weight)[0]) for one, p in pairs)

    return max(TOPIC_WEIGHTS, key=right)


def _ranked(one: Seen, likely: npt.NDArray[np.float64], weight: float) -> list[Hit]:
    return in_order(weight, likely, one.hits, one.found)


def _topic_of(one: Seen, hit: Hit) -> int:
    names = [found.article_id for found in one.hits]
    return one.found[names.index(hit.article_id)]


def measured(fitted: Fitted) -> dict[str, float]:
    """What later fits are held against."""
    told = {
        "topic_accuracy": fitted.topic_accuracy,
        "answer_auc": fitted.answer_auc,
        "calibration_error": expected_calibration_error(fitted.answers),
    }
    return {name: round(value, 4) for name, value in told.items()}


def got_worse(now: dict[str, float], before: dict[str, float]) -> list[str]:
    """The figures that are worse than at the last fit by more than chance, in words."""
    signs = {"topic_accuracy": 1, "answer_auc": 1, "calibration_error": -1}
    return [
        f"{name} was {before[name]:.4f} and is {now[name]:.4f}"
        for name, sign in signs.items()
        if name in before and sign * (now[name] - before[name]) < -NOTICEABLE
    ]


def write(fitted: Fitted, path: Path) -> None:
    models = {
        "topics": fitted.topics,
        "answer": fitted.answer,
        "topic_weight": fitted.topic_weight,
        "measured": measured(fitted),
    }
    path.write_text(json.dumps(models, indent=1) + "\n", encoding="utf-8")


def _weights(model: LogisticRegression) -> npt.NDArray[np.float64]:
    weights: npt.NDArray[np.float64] = np.column_stack([model.coef_, model.intercept_]).round(4)
    return weights


def index_of(seed: Path, encoder: Encoder) -> Index:
    articles = {article.id: article for article in read_folder(seed)}
    entries = [_entry(article, encoder) for article in articles.values()]
    return Index.of(entries, encoder.dimensions, articles)


def _entry(article: Article, encoder: Encoder) -> Entry:
    passages = passages_of(article)
    texts = [passage.text for passage in passages]
    kinds = [passage.kind for passage in passages]
    return Entry.of(article.id, kinds, texts, encoder.passages(texts))


def as_text(told: dict[str, float], search: Weighed) -> str:
    """With the weights that the search would have now, beside how well it does as it is."""
    lines = [f"{name:<18} {value:.4f}" for name, value in told.items()]
    chosen = " ".join(f"{weight:.2f}" for weight in search.weights)
    return "\n".join(
        [
            *lines,
            "",
            f"search weights, fitted: {chosen}",
            f"right article first: {search.first_right:.3f} with them, "
            f"{search.first_right_as_shipped:.3f} as shipped",
        ]
    )
