"""Every reading and change by those who work here is entered, holds no words, and stays."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from db.audit import audit as table
from servicecenter import among_colleagues, audit, desk, erasing, handing_on, looking, people
from servicecenter.desk import NoSuchEnquiry
from tests.cast import MONDAY
from tests.servicecenter.stage import begin, hand_over, open_one, say, staff

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def _entries(db: Connection, about: str = "") -> list[tuple[str, str, str]]:
    found, _ = audit.page(db, "", about, 1)
    return [(one.who, one.what, one.about) for one in reversed(found)]


def test_every_change_of_an_enquiry_is_entered_and_nothing_of_visitor_and_bot(
    db: Connection,
) -> None:
    bo, visitor = staff(db, "bo"), begin(db)
    number = hand_over(db, visitor).number
    desk.claim(db, number, bo, MONDAY)
    name = "88888888-8888-4888-8888-888888888888"
    desk.reply(db, number, bo, name, "Vi kommer", MONDAY, seen=99)
    among_colleagues.write(db, number, bo, name, "kassören är ny", MONDAY)
    say(db, visitor, "Tack")
    handing_on.transfer(db, number, bo, "samverkan", "ring ordföranden", MONDAY)

    done = ["claimed", "replied", "noted", "transferred"]
    assert _entries(db) == [("bo", what, number) for what in done]


def test_looking_on_is_one_look_and_looking_again_another(db: Connection) -> None:
    number, bo = open_one(db), staff(db, "bo")
    for minutes in (0, 5, 14, 15, 20):
        looking.at_enquiry(db, number, bo, MONDAY + timedelta(minutes=minutes))
    assert _entries(db, number) == [("bo", "read", number)] * 2
    looking.at_enquiry(db, number, staff(db, "ada"), MONDAY)
    assert _entries(db, number)[-1] == ("ada", "read", number)


def test_who_may_not_see_it_is_given_nothing_and_entered_nowhere(db: Connection) -> None:
    number = open_one(db)
    with pytest.raises(NoSuchEnquiry):
        looking.at_enquiry(db, number, staff(db, "gun"), MONDAY)
    assert _entries(db) == []


def test_changes_of_people_are_entered_with_role_and_functions_and_no_password(
    db: Connection,
) -> None:
    password = people.add(db, "ada", "nils", "Nils", "agent", ["samverkan"], MONDAY)
    people.change(db, "ada", "nils", "Nils", "lead", [], MONDAY)
    another = people.new_password(db, "ada", "nils", MONDAY)
    people.remove(db, "ada", "nils", MONDAY)

    done = ["added_person", "changed_person", "new_password", "removed_person"]
    assert _entries(db, "nils") == [("ada", what, "nils") for what in done]
    first = audit.page(db, "", "nils", 1)[0][-1]
    assert first.details == {"role": "agent", "functions": ["samverkan"]}
    everything = str(db.execute(sa.select(table)).all())
    assert password not in everything
    assert another not in everything


def test_erasing_a_conversation_leaves_the_log_as_it_is_and_it_holds_no_words(
    db: Connection,
) -> None:
    bo, visitor = staff(db, "bo"), begin(db)
    number = hand_over(db, visitor).number
    looking.at_enquiry(db, number, bo, MONDAY)
    looking.by_search(db, bo, [desk.enquiry_for_agent(db, number, bo)], MONDAY)
    desk.claim(db, number, bo, MONDAY)
    before = db.execute(sa.select(table)).all()

    erasing.erase(db, visitor.id, visitor.secret, MONDAY)

    assert db.execute(sa.select(table)).all() == before
    assert len(before) == 3
    assert visitor.id not in str(before)
    assert "Dörren" not in str(before)


def test_the_newest_come_first_a_page_at_a_time(db: Connection) -> None:
    for number in range(audit.PAGE + 1):
        audit.add(db, "bo", "read", f"2026-{number:06}", MONDAY)
    audit.add(db, "gun", "read", "2026-000000", MONDAY)

    first, total = audit.page(db, "bo", "", 1)
    second, _ = audit.page(db, "bo", "", 2)

    assert (len(first), total, len(second)) == (audit.PAGE, audit.PAGE + 1, 1)
    assert (first[0].about, second[0].about) == ("2026-000100", "2026-000000")
    assert [one.who for one in audit.page(db, "", "2026-000000", 1)[0]] == ["gun", "bo"]


def test_no_entry_can_be_changed_and_none_that_is_young_be_deleted(db: Connection) -> None:
    audit.add(db, "bo", "read", "2026-000001", datetime.now(UTC))
    statements = ["UPDATE audit SET who = 'gun'", "DELETE FROM audit"]
    if db.dialect.name == "postgresql":
        statements.append("TRUNCATE audit")
    for statement in statements:
        with pytest.raises(sa.exc.DBAPIError, match="only added to"), db.begin_nested():
            db.exec_driver_sql(statement)
    assert _entries(db) == [("bo", "read", "2026-000001")]


def test_what_has_been_kept_long_enough_is_forgotten_and_nothing_younger(db: Connection) -> None:
    for days in (0, 1, 2):
        audit.add(db, "bo", "read", f"2020-00000{days}", LONG_AGO + timedelta(days=days))
    assert audit.sweep(db, LONG_AGO + timedelta(days=1)) == 1
    assert [about for _, _, about in _entries(db)] == ["2020-000001", "2020-000002"]
