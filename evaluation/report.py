"""One page on how well the running service understands and finds, for editors and engineers."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import jinja2

from db.schema import TOPICS
from evaluation.labelled import Labelled
from evaluation.questions import Score, answered_wrongly
from evaluation.variants import Robustness

TEMPLATES = Path(__file__).parent
LISTED = 10  # questions of each kind
DATA, PAGE = "report.json", "report.html"


@dataclass(frozen=True)
class Report:
    """`figures` are shares between 0 and 1, by name; what is more is better, but for the names in
    `LESS_IS_BETTER`."""

    made_at: str
    figures: dict[str, float]
    confusion: dict[str, list[int]]
    decisions: dict[str, dict[str, int]]
    robustness: list[dict[str, Any]]
    slowest: list[dict[str, Any]]
    mistakes: list[dict[str, Any]]


LESS_IS_BETTER = ("besvarat med fel artikel", "motfrågor", "utanför, besvarat ändå")


def make(
    labelled: Sequence[Labelled],
    answers: Sequence[dict[str, Any]],
    scored: Score,
    robustness: Sequence[Robustness],
    fitted: Mapping[str, float],
    now: datetime,
) -> Report:
    """`answers` are the lines of `./lotsen ask`, in the order of the questions; `fitted` is what
    was measured when the decision was fitted."""
    figures = {
        "rätt ämne": scored.topic_accuracy,
        "rätt funktion": scored.function_accuracy,
        "besvarat med fel artikel": scored.wrongly_answered,
        "motfrågor": scored.clarified,
        "utanför, besvarat ändå": scored.out_of_scope_answered / max(scored.out_of_scope, 1),
        **{f"beslutet: {name}": value for name, value in fitted.items()},
        **{f"rätt ämne, {one.variant}": one.topic_accuracy for one in robustness},
    }
    slowest = sorted(answers, key=lambda answer: -answer["ms"])[:LISTED]
    return Report(
        now.isoformat(timespec="minutes"),
        {name: round(value, 4) for name, value in figures.items() if value is not None},
        dict(zip(TOPICS, scored.confusion, strict=True)),
        scored.decisions,
        [asdict(one) for one in robustness],
        [{key: answer[key] for key in ("question", "decision", "ms")} for answer in slowest],
        _mistakes(labelled, answers),
    )


def _mistakes(
    labelled: Sequence[Labelled], answers: Sequence[dict[str, Any]]
) -> list[dict[str, Any]]:
    """The surest first: a wrong answer before a wrong topic, then by the bot's confidence."""
    wrong = [
        {
            "question": one.question,
            "right_topic": one.topic,
            "right_articles": list(one.articles or ()),
            "answered_wrongly": bool(answered_wrongly(one, answer)),
            **{key: answer[key] for key in ("topic", "intent", "confidence", "decision")},
            "articles": answer["articles"][:3],
        }
        for one, answer in zip(labelled, answers, strict=True)
        if one.topic != answer["topic"] or answered_wrongly(one, answer)
    ]
    wrong.sort(key=lambda mistake: (not mistake["answered_wrongly"], -mistake["confidence"]))
    return wrong[:LISTED]


def write(report: Report, folder: Path) -> Path:
    """Writes page and data, beside what the last report said; returns the page."""
    folder.mkdir(parents=True, exist_ok=True)
    last = folder / DATA
    before = json.loads(last.read_text(encoding="utf-8")) if last.exists() else None
    page = folder / PAGE
    page.write_text(as_html(report, before), encoding="utf-8")
    last.write_text(json.dumps(asdict(report), ensure_ascii=False, indent=1), encoding="utf-8")
    return page


def as_html(report: Report, before: Mapping[str, Any] | None) -> str:
    loader = jinja2.FileSystemLoader(TEMPLATES)
    environment = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True)
    earlier = before["figures"] if before else {}
    changes = {
        name: value - earlier[name] for name, value in report.figures.items() if name in earlier
    }
    return environment.get_template("report.html.j2").render(
        report=report,
        before=before,
        changes=changes,
        worse={name for name, change in changes.items() if _is_worse(name, change)},
        topics=TOPICS,
    )


def _is_worse(name: str, change: float) -> bool:
    return change > 0 if name in LESS_IS_BETTER or "error" in name else change < 0
