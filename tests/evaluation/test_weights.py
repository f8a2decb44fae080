"""The weights of the search follow from which candidates answer."""

import numpy as np
import pytest

from evaluation.weights import Candidates, weigh

TRUE = np.array([1.0, 0.5, 0.0])


def _question(seed: int) -> Candidates:
    """The right candidate is the first by the true weights; the third kind is noise."""
    evidence = np.random.default_rng(seed).normal(size=(20, 3)).astype(np.float32)
    right = np.zeros(20, dtype=bool)
    right[np.argmax(evidence @ TRUE)] = True
    return Candidates(evidence, right)


QUESTIONS = [_question(seed) for seed in range(200)]


def test_the_weights_that_decided_are_found_again() -> None:
    found = weigh(QUESTIONS, np.ones(3))
    assert found.weights == pytest.approx(TRUE, abs=0.1)
    assert found.first_right > 0.9
    assert found.first_right_as_shipped < found.first_right


def test_the_shipped_weights_are_told_by_their_own_first_places() -> None:
    assert weigh(QUESTIONS, TRUE).first_right_as_shipped == 1


def test_questions_that_no_candidate_answers_teach_nothing() -> None:
    unanswered = [Candidates(one.evidence[::-1], np.zeros(20, dtype=bool)) for one in QUESTIONS]
    with_them = weigh([*QUESTIONS, *unanswered], np.ones(3))
    assert with_them.weights == pytest.approx(weigh(QUESTIONS, np.ones(3)).weights)
