"""The score of an article is its best evidence of each kind, against the other candidates."""

import numpy as np
import pytest

from knowledge import search
from knowledge.encoder.model import Vectors
from knowledge.index import Index
from knowledge.lexical import Rows
from knowledge.part import Entry
from knowledge.search import WEIGHTS, evidence, find
from tests.knowledge.shelf import unit

TEXTS = {
    "sal": ["Hyra gymnastiksal", "Vad kostar en gymnastiksal i timmen?"],
    "plan": ["Hyra fotbollsplan"],
    "bidrag": ["Söka aktivitetsbidrag"],
}
VECTORS = {
    "sal": [unit(1, 0.2, 0), unit(0.6, 0.8, 0)],
    "plan": [unit(0.8, 0, 0.6)],
    "bidrag": [unit(0, 0, 1)],
}
ASKED, VECTOR = "gymnastiksal kostar", unit(1, 0, 0)


def _index(names: list[str]) -> Index:
    return Index.of([_entry(name) for name in names], 3)


def _entry(name: str) -> Entry:
    texts = TEXTS[name]
    return Entry.of(name, ["title"] * len(texts), texts, np.stack(VECTORS[name]))


def test_nothing_is_found_where_there_is_nothing() -> None:
    assert find(Index.of([], 3), ASKED, VECTOR) == []


def test_the_best_passage_speaks_for_its_article_in_each_kind_of_evidence() -> None:
    index = _index(list(TEXTS))
    [sal] = [hit for hit in find(index, ASKED, VECTOR) if hit.article_id == "sal"]
    words, letters = index.weights.scores(ASKED, Rows.of(TEXTS["sal"]))
    assert sal.meaning == pytest.approx(float(VECTORS["sal"][0] @ VECTOR), abs=1e-6)
    assert sal.words == pytest.approx(max(words))
    assert sal.letters == pytest.approx(max(letters))
    assert words.argmax() == 1  # not the passage that is nearest in meaning


def test_the_score_is_the_weighted_sum_of_deviations_from_the_mean() -> None:
    index = _index(list(TEXTS))
    hits = find(index, ASKED, VECTOR)
    articles, found = evidence(index, ASKED, VECTOR)
    deviations = (found - found.mean(axis=0)) / np.maximum(found.std(axis=0), 1e-6)
    scores = dict(zip(articles, deviations @ WEIGHTS.ravel(), strict=True))
    assert [hit.score for hit in hits] == pytest.approx(
        [scores[index.names.index(hit.article_id)] for hit in hits], abs=1e-4
    )


def test_what_is_asked_and_what_is_told_are_evidence_apart() -> None:
    texts, vectors = TEXTS["sal"], np.stack(VECTORS["sal"])
    index = Index.of([Entry.of("sal", ["title", "body"], texts, vectors), _entry("plan")], 3)
    articles, found = evidence(index, ASKED, VECTOR)
    sal = found[list(articles).index(index.names.index("sal"))]
    assert sal[0] == pytest.approx(float(vectors[0] @ VECTOR), abs=1e-6)
    assert sal[3] == pytest.approx(float(vectors[1] @ VECTOR), abs=1e-6)


def test_what_an_article_lacks_counts_as_the_least_that_was_found() -> None:
    index = _index(list(TEXTS))  # titles alone
    _, found = evidence(index, ASKED, VECTOR)
    everything = [float(vector @ VECTOR) for vectors in VECTORS.values() for vector in vectors]
    assert found[:, 3].tolist() == pytest.approx([min(everything)] * 3, abs=1e-6)


def test_what_an_article_leaves_open_is_told_of_it_when_that_is_asked() -> None:
    kinds, vectors = ["title", "question", "open"], [unit(1, 0, 0), unit(0, 1, 0), unit(0, 0, 1)]
    texts = ["Gymnastiksal", "Vad kostar den?", "Hur tidigt kommer vi in?"]
    index = Index.of([Entry.of("sal", kinds, texts, np.stack(vectors)), _entry("plan")], 3)
    cases = {"Hur tidigt kommer vi in?": unit(0.5, 0, 1), "Vad kostar den?": unit(0.5, 1, 0)}
    told = [find(index, question, vector) for question, vector in cases.items()]
    is_open = [{hit.article_id: hit.is_open for hit in hits} for hits in told]
    assert is_open == [{"sal": True, "plan": False}, {"sal": False, "plan": False}]


def test_an_article_among_the_nearest_is_judged_by_all_its_passages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(search, "CANDIDATES", 1)
    [sal] = find(_index(list(TEXTS)), ASKED, VECTOR)
    weights = _index(list(TEXTS)).weights
    words, _ = weights.scores(ASKED, Rows.of(TEXTS["sal"]))
    assert sal.words == pytest.approx(max(words))  # of its other passage


def test_the_best_article_stands_first_and_each_stands_once() -> None:
    hits = find(_index(list(TEXTS)), ASKED, VECTOR)
    assert [hit.article_id for hit in hits] == ["sal", "plan", "bidrag"]
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_no_more_are_found_than_are_asked_for() -> None:
    hits = find(_index(list(TEXTS)), ASKED, VECTOR, count=2)
    assert [hit.article_id for hit in hits] == ["sal", "plan"]


def test_a_single_article_is_found_without_others_to_compare_it_with() -> None:
    [hit] = find(_index(["plan"]), ASKED, VECTOR)
    assert (hit.article_id, hit.score) == ("plan", 0)


@pytest.mark.parametrize("question", ["", "🏀", "?!"])
def test_a_question_without_words_is_answered_by_meaning_alone(question: str) -> None:
    vector: Vectors = unit(0, 0, 1)
    assert find(_index(list(TEXTS)), question, vector)[0].article_id == "bidrag"
