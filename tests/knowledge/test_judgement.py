"""The judgement follows from what was understood and found, as computed by hand."""

import json
from dataclasses import replace
from math import exp, log
from pathlib import Path

import numpy as np
import pytest

from db.schema import TOPICS
from knowledge.judgement import (
    FLOOR,
    Model,
    answer_evidence,
    judge,
    topic_evidence,
    topic_probabilities,
)
from knowledge.search import Hit
from tests.knowledge.shelf import article

GRANTS, BOOKING, COOPERATION, ASSOCIATION, OUT = range(5)
FIRST = Hit("sal", score=2.0, meaning=0.92, words=7.0, letters=0.4)
SECOND = Hit("bidrag", score=0.5, meaning=0.85, words=1.0, letters=0.1)
ARTICLES = {"sal": article(id="sal"), "bidrag": article(id="bidrag", topic="grants")}

# Weights by which the topics' probabilities are what Rasa understood.
AS_UNDERSTOOD = {(topic, topic): 1.0 for topic in range(5)}


def _model(topics: dict[tuple[int, int], float], answer: dict[int, float]) -> Model:
    """Zero but for the weights named."""
    model = Model(np.zeros((5, 10)), np.zeros(8), topic_weight=0.0)
    for place, weight in topics.items():
        model.topics[place] = weight
    for column, weight in answer.items():
        model.answer[column] = weight
    return model


def test_what_rasa_understood_counts_as_log_probabilities_of_the_topics() -> None:
    evidence = topic_evidence({"grants": 0.7, "booking": 0.2, "greet": 0.1}, [], [])
    total = 0.9 + 5 * FLOOR
    likely = [0.7 + FLOOR, 0.2 + FLOOR, FLOOR, FLOOR, FLOOR]
    assert evidence[:5].tolist() == pytest.approx([log(p / total) for p in likely])
    assert evidence[5:].tolist() == [0, 0, 0, 0]


def test_two_intents_of_one_topic_count_together() -> None:
    evidence = topic_evidence({"cooperation": 0.3, "cooperation_idea": 0.4}, [], [])
    likely = (0.7 + FLOOR) / (0.7 + 5 * FLOOR)
    assert evidence[COOPERATION] == pytest.approx(log(likely))


def test_what_is_no_matter_leaves_all_topics_alike() -> None:
    evidence = topic_evidence({"greet": 0.9, "thank": 0.1}, [], [])
    assert evidence[:5].tolist() == pytest.approx([log(0.2)] * 5)


def test_the_best_score_of_each_topic_counts_and_none_below_zero() -> None:
    hits = [FIRST, SECOND, Hit("x", 1.5, 0, 0, 0), Hit("y", -0.7, 0, 0, 0)]
    evidence = topic_evidence({}, hits, [BOOKING, GRANTS, BOOKING, COOPERATION])
    assert evidence[5:].tolist() == [0.5, 2.0, 0, 0]


def test_topics_have_the_probabilities_of_a_softmax() -> None:
    model = _model({(GRANTS, 9): 1.0, (OUT, 9): 2.0}, {})
    likely = topic_probabilities(model, np.zeros(9))
    total = 3 + exp(1) + exp(2)
    assert likely.tolist() == pytest.approx(
        [exp(1) / total, 1 / total, 1 / total, 1 / total, exp(2) / total]
    )


def test_topics_far_apart_do_not_overflow() -> None:
    likely = topic_probabilities(_model({(GRANTS, 9): 5000.0}, {}), np.zeros(9))
    assert likely.tolist() == [1, 0, 0, 0, 0]


def test_the_evidence_for_an_answer_is_that_of_the_best_hit_and_its_lead() -> None:
    likely = np.array([0.1, 0.6, 0.1, 0.1, 0.1])
    evidence = answer_evidence(likely, [FIRST, SECOND], BOOKING)
    assert evidence.tolist() == pytest.approx(
        [log(0.6 + FLOOR), log(0.1 + FLOOR), (0.92 - 0.87) * 20, 2.0, 0.7, 1.5, 2.0]
    )


