"""Labelled questions put to the running service: topics, decisions, confusion."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from db.schema import TOPICS
from evaluation.labelled import Labelled
from evaluation.metrics import confusion


@dataclass(frozen=True)
class Score:
    questions: int
    topic_accuracy: float
    function_accuracy: float | None
    wrongly_answered: float | None  # share of all questions: an article that does not answer it
    clarified: float
    decisions: dict[str, dict[str, int]]
    out_of_scope: int
    out_of_scope_answered: int
    confusion: list[list[int]]
    wrong: list[dict[str, Any]]
    ms: float


def score(labelled: Sequence[Labelled], answers: Sequence[dict[str, Any]]) -> Score:
    """`answers` are the lines of `./lotsen ask`, in the order of the questions."""
    pairs = list(zip(labelled, answers, strict=True))
    outside = [answer for one, answer in pairs if one.topic == "out_of_scope"]
    truth, given = [one.topic for one in labelled], [answer["topic"] for answer in answers]
    return Score(
        len(pairs),
        sum(right == guess for right, guess in zip(truth, given, strict=True)) / len(pairs),
        _function_accuracy(pairs),
        _wrongly_answered(pairs),
        sum(answer["decision"] == "clarify" for answer in answers) / len(pairs),
        _decisions(pairs),
        len(outside),
        sum(answer["decision"] == "answer" for answer in outside),
        confusion(truth, given, TOPICS).tolist(),
        [_told(one, answer) for one, answer in pairs if one.topic != answer["topic"]],
        median(answer["ms"] for answer in answers),
    )


def _function_accuracy(pairs: Sequence[tuple[Labelled, dict[str, Any]]]) -> float | None:
    """Of what was answered or handed over, where the label names a function."""
    rights = [
        answer["function"] in one.functions
        for one, answer in pairs
        if one.functions and answer["decision"] in ("answer", "hand_over")
    ]
    return sum(rights) / len(rights) if rights else None


def _wrongly_answered(pairs: Sequence[tuple[Labelled, dict[str, Any]]]) -> float | None:
    known = [wrong for pair in pairs if (wrong := answered_wrongly(*pair)) is not None]
    return sum(known) / len(known) if known else None


def answered_wrongly(one: Labelled, answer: dict[str, Any]) -> bool | None:
    """Whether an article was shown that does not answer; None where the label does not tell. A
    translation of a right one is right too."""
    if one.articles is None:
        return None
    shown = answer["decision"] == "answer"
    return shown and _original(answer["articles"][0]["id"]) not in one.articles


def _original(article_id: str) -> str:
    return re.sub(r"-(en|fi)$", "", article_id)


def _decisions(pairs: Sequence[tuple[Labelled, dict[str, Any]]]) -> dict[str, dict[str, int]]:
    counted = Counter((one.topic, answer["decision"]) for one, answer in pairs)
    kinds = ("answer", "clarify", "hand_over", "pass_on")
    return {topic: {kind: counted[topic, kind] for kind in kinds} for topic in TOPICS}


def _told(one: Labelled, answer: dict[str, Any]) -> dict[str, Any]:
    kept = ("topic", "intent", "confidence", "decision")
    return {"id": one.id, "question": one.question, "right": one.topic} | {
        key: answer[key] for key in kept
    }


def as_text(found: Score) -> str:
    lines = [
        f"questions                        {found.questions}",
        f"topic right                      {found.topic_accuracy:.3f}",
        f"function right                   {_share(found.function_accuracy)}",
        f"answered by a wrong article      {_share(found.wrongly_answered)}",
        f"asked back                       {found.clarified:.3f}",
        f"out of scope, answered as known  {found.out_of_scope_answered} of {found.out_of_scope}",
        f"median ms                        {found.ms:.1f}",
        "",
        _table("right \\ given", TOPICS, dict(zip(TOPICS, found.confusion, strict=True))),
        "",
        _table("decisions", list(found.decisions["grants"]), _rows(found.decisions)),
        "",
        *(f"{w['right']} taken for {w['topic']}: {w['question']}" for w in found.wrong),
    ]
    return "\n".join(lines)


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _rows(decisions: dict[str, dict[str, int]]) -> dict[str, list[int]]:
    return {topic: list(kinds.values()) for topic, kinds in decisions.items()}


def _table(corner: str, columns: Sequence[str], rows: dict[str, list[int]]) -> str:
    head = f"{corner:<18}" + "".join(f"{name:>18}" for name in columns)
    body = [f"{name:<18}" + "".join(f"{n:>18}" for n in row) for name, row in rows.items()]
    return "\n".join([head, *body])
