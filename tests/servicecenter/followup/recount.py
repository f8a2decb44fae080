"""The figures counted the slow way: each by its own definition, from plain rows, over all lives at
once. Shares nothing with what is tested but the opening hours."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy import Connection

from db.desk import gap, survey
from db.schema import TOPICS, conversation, enquiry, enquiry_log, message
from db.workshop import unanswered
from servicecenter.hours import is_open, working_hours
from servicecenter.routing import Function

Row = dict[str, Any]
# (day, function, topic, figure) and how many; or how long each took, in working hours.
Counts = Counter[tuple[str, str, str, str]]
Times = dict[tuple[str, str, str, str], list[float]]
QUESTIONS = ("grants", "booking", "cooperation", "association", "out_of_scope", None)


@dataclass(frozen=True)
class Life:
    messages: list[Row]
    enquiries: list[Row]
    log: list[Row]
    surveys: list[Row]
    gaps: list[Row]
    unanswered: list[Row]


def read(db: Connection, conversation_id: str) -> Life:
    def rows(query: sa.Select[Any]) -> list[Row]:
        return [dict(row._mapping) for row in db.execute(query)]

    def of(table: sa.Table) -> sa.Select[Any]:
        return sa.select(table).where(table.c.conversation_id == conversation_id)

    mine = sa.select(enquiry.c.id).where(enquiry.c.conversation_id == conversation_id)
    return Life(
        rows(of(message).order_by(message.c.seq)),
        rows(of(enquiry).order_by(enquiry.c.opened_at, enquiry.c.id)),
        rows(
            sa.select(enquiry_log)
            .where(enquiry_log.c.enquiry_id.in_(mine))
            .order_by(enquiry_log.c.id)
        ),
        rows(sa.select(survey).where(survey.c.enquiry_id.in_(mine))),
        rows(of(gap).order_by(gap.c.at)),
        rows(of(unanswered)),
    )


def everyone(db: Connection) -> list[Life]:
    """All that are not erased."""
    there = sa.select(conversation.c.id).where(conversation.c.erased_at.is_(None))
    return [read(db, one) for one in db.scalars(there)]


def withdrawn(life: Life, now: datetime) -> Life:
    """As erasing leaves what was open."""
    ended = {"closed_at": now, "outcome": "withdrawn"}
    return replace(
        life,
        enquiries=[
            one if one["closed_at"] else {**one, **ended, "step": 0} for one in life.enquiries
        ],
    )


@dataclass(frozen=True)
class Recount:
    functions: dict[str, Function]

    def of(self, lives: list[Life]) -> tuple[Counts, Times]:
        counts: Counts = Counter()
        times: Times = {}
        for life in lives:
            questions = self._questions(life)
            for one in questions:
                self._count_question(one, counts)
            for number, one in enumerate(life.enquiries):
                rest = life.enquiries[number + 1 :]
                self._count_enquiry(life, one, rest[0] if rest else None, counts, times)
            self._count_gaps(life, questions, counts)
        return counts, times

    def _key(self, at: datetime, function: str | None, topic: str | None, what: str) -> Any:
        return (
            at.astimezone(ZoneInfo("Europe/Stockholm")).strftime("%Y-%m-%d"),
            function if function in self.functions else "servicecenter",
            topic if topic in TOPICS else "out_of_scope",
            what,
        )

    def _is_closed(self, function: str | None, at: datetime) -> bool:
        there = self.functions.get(function or "", self.functions["servicecenter"])
        return not is_open(there.opening, at)

    def _questions(self, life: Life) -> list[Row]:
        """Each question with what was said of it until the next words."""
        found: list[Row] = []
        current: Row | None = None
        for one in life.messages:
            if one["sender"] != "visitor" or one["content"]["kind"] != "text":
                continue
            trace, choice = one["trace"] or {}, one["content"].get("choice")
            if choice is None:
                is_question = trace.get("decision") and trace.get("intent") in QUESTIONS
                current = None
                if is_question and "reason" not in trace:
                    current = {**one, "topic": trace["topic"], "ends": [], "verdicts": []}
                    found.append(current)
            if current is None:
                continue
            if choice in ("helpful", "not_helpful"):
                current["verdicts"].append(choice)
            if choice == "not_helpful" or trace.get("decision"):
                end = "not_helped" if choice == "not_helpful" else trace["decision"]
                current["ends"].append((end, trace.get("function")))
        return found

    def _count_question(self, one: Row, counts: Counts) -> None:
        end, function = one["ends"][-1]

        def count(what: str) -> None:
            counts[self._key(one["at"], function, one["topic"], what)] += 1

        if one["verdicts"]:
            count("helped" if one["verdicts"][-1] == "helpful" else "not_helped")
        if end in ("answer", "pass_on", "clarify"):
            count({"answer": "by_bot", "pass_on": "passed_on", "clarify": "asked_back"}[end])
            if self._is_closed(function, one["at"]):
                count("out_of_hours")

    def _count_enquiry(
        self, life: Life, one: Row, following: Row | None, counts: Counts, times: Times
    ) -> None:
        log = [line for line in life.log if line["enquiry_id"] == one["id"]]
        function = _function_of(log)
        answers = _answers(life, one, following)

        def key(what: str) -> Any:
            return self._key(one["opened_at"], function, one["topic"], what)

        opening = self.functions[function].opening
        surveys = [row for row in life.surveys if row["enquiry_id"] == one["id"]]
        is_closed = self._is_closed(function, one["opened_at"])
        counts.update(
            key(what)
            for what in (
                _end(one, bool(answers)),
                *(["out_of_hours"] if is_closed else []),
                *_from_log(log),
                *(f"survey_{row['answer']}" for row in surveys),
            )
        )
        for what, until in _lasted(one, answers):
            hours = working_hours(opening, one["opened_at"], until)
            times.setdefault(key(what), []).append(hours)

    def _count_gaps(self, life: Life, questions: list[Row], counts: Counts) -> None:
        last = life.enquiries[-1] if life.enquiries else {}
        owner = last.get("function_id")
        gaps = [one for one in questions if one["ends"][-1][0] != "answer"]
        found = {
            one["seq"]: (one["at"], one["ends"][-1][1] or owner, one["topic"] or last.get("topic"))
            for one in gaps
        }
        for kept in life.gaps:
            if not any(at <= kept["at"] for at, _, _ in found.values()):
                found[0] = (kept["at"], owner, last.get("topic"))
        closed = {one["seq"]: one["answered_at"] for one in life.unanswered if one["answered_at"]}
        for seq, (at, function, topic) in found.items():
            counts[self._key(at, function, topic, "gap_opened")] += 1
            if seq in closed:
                counts[self._key(closed[seq], function, topic, "gap_closed")] += 1


def _end(one: Row, is_answered: bool) -> str:
    if one["outcome"] == "passed_on":
        return "passed_on"
    if is_answered or one["outcome"] == "answered":
        return "by_people"
    ends = {None: "waiting", "withdrawn": "withdrawn"}
    return ends.get(one["outcome"], "no_answer")


def _function_of(log: list[Row]) -> str:
    placed = [
        line["details"]["function" if line["what"] == "opened" else "to"]
        for line in log
        if line["what"] in ("opened", "transferred")
    ]
    return str(placed[-1])


def _answers(life: Life, one: Row, following: Row | None) -> list[datetime]:
    return [
        said["at"]
        for said in life.messages
        if said["sender"] == "agent"
        and said["at"] >= one["opened_at"]
        and (following is None or said["at"] < following["opened_at"])
    ]


def _lasted(one: Row, answers: list[datetime]) -> list[tuple[str, datetime]]:
    first = [("first_answer", min(answers))] if answers else []
    if one["closed_at"] is None or one["outcome"] == "withdrawn":
        return first
    return [*first, ("closing", one["closed_at"])]


def _from_log(log: list[Row]) -> list[str]:
    happened = {
        "misrouted": any(line["details"].get("why") == "misrouted" for line in log),
        "to_duty": any(
            line["what"] == "escalated" and line["details"]["step"] == 3 for line in log
        ),
    }
    return [what for what, has_happened in happened.items() if has_happened]