def test_a_hit_alone_has_no_lead() -> None:
    assert answer_evidence(np.full(5, 0.2), [FIRST], BOOKING)[5] == 0


def test_the_likeliest_topic_and_the_logistic_of_the_evidence_are_the_judgement() -> None:
    model = _model(AS_UNDERSTOOD, {6: 0.5, 7: -1.5})
    found = judge(model, {"booking": 0.8, "grants": 0.2}, [FIRST, SECOND], ARTICLES)
    assert found.topic == "booking"
    assert found.topic_probability == pytest.approx((0.8 + FLOOR) / (1 + 5 * FLOOR))
    # The score of 2 by a half, less the bias.
    assert found.probability == pytest.approx(1 / (1 + exp(0.5)))


def test_the_topic_of_the_best_article_is_what_its_answer_is_judged_by() -> None:
    model = _model({(BOOKING, 9): 2.0}, {0: 1.0})
    likely = exp(2) / (4 + exp(2))
    found = judge(model, {}, [FIRST, SECOND], ARTICLES)
    assert found.probability == pytest.approx(1 / (1 + 1 / (likely + FLOOR)))
    weaker = replace(FIRST, score=0.1)
    other = judge(model, {}, [SECOND, weaker], ARTICLES)
    assert other.probability < found.probability


def test_an_article_of_the_likelier_topic_comes_before_one_with_a_somewhat_higher_score() -> None:
    close = replace(SECOND, score=1.9)
    model = replace(_model(AS_UNDERSTOOD, {}), topic_weight=0.5)
    as_found = judge(model, {"booking": 0.5, "grants": 0.5}, [FIRST, close], ARTICLES)
    assert [hit.article_id for hit in as_found.hits] == ["sal", "bidrag"]
    grants = judge(model, {"booking": 0.1, "grants": 0.9}, [FIRST, close], ARTICLES)
    assert [hit.article_id for hit in grants.hits] == ["bidrag", "sal"]
    added = 0.5 * log((0.9 + FLOOR) / (1 + 5 * FLOOR) + FLOOR)
    assert grants.hits[0].score == pytest.approx(1.9 + added)


def test_no_more_hits_are_kept_than_anyone_looks_at() -> None:
    hits = [replace(FIRST, score=-place) for place in range(30)]
    kept = judge(_model(AS_UNDERSTOOD, {}), {}, hits, ARTICLES).hits
    assert [hit.score for hit in kept] == [-place for place in range(10)]


def test_where_nothing_is_found_nothing_answers_but_the_topic_is_known() -> None:
    model = _model(AS_UNDERSTOOD, {7: 5.0})
    found = judge(model, {"out_of_scope": 0.9}, [], {})
    assert (found.topic, found.probability) == ("out_of_scope", 0.0)


def test_the_shipped_model_has_a_weight_for_each_piece_of_evidence() -> None:
    model = Model.load()
    assert (model.topics.shape, model.answer.shape) == ((len(TOPICS), 10), (8,))
    assert np.isfinite(model.topics).all()
    assert np.isfinite(model.answer).all()


@pytest.mark.parametrize("topic", TOPICS)
def test_the_shipped_model_follows_what_rasa_is_sure_of(topic: str) -> None:
    intent = "association" if topic == "other_association" else topic
    assert judge(Model.load(), {intent: 0.99}, [], {}).topic == topic


def test_a_model_is_read_as_it_is_written(tmp_path: Path) -> None:
    fitted = {"topics": [[0.5] * 10] * 5, "answer": [1.0] * 8, "topic_weight": 0.5}
    (tmp_path / "model.json").write_text(json.dumps(fitted))
    model = Model.load(tmp_path / "model.json")
    assert model.topics.tolist() == fitted["topics"]
    assert model.answer.tolist() == fitted["answer"]
    assert model.topic_weight == 0.5
