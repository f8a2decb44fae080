"""The fit learns from the labels, and is told by questions that were left out of it."""

from pathlib import Path

import numpy as np
import pytest

from db.schema import TOPICS
from evaluation.fit import Fitted, Seen, fit, write
from evaluation.labelled import Labelled
from knowledge.judgement import Model, judge
from knowledge.search import Hit
from tests.knowledge.shelf import article


def _seen(topic: str, number: int) -> Seen:
    """Rasa is sure of the topic; an article answers every other question, and stands out then."""
    answerable = number % 2 == 0 and topic != "out_of_scope"
    shake = np.random.default_rng(number).normal(size=3) * 0.1
    meaning, score = (0.92, 3.0) if answerable else (0.84, 1.0)
    hits = [
        Hit("best", score + shake[0], meaning + shake[1] / 20, 8.0 if answerable else 1.0, 0.3),
        Hit("next", 0.5 + shake[2], 0.83, 1.0, 0.1),
    ]
    intent = "association" if topic == "other_association" else topic
    place = TOPICS.index(topic) if topic != "out_of_scope" else 0
    label = Labelled(f"{topic}-{number}", "?", topic, answerable, articles=("best",) * answerable)
    return Seen(label, {intent: 0.8, "greet": 0.2}, hits, [place, (place + 1) % 4])


SEEN = [_seen(topic, number) for topic in TOPICS for number in range(20)]


@pytest.fixture(scope="module")
def fitted() -> Fitted:
    return fit(SEEN)


@pytest.mark.slow
def test_what_follows_from_the_evidence_is_learnt(fitted: Fitted) -> None:
    assert fitted.topic_accuracy > 0.95
    assert fitted.answer_auc > 0.95
    assert np.array(fitted.topics).shape == (5, 10)
    assert np.array(fitted.answer).shape == (8,)


@pytest.mark.slow
def test_the_judgement_with_what_was_fitted_agrees_with_the_labels(
    fitted: Fitted, tmp_path: Path
) -> None:
    write(fitted, tmp_path / "judgement.json")
    model = Model.load(tmp_path / "judgement.json")
    for one in SEEN:
        articles = {
            hit.article_id: article(id=hit.article_id, topic=TOPICS[topic])
            for hit, topic in zip(one.hits, one.found, strict=True)
        }
        judged = judge(model, one.intents, one.hits, articles)
        assert judged.topic == one.label.topic
        assert (judged.probability > 0.5) is one.label.answerable
