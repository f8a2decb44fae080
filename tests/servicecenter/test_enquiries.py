"""An enquiry has a number, an owner and a time to be answered by, and keeps what it is told."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from conversations.content import HandOver
from conversations.receive import Started
from db.schema import enquiry, opening_hours
from servicecenter import desk, enquiries
from servicecenter.contact_paths import DUTY
from servicecenter.hours import SWEDEN
from tests.cast import MONDAY
from tests.servicecenter.stage import begin, hand_over, log_of, open_one, staff

AT_NIGHT = datetime(2026, 11, 23, 22, 0, tzinfo=SWEDEN)


def _rows(db: Connection) -> list[sa.Row[tuple[object, ...]]]:
    return list(db.execute(sa.select(enquiry).order_by(enquiry.c.id)))


def _details(db: Connection, of: Started) -> dict[str, str]:
    found: dict[str, str] = db.scalars(
        sa.select(enquiry.c.details).where(enquiry.c.conversation_id == of.id)
    ).one()
    return found


def test_enquiries_are_numbered_from_one_within_the_year(db: Connection) -> None:
    assert [open_one(db) for _ in range(3)] == ["2026-000001", "2026-000002", "2026-000003"]


def test_numbers_begin_again_at_the_swedish_new_year(db: Connection) -> None:
    before = datetime(2026, 12, 31, 22, 59, tzinfo=UTC)
    after = datetime(2026, 12, 31, 23, 0, tzinfo=UTC)
    numbers = [open_one(db, now=now) for now in (before, after, before)]
    assert numbers == ["2026-000001", "2027-000001", "2026-000002"]


def test_asking_again_gives_the_receipt_of_the_enquiry_that_is_open(db: Connection) -> None:
    visitor = begin(db)
    first = hand_over(db, visitor, "fritidsbokningen")

    again = hand_over(db, visitor, "samverkan", AT_NIGHT)

    assert (again.number, again.function) == (first.number, "Fritidsbokningen")
    assert (again.answer_by, again.text) == (first.answer_by, first.text)
    assert [row.function_id for row in _rows(db)] == ["fritidsbokningen"]


def test_two_conversations_have_an_enquiry_each(db: Connection) -> None:
    numbers = [open_one(db), open_one(db)]
    assert len({row.conversation_id for row in _rows(db)}) == len(set(numbers)) == 2


def test_after_an_enquiry_is_closed_the_next_question_has_a_new_one(db: Connection) -> None:
    visitor, bo = begin(db), staff(db, "bo")
    first = hand_over(db, visitor).number
    desk.claim(db, first, bo, MONDAY)
    desk.close(db, first, bo, "answered", MONDAY)

    assert hand_over(db, visitor).number != first


def test_what_is_handed_to_an_unknown_function_goes_to_the_duty_function(db: Connection) -> None:
    receipt = hand_over(db, begin(db), "disbanded")

    assert receipt.function == "Servicecenter"
    assert [row.function_id for row in _rows(db)] == [DUTY]


def test_the_receipt_tells_who_has_the_question_and_when_the_answer_comes(db: Connection) -> None:
    receipt = hand_over(db, begin(db))

    assert receipt.text == (
        "Din fråga har gått till Fritidsbokningen. "
        "Du får svar senast onsdag 25 november klockan 12.00."
    )
    assert receipt.answer_by == datetime(2026, 11, 25, 12, 0, tzinfo=SWEDEN)
    assert [row.deadline for row in _rows(db)] == [receipt.answer_by]


@pytest.mark.parametrize(("now", "open_now"), [(MONDAY, True), (AT_NIGHT, False)])
def test_the_receipt_tells_whether_anyone_is_at_work(
    db: Connection, now: datetime, open_now: bool
) -> None:
    assert hand_over(db, begin(db), now=now).open_now is open_now


def test_the_time_to_answer_is_counted_in_the_hours_of_the_function(db: Connection) -> None:
    at_once = hand_over(db, begin(db), "samverkan").answer_by
    from_night = hand_over(db, begin(db), "samverkan", AT_NIGHT).answer_by

    # 24 hours of work: 6 on Monday, 7 on each day after it, then 3.
    assert at_once == datetime(2026, 11, 26, 13, 0, tzinfo=SWEDEN)
    assert from_night == datetime(2026, 11, 27, 12, 0, tzinfo=SWEDEN)


def test_opening_is_logged_with_the_function_and_the_reason(db: Connection) -> None:
    number = open_one(db)
    opened = {"function": "fritidsbokningen", "reason": "no_answer"}
    assert log_of(db, number) == [("bot", "opened", opened)]


def test_details_that_come_one_by_one_are_all_kept(db: Connection) -> None:
    visitor = begin(db)
    hand_over(db, visitor)

    enquiries.keep_details(db, visitor.id, {"association": "Huddinge IF"}, MONDAY)
    enquiries.keep_details(db, visitor.id, {"contact": "anna@example.se"}, MONDAY)

    assert _details(db, visitor) == {"association": "Huddinge IF", "contact": "anna@example.se"}


def test_a_detail_told_again_replaces_the_earlier_one(db: Connection) -> None:
    visitor = begin(db)
    hand_over(db, visitor)

    for told in ("Huddinge IF", "Huddinge AIS"):
        enquiries.keep_details(db, visitor.id, {"association": told}, MONDAY)

    assert _details(db, visitor) == {"association": "Huddinge AIS"}


def test_the_log_names_the_details_told_but_does_not_repeat_them(db: Connection) -> None:
    visitor = begin(db)
    number = hand_over(db, visitor).number

    told = {"contact": "anna@example.se", "association": "Huddinge IF"}
    enquiries.keep_details(db, visitor.id, told, MONDAY)

    who, what, details = log_of(db, number)[-1]
    assert (who, what, details) == ("visitor", "details", {"fields": ["association", "contact"]})


def test_details_of_one_conversation_do_not_reach_the_enquiry_of_another(db: Connection) -> None:
    visitor, other = begin(db), begin(db)
    hand_over(db, visitor)
    hand_over(db, other)

    enquiries.keep_details(db, visitor.id, {"association": "Huddinge IF"}, MONDAY)

    assert _details(db, other) == {}


def test_details_without_an_open_enquiry_change_nothing(db: Connection) -> None:
    visitor, bo = begin(db), staff(db, "bo")
    enquiries.keep_details(db, visitor.id, {"association": "Huddinge IF"}, MONDAY)
    number = hand_over(db, visitor).number
    desk.claim(db, number, bo, MONDAY)
    desk.close(db, number, bo, "answered", MONDAY)

    enquiries.keep_details(db, visitor.id, {"association": "Huddinge IF"}, MONDAY)

    assert _details(db, visitor) == {}


def test_the_asker_hears_how_the_enquiry_goes(db: Connection) -> None:
    visitor, bo = begin(db), staff(db, "bo")
    assert enquiries.status_in_words(db, visitor.id) is None

    number = hand_over(db, visitor).number
    assert enquiries.status_in_words(db, visitor.id) == (
        f"Din fråga {number} är hos Fritidsbokningen. Den väntar på en handläggare. "
        "Du får svar senast onsdag 25 november klockan 12.00."
    )
    desk.claim(db, number, bo, MONDAY)
    assert "En handläggare har tagit den." in (enquiries.status_in_words(db, visitor.id) or "")

    desk.close(db, number, bo, "answered", MONDAY)
    assert enquiries.status_in_words(db, visitor.id) is None


def test_no_one_hears_of_the_enquiry_of_another_conversation(db: Connection) -> None:
    open_one(db)
    assert enquiries.status_in_words(db, begin(db).id) is None


def test_a_handover_keeps_its_topic_and_reason(db: Connection) -> None:
    visitor = begin(db)
    asked = HandOver(function="samverkan", topic="cooperation", reason="asked_for_person")
    enquiries.open_enquiry(db, visitor.id, asked, MONDAY)

    [row] = _rows(db)
    assert (row.topic, row.reason, row.opened_at) == ("cooperation", "asked_for_person", MONDAY)


def test_a_function_that_never_opens_answers_in_the_hours_of_the_duty_function(
    db: Connection,
) -> None:
    db.execute(opening_hours.delete().where(opening_hours.c.function_id == "fritidsbokningen"))
    receipt = hand_over(db, begin(db))
    assert receipt.function == "Fritidsbokningen"
    # 16 hours of work at the servicecenter: 6.5 on Monday, 8.5 on Tuesday, then one.
    assert receipt.answer_by == datetime(2026, 11, 25, 9, 0, tzinfo=SWEDEN)


def test_a_question_has_an_enquiry_also_where_no_one_has_hours(db: Connection) -> None:
    db.execute(opening_hours.delete())
    receipt = hand_over(db, begin(db))
    assert receipt.answer_by > MONDAY
    assert not receipt.open_now
