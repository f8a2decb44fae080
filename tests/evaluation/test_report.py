"""The page tells the figures, what has become worse, and the surest mistakes first."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from evaluation.labelled import Labelled
from evaluation.questions import score
from evaluation.report import DATA, PAGE, Report, as_html, make, write
from evaluation.variants import Robustness

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
ROWS = [
    Labelled("a", "Vad kostar salen?", "booking", True, ("fritidsbokningen",), ("pris-sal",)),
    Labelled("b", "När söker vi <b>bidrag</b>?", "grants", True, ("bidrag",), ("sok",)),
    Labelled("c", "Hur blir vädret?", "out_of_scope", False, ("servicecenter",), ()),
]


def _answer(
    question: str, topic: str, article: str, confidence: float, ms: float
) -> dict[str, Any]:
    return {
        "question": question,
        "topic": topic,
        "intent": topic,
        "confidence": confidence,
        "decision": "answer",
        "function": "fritidsbokningen",
        "articles": [{"id": article, "title": f"Om {article}", "score": 1.5}],
        "ms": ms,
    }


ANSWERS = [
    _answer(ROWS[0].question, "booking", "pris-sal", 0.9, 10),
    _answer(ROWS[1].question, "booking", "sok-en", 0.5, 30),
    _answer(ROWS[2].question, "booking", "pris-sal", 0.4, 20),
]
ROBUST = [Robustness("typos", 3, 0.25, 0.1)]


def _made(**fitted: float) -> Report:
    return make(ROWS, ANSWERS, score(ROWS, ANSWERS), ROBUST, fitted, NOW)


def test_the_figures_are_those_of_the_score_the_fit_and_the_variants() -> None:
    figures = _made(answer_auc=0.8).figures
    assert figures["rätt ämne"] == 0.3333
    assert figures["utanför, besvarat ändå"] == 1
    assert figures["beslutet: answer_auc"] == 0.8
    assert figures["rätt ämne, typos"] == 0.25


def test_a_wrong_answer_is_a_worse_mistake_than_a_wrong_topic() -> None:
    # The second has the right article in English, under the wrong topic.
    assert [mistake["question"] for mistake in _made().mistakes] == [
        ROWS[2].question,
        ROWS[1].question,
    ]


def test_the_slowest_stand_first() -> None:
    assert [one["ms"] for one in _made().slowest] == [30, 20, 10]


def test_the_first_page_has_nothing_to_compare_with_and_the_next_tells_what_got_worse(
    tmp_path: Path,
) -> None:
    write(_made(answer_auc=0.9, calibration_error=0.01), tmp_path)
    assert "sämre" not in (tmp_path / PAGE).read_text()
    assert json.loads((tmp_path / DATA).read_text())["figures"]["beslutet: answer_auc"] == 0.9

    page = write(_made(answer_auc=0.8, calibration_error=0.03), tmp_path).read_text()
    assert "-10.0 (sämre)" in page
    assert "+2.0 (sämre)" in page
    better = write(_made(answer_auc=0.9, calibration_error=0.01), tmp_path).read_text()
    assert "sämre" not in better


def test_what_people_wrote_is_text_on_the_page() -> None:
    page = as_html(_made(), None)
    assert "<b>bidrag</b>" not in page
    assert "&lt;b&gt;bidrag&lt;/b&gt;" in page
