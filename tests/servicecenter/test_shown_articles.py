"""How often articles were shown, and what had been asked: kept while the conversations are."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from conversations.receive import Started
from conversations.use import Shown
from db.workshop import shown_article
from servicecenter import erasing, shown_articles
from servicecenter.shown_articles import Use
from tests.cast import MONDAY
from tests.servicecenter.stage import begin

DAY = timedelta(days=1)


def _kept(db: Connection, *found: tuple[str, bool, str | None], days: int = 0) -> Started:
    visitor = begin(db)
    at = MONDAY + days * DAY
    rows = [
        Shown(seq, "grill", at, question, chosen, said)
        for seq, (question, chosen, said) in enumerate(found)
    ]
    shown_articles.keep(db, {visitor.id: rows})
    return visitor


def test_use_is_counted_since_a_day(db: Connection) -> None:
    _kept(db, ("A?", False, "helpful"), ("B?", False, "not_helpful"), ("C?", False, None))
    _kept(db, ("A?", False, "helpful"), days=-91)
    assert shown_articles.use_of_articles(db, MONDAY - 90 * DAY) == {"grill": Use(3, 1, 1)}


def test_looking_again_counts_nothing_twice(db: Connection) -> None:
    visitor = _kept(db, ("A?", False, None))
    shown_articles.keep(db, {visitor.id: [Shown(0, "grill", MONDAY, "A?", False, "helpful")]})
    assert shown_articles.use_of_articles(db, MONDAY) == {"grill": Use(1, 1, 0)}


def test_questions_that_ended_well_are_told_the_most_frequent_first(db: Connection) -> None:
    _kept(db, ("Sällan?", True, None), ("Ofta?", False, "helpful"))
    _kept(db, ("Ofta?", False, "helpful"), ("Fel?", True, "not_helpful"), ("Tyst?", False, None))
    assert shown_articles.questions_of(db, "grill", 10) == ["Ofta?", "Sällan?"]
    assert shown_articles.questions_of(db, "grill", 1) == ["Ofta?"]
    assert shown_articles.questions_of(db, "annan", 10) == []


@pytest.mark.parametrize(
    "question",
    ["Ring 070-123 45 67?", "Svara bo@x.se?", "Jag är 19121212-1212?", "x" * 301 + "?"],
)
def test_a_question_with_someones_address_or_number_is_not_told(
    db: Connection, question: str
) -> None:
    _kept(db, (question, True, None), ("Får vi 2026 hyra hall 3 för 200 kronor?", True, None))
    [told] = shown_articles.questions_of(db, "grill", 10)
    assert told.startswith("Får vi")


def test_what_is_erased_is_not_told_any_more(db: Connection) -> None:
    visitor = _kept(db, ("A?", True, None))
    erasing.erase(db, visitor.id, visitor.secret, MONDAY)
    assert db.execute(sa.select(shown_article)).all() == []
