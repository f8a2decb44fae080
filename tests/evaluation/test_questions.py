"""Labelled questions are read line by line and scored against what the service answered."""

import json
from pathlib import Path
from typing import Any

import pytest

from db.schema import TOPICS
from evaluation import labelled
from evaluation.labelled import LABELLED, Labelled
from evaluation.questions import as_text, score
from knowledge.article import read_folder
from servicecenter import contact_paths


def _label(
    topic: str, function: str | None = None, articles: tuple[str, ...] | None = None
) -> Labelled:
    functions = (function,) if function else ()
    return Labelled("x", f"en fråga om {topic}", topic, None, functions, articles)


def _answer(
    topic: str, decision: str, function: str = "samverkan", ms: float = 1
) -> dict[str, Any]:
    return {
        "topic": topic,
        "decision": decision,
        "function": function,
        "intent": topic,
        "confidence": 0.5,
        "articles": [{"id": "pris-sal-fi"}, {"id": "pris-plan"}],
        "ms": ms,
    }


LABELS = [
    _label("grants", "bidrag-socialt"),
    _label("grants", "bidrag-socialt"),
    _label("booking", "fritidsbokningen"),
    _label("out_of_scope"),
    _label("out_of_scope"),
]
ANSWERS = [
    _answer("grants", "answer", "bidrag-socialt", 3),
    _answer("booking", "hand_over", "fritidsbokningen", 9),
    _answer("booking", "clarify", "samverkan", 4),
    _answer("out_of_scope", "pass_on", "servicecenter", 5),
    _answer("grants", "answer", "bidrag-socialt", 100),
]
FOUND = score(LABELS, ANSWERS)


def test_topics_are_right_where_they_are_the_labels() -> None:
    assert FOUND.questions == 5
    assert FOUND.topic_accuracy == pytest.approx(3 / 5)


def test_functions_count_where_one_is_named_and_the_question_went_to_one() -> None:
    # The clarification has gone to no one yet, and the last two name no function.
    assert FOUND.function_accuracy == pytest.approx(1 / 2)


def test_where_no_label_names_a_function_there_is_no_such_figure() -> None:
    assert score([_label("grants")], [_answer("grants", "answer")]).function_accuracy is None


def test_a_right_article_and_its_translation_are_right_and_another_is_not() -> None:
    shown = _answer("booking", "answer")
    labels = [_label("booking", articles=ids) for ids in (("pris-sal",), ("pris-plan",), ())]
    assert score([*labels, _label("booking")], [shown] * 4).wrongly_answered == pytest.approx(2 / 3)
    assert score(labels, [_answer("booking", "clarify")] * 3).wrongly_answered == 0
    assert score([_label("booking")], [shown]).wrongly_answered is None


def test_the_share_that_was_asked_back_is_told() -> None:
    assert FOUND.clarified == pytest.approx(1 / 5)


def test_what_is_out_of_scope_and_answered_all_the_same_is_counted() -> None:
    assert (FOUND.out_of_scope, FOUND.out_of_scope_answered) == (2, 1)


def test_only_an_answer_is_an_answer() -> None:
    for decision in ("clarify", "hand_over", "pass_on"):
        found = score([_label("out_of_scope")], [_answer("grants", decision)])
        assert found.out_of_scope_answered == 0


def test_the_confusion_table_has_the_labels_in_its_rows() -> None:
    table = dict(zip(TOPICS, FOUND.confusion, strict=True))
    assert table["grants"] == [1, 1, 0, 0, 0]
    assert table["booking"] == [0, 1, 0, 0, 0]
    assert table["out_of_scope"] == [1, 0, 0, 0, 1]


def test_decisions_are_counted_by_the_topic_of_the_label() -> None:
    assert FOUND.decisions["grants"] == {"answer": 1, "clarify": 0, "hand_over": 1, "pass_on": 0}
    assert FOUND.decisions["out_of_scope"]["answer"] == 1
    assert FOUND.decisions["cooperation"]["answer"] == 0


def test_what_was_taken_for_something_else_is_listed_and_the_median_time_told() -> None:
    assert [(w["right"], w["topic"]) for w in FOUND.wrong] == [
        ("grants", "booking"),
        ("out_of_scope", "grants"),
    ]
    assert FOUND.ms == 5


def test_the_score_is_printed_with_both_tables() -> None:
    text = as_text(FOUND)
    assert "topic right                      0.600" in text
    assert "out of scope, answered as known  1 of 2" in text
    assert "grants taken for booking: en fråga om grants" in text


def test_an_answer_is_needed_for_each_question() -> None:
    with pytest.raises(ValueError, match="zip"):
        score(LABELS, ANSWERS[:2])


def test_a_line_is_read_with_what_it_has(tmp_path: Path) -> None:
    whole = {"id": "a", "question": "Vad?", "topic": "grants", "answerable": False}
    rows = [
        whole | {"function": "samverkan", "articles": ["iop"]},
        whole
        | {
            "id": "b",
            "question": "När?",
            "answerable": None,
            "functions": ["servicecenter", "samverkan"],
        },
        {"id": "c", "question": "Var?", "topic": "booking"},
    ]
    lines = "\n".join(json.dumps(row) for row in rows) + "\n\n"
    (tmp_path / "questions.jsonl").write_text(lines)
    assert labelled.read(tmp_path / "questions.jsonl") == [
        Labelled("a", "Vad?", "grants", False, ("samverkan",), ("iop",)),
        Labelled("b", "När?", "grants", None, ("servicecenter", "samverkan")),
        Labelled("c", "Var?", "booking", None),
    ]


def test_the_questions_that_the_decision_is_fitted_on_are_whole() -> None:
    rows = labelled.read(LABELLED)
    functions = contact_paths.read_seed().functions
    assert {row.topic for row in rows} == set(TOPICS)
    assert len({row.id for row in rows}) == len(rows)
    assert [row.id for row in rows if row.answerable is None] == []
    assert [row.id for row in rows if not set(row.functions) <= functions.keys()] == []
    articles = {article.id for article in read_folder(Path("knowledge/seed"))}
    assert [row.id for row in rows if not set(row.articles or ()) <= articles] == []
    assert [row.id for row in rows if row.answerable is not bool(row.articles)] == []


def test_no_question_that_measures_is_one_that_was_fitted_on() -> None:
    dev = Path("../shared/data/questions_dev.jsonl")
    if not dev.exists():
        pytest.skip("needs ../shared/data/questions_dev.jsonl")
    fitted_on = {row.question.strip().lower() for row in labelled.read(LABELLED)}
    measured = {row.question.strip().lower() for row in labelled.read(dev)}
    assert fitted_on & measured == set()
