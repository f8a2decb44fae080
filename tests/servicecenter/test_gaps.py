"""What the bot could have answered is kept for those who write the articles."""

from uuid import uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from db.desk import gap
from servicecenter import desk, erasing, gaps
from servicecenter.desk import NoSuchEnquiry, NotYours
from tests.cast import MONDAY
from tests.servicecenter.stage import begin, hand_over, hired, open_and_claim, open_one, staff


def _kept(db: Connection) -> list[tuple[str, str]]:
    return [(row.question, row.answer) for row in db.execute(sa.select(gap))]


def test_question_and_all_answers_are_kept_at_the_close(db: Connection) -> None:
    bo = staff(db, "bo")
    number = open_and_claim(db, bo)
    for words in ("Vaktmästaren öppnar.", "Klockan sju."):
        desk.reply(db, number, bo, str(uuid4()), words, MONDAY, seen=99)

    gaps.close_as_gap(db, number, bo, "answered", MONDAY)

    assert _kept(db) == [("Dörren går inte upp", "Vaktmästaren öppnar.\n\nKlockan sju.")]
    assert desk.numbered(db, number).outcome == "answered"


def test_an_ordinary_close_keeps_nothing(db: Connection) -> None:
    bo = staff(db, "bo")
    number = open_and_claim(db, bo)
    desk.close(db, number, bo, "answered", MONDAY)
    assert _kept(db) == []


def test_only_the_owner_keeps_it(db: Connection) -> None:
    bo = staff(db, "bo")
    waiting, taken = open_one(db), open_and_claim(db, bo)
    with pytest.raises(NotYours):
        gaps.close_as_gap(db, waiting, bo, "answered", MONDAY)
    with pytest.raises(NoSuchEnquiry):
        gaps.close_as_gap(db, taken, hired(db, "bea"), "answered", MONDAY)
    assert _kept(db) == []


def test_it_goes_when_the_conversation_is_erased(db: Connection) -> None:
    bo, visitor = staff(db, "bo"), begin(db)
    number = hand_over(db, visitor).number
    desk.claim(db, number, bo, MONDAY)
    gaps.close_as_gap(db, number, bo, "answered", MONDAY)
    erasing.erase(db, visitor.id, visitor.secret, MONDAY)
    assert _kept(db) == []
