"""What is erased, what is left, and that nothing that is left tells what was said."""

import json
from datetime import timedelta
from itertools import chain

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from conversations.access import NoAccess, conversation_for_visitor
from conversations.receive import Started
from db.desk import gap, internal_note
from db.schema import conversation, enquiry, enquiry_log, message, metadata
from servicecenter import among_colleagues, desk, enquiries, erasing, gaps, handing_on
from servicecenter.ledger import faults
from tests.cast import MONDAY
from tests.servicecenter.stage import begin, hand_over, log_of, queue_of, say, staff, told

LATER = MONDAY + timedelta(hours=1)
KEPT = timedelta(days=730)
# Words that only people of this conversation have written.
WORDS = (
    "Dörren går inte upp",
    "Huddinge Hockey",
    "070-123",
    "ring ordföranden",
    "Vi kommer",
    "kassören är ny",
)


EVERY = (conversation, message, enquiry, enquiry_log, internal_note, gap)
MOVED = {"from": "fritidsbokningen", "to": "samverkan", "why": "other"}


def _talk(db: Connection) -> tuple[Started, str]:
    """A conversation with all that an enquiry can gather, its enquiry claimed by Bo."""
    bo, visitor = staff(db, "bo"), begin(db)
    number = hand_over(db, visitor).number
    told_of = {"association": "Huddinge Hockey", "contact": "070-123"}
    enquiries.keep_details(db, visitor.id, told_of, MONDAY)
    desk.claim(db, number, bo, MONDAY)
    desk.reply(db, number, bo, "55555555-5555-4555-8555-555555555555", "Vi kommer", MONDAY, seen=99)
    handing_on.transfer(db, number, bo, "samverkan", "ring ordföranden", MONDAY)
    ada = staff(db, "ada")
    desk.claim(db, number, ada, MONDAY)
    name = "66666666-6666-4666-8666-666666666666"
    among_colleagues.write(db, number, ada, name, "kassören är ny", MONDAY)
    return visitor, number


def _everything(db: Connection) -> str:
    rows = chain.from_iterable(db.execute(sa.select(table)) for table in EVERY)
    return json.dumps([list(map(str, row)) for row in rows], ensure_ascii=False)


def test_a_conversation_without_an_enquiry_goes_whole(db: Connection) -> None:
    visitor = begin(db)
    erasing.erase(db, visitor.id, visitor.secret, LATER)
    assert visitor.id not in _everything(db)
    assert faults(db, LATER) == []


def test_an_open_enquiry_is_withdrawn_and_its_owner_is_told(db: Connection) -> None:
    visitor, number = _talk(db)

    erasing.erase(db, visitor.id, visitor.secret, LATER)

    seen = desk.enquiry_for_agent(db, number, staff(db, "ada"))
    assert seen.closed_at == LATER
    assert log_of(db, number)[-1] == ("visitor", "withdrawn", {})
    assert told(db, number) == [erasing.BY_VISITOR]
    assert queue_of(db, staff(db, "ada")) == []
    assert faults(db, LATER) == []


def test_an_enquiry_that_no_one_has_taken_leaves_the_queue(db: Connection) -> None:
    visitor = begin(db)
    number = hand_over(db, visitor).number
    erasing.erase(db, visitor.id, visitor.secret, LATER)
    assert queue_of(db, staff(db, "bo")) == []
    with pytest.raises(desk.NoSuchEnquiry):
        desk.claim(db, number, staff(db, "bo"), LATER)
    assert faults(db, LATER) == []


def test_no_word_of_anyone_is_left_and_what_follow_up_needs_is(db: Connection) -> None:
    visitor, number = _talk(db)
    assert all(word in _everything(db) for word in WORDS)
    gaps.close_as_gap(db, number, staff(db, "ada"), "answered", MONDAY)

    erasing.erase(db, visitor.id, visitor.secret, LATER)

    left = _everything(db)
    assert [word for word in WORDS if word in left] == []
    row = db.execute(sa.select(enquiry).where(enquiry.c.number == number)).one()
    assert (row.function_id, row.topic, row.outcome) == ("samverkan", "booking", "answered")
    assert (row.opened_at, row.closed_at) == (MONDAY, MONDAY)
    happened = [what for _, what, _ in log_of(db, number)]
    assert happened[:5] == ["opened", "details", "claimed", "replied", "transferred"]
    assert ("bo", "transferred", MOVED) in log_of(db, number)


def test_the_secret_opens_nothing_afterwards(db: Connection) -> None:
    for visitor in (begin(db), _talk(db)[0]):
        erasing.erase(db, visitor.id, visitor.secret, LATER)
        for secret in (visitor.secret, "", erasing.NO_SECRET):
            with pytest.raises(NoAccess):
                conversation_for_visitor(db, visitor.id, secret)


def test_erasing_again_changes_nothing(db: Connection) -> None:
    visitor, _ = _talk(db)
    erasing.erase(db, visitor.id, visitor.secret, LATER)
    before = _everything(db)
    with pytest.raises(NoAccess):
        erasing.erase(db, visitor.id, visitor.secret, LATER)
    assert _everything(db) == before


def test_only_who_holds_the_secret_can_erase(db: Connection) -> None:
    visitor, _ = _talk(db)
    stranger = begin(db)
    before = _everything(db)
    for secret in ("", stranger.secret, "Huddinge Hockey", "802004-1234"):
        with pytest.raises(NoAccess):
            erasing.erase(db, visitor.id, secret, LATER)
    assert _everything(db) == before


def test_others_keep_what_they_have_said(db: Connection) -> None:
    other, visitor = begin(db), begin(db)
    erasing.erase(db, visitor.id, visitor.secret, LATER)
    assert other.id in _everything(db)
    assert "Dörren går inte upp" in _everything(db)


def _old(db: Connection, days: int) -> list[str]:
    return erasing.old(db, MONDAY + timedelta(days=days) - KEPT, 100)


def test_what_has_been_kept_long_enough_is_found_and_nothing_younger(db: Connection) -> None:
    visitor = begin(db)
    assert _old(db, 730) == []
    assert _old(db, 731) == [visitor.id]


def test_who_has_come_back_begins_the_time_anew(db: Connection) -> None:
    visitor = begin(db)
    say(db, visitor, "En sak till", MONDAY + timedelta(days=700))
    assert _old(db, 731) == []
    assert _old(db, 1431) == [visitor.id]


def test_an_open_enquiry_is_never_erased_by_age(db: Connection) -> None:
    visitor, number = _talk(db)
    late = MONDAY + timedelta(days=9999)
    assert _old(db, 9999) == []
    assert erasing.erase_old(db, visitor.id, late - KEPT, late) is None

    desk.close(db, number, staff(db, "ada"), "answered", MONDAY)

    assert _old(db, 9999) == [visitor.id]
    assert erasing.erase_old(db, visitor.id, late - KEPT, late) is not None
    assert _old(db, 9999) == []
    assert erasing.erase_old(db, visitor.id, late - KEPT, late) is None
    assert told(db, number) == [erasing.BY_AGE]
    assert faults(db, late) == []


def test_every_table_that_belongs_to_a_conversation_is_thought_of() -> None:
    """A new table that points here must be erased, or be shown to hold no words."""
    pointing = {
        table.name
        for table in metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name in ("conversation", "message", "enquiry")
    }
    without_words = {"enquiry", "enquiry_log", "consultation", "hold", "survey", "joined"}
    by_others = {"attachment", "visitor_address"}  # attachments.take_away, addresses.forget
    assert pointing - without_words - by_others == {table.name for table in erasing.OF_WORDS}
