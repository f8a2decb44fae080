"""The owner of an article is told before its review date and when it has passed, once each."""

from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy import Connection

from db.outside import outbox
from knowledge import articles, publishing
from servicecenter import article_reminders
from tests.cast import MONDAY
from tests.knowledge.shelf import article, prepared, unit
from tests.servicecenter.followed import PAGE, confirm_mailbox

DAY = timedelta(days=1)
REVIEW = MONDAY.date() + 20 * DAY


def _publish(db: Connection, name: str = "hyra-sal", review_by: date = REVIEW) -> None:
    version = articles.save(
        db, article(id=name, review_by=review_by, title=f"Om {name}"), "e", MONDAY
    )
    vectors = unit(1.0, 0.0).reshape(1, -1)
    articles.publish(db, name, version, prepared(vectors, [name]))


def _letters(db: Connection) -> list[tuple[str, str]]:
    rows = db.execute(sa.select(outbox).order_by(outbox.c.id))
    return [(row.recipient, row.payload["text"]) for row in rows]


def _look(db: Connection, days: float) -> int:
    """How many letters there are so many days later; what was looked at again adds none."""
    for _ in range(2):
        article_reminders.write_due(db, PAGE, MONDAY + days * DAY)
    return len(_letters(db))


def test_a_letter_fourteen_days_before_and_one_when_it_has_passed_and_no_more(
    db: Connection,
) -> None:
    confirm_mailbox(db, "fritidsbokningen")
    _publish(db)
    days = (0, 5.5, 6, 13, 20, 21, 22, 400)
    assert [_look(db, day) for day in days] == [0, 0, 1, 1, 1, 2, 2, 2]
    (to, before), (_, after) = _letters(db)
    assert to.startswith("fritidsbokningen@") or "@" in to
    assert f"granskas senast {REVIEW}" in before
    assert f"skulle ha granskats {REVIEW}" in after
    assert f"{PAGE}/admin/articles/hyra-sal" in before


def test_after_downtime_only_the_last_is_told(db: Connection) -> None:
    confirm_mailbox(db, "fritidsbokningen")
    _publish(db)
    assert _look(db, 50) == 1
    assert "skulle ha granskats" in _letters(db)[0][1]


def test_one_letter_tells_of_all_that_a_function_owns(db: Connection) -> None:
    confirm_mailbox(db, "fritidsbokningen")
    for name in ("ett", "tva", "tre"):
        _publish(db, name)
    assert _look(db, 10) == 1
    text = _letters(db)[0][1]
    assert all(f"Om {name}" in text for name in ("ett", "tva", "tre"))
    _publish(db, "fyra")
    assert _look(db, 11) == 2
    assert "Om fyra" in _letters(db)[1][1]
    assert "Om ett" not in _letters(db)[1][1]


def test_a_new_date_is_a_new_matter(db: Connection) -> None:
    confirm_mailbox(db, "fritidsbokningen")
    _publish(db)
    assert _look(db, 10) == 1
    _publish(db, review_by=REVIEW + 300 * DAY)
    assert _look(db, 30) == 1
    assert _look(db, 310) == 2


def test_what_is_not_answered_from_is_not_reminded_of(db: Connection) -> None:
    confirm_mailbox(db, "fritidsbokningen")
    _publish(db, "borta")
    publishing.take_away(db, "borta", "eva", MONDAY, archived=True)
    articles.save(db, article(id="utkast", review_by=REVIEW), "eva", MONDAY)
    assert _look(db, 50) == 0


def test_a_mailbox_is_written_to_once_it_is_confirmed_and_of_all_that_waits(
    db: Connection,
) -> None:
    _publish(db)
    assert _look(db, 10) == 0
    confirm_mailbox(db, "fritidsbokningen")
    assert _look(db, 11) == 1
