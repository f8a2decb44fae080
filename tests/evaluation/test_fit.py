"""The fit learns from the labels, and is told by questions that were left out of it."""

import json
from pathlib import Path

import numpy as np
import pytest

from db.schema import TOPICS
from evaluation.fit import Fitted, Seen, fit, got_worse, measured, write
from evaluation.labelled import Labelled
from evaluation.weights import Candidates
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
    candidates = Candidates(np.zeros((2, 6), np.float32), np.array([answerable, False]))
    return Seen(label, {intent: 0.8, "greet": 0.2}, hits, [place, (place + 1) % 4], candidates)


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


@pytest.mark.slow
def test_what_was_measured_is_kept_with_the_fit_and_the_next_is_held_against_it(
    fitted: Fitted, tmp_path: Path
) -> None:
    write(fitted, tmp_path / "judgement.json")
    kept = json.loads((tmp_path / "judgement.json").read_text())["measured"]
    assert kept == measured(fitted)
    assert got_worse(kept, kept) == []


def test_a_fit_that_is_worse_by_more_than_chance_is_told() -> None:
    before = {"topic_accuracy": 0.9, "answer_auc": 0.85, "calibration_error": 0.02}
    now = {"topic_accuracy": 0.85, "answer_auc": 0.845, "calibration_error": 0.06}
    assert got_worse(now, before) == [
        "topic_accuracy was 0.9000 and is 0.8500",
        "calibration_error was 0.0200 and is 0.0600",
    ]
    assert got_worse(before, now) == []
    assert got_worse(now, {}) == []
