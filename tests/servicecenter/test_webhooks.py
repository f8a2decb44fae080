"""Other systems are told what becomes of a question, and nothing of what anyone wrote or is."""

import json

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from db.outside import outbox, webhook
from outbox import rows
from outbox.webhook import CHANNEL
from servicecenter import audit, desk, following, handing_on, reopening, webhooks, withdrawing
from servicecenter.webhooks import KINDS, NoSuchWebhook, WrongWebhook
from tests.cast import MONDAY
from tests.servicecenter.followed import AFTER, DEADLINE, HALF, THREE_QUARTERS, at
from tests.servicecenter.stage import begin, hand_over, open_and_claim, open_one, staff

URL = "https://system.example/hook"


def _add(db: Connection, *events: str) -> None:
    webhooks.add(db, "Ärenden", URL, events or KINDS, "ada", MONDAY)


def _told(db: Connection) -> list[tuple[str, str, str]]:
    """Event, number and function of what waits to be sent, in order."""
    found = db.execute(sa.select(outbox).where(outbox.c.channel == CHANNEL).order_by(outbox.c.id))
    return [
        (row.payload["type"].removeprefix("enquiry."), *row.payload["data"].values())
        for row in found
    ]


def test_all_that_becomes_of_a_question_is_told_in_order(db: Connection) -> None:
    _add(db)
    bo, gun, visitor = staff(db, "bo"), staff(db, "gun"), begin(db)
    number = hand_over(db, visitor).number
    desk.claim(db, number, bo, MONDAY)
    desk.reply(db, number, bo, "svar-1", "Hemligt svar", MONDAY, seen=99)
    desk.release(db, number, bo, MONDAY)
    desk.claim(db, number, bo, MONDAY)
    handing_on.transfer(db, number, bo, "bidrag-kultur-fritid", "Hemligt", MONDAY)
    desk.claim(db, number, gun, MONDAY)
    desk.close(db, number, gun, "answered", MONDAY)
    reopening.reopen(db, visitor.id, MONDAY)
    withdrawing.withdraw(db, visitor.id, visitor.secret, number, MONDAY)

    booking, grants = "fritidsbokningen", "bidrag-kultur-fritid"
    assert _told(db) == [
        ("opened", number, booking),
        ("claimed", number, booking),
        ("answered", number, booking),
        ("handed_on", number, booking),
        ("claimed", number, booking),
        ("handed_on", number, grants),
        ("claimed", number, grants),
        ("closed", number, grants),
        ("opened", number, grants),
        ("closed", number, grants),
    ]
    found = db.execute(sa.select(outbox).where(outbox.c.channel == CHANNEL)).all()
    assert len({row.ordering for row in found}) == 1
    assert len({row.key for row in found}) == len(found)
    for row in found:
        assert row.payload.keys() == {"type", "timestamp", "data"}
        assert row.payload["timestamp"] == "2026-11-23T09:00:00+00:00"
        assert row.payload["data"].keys() == {"number", "function"}
        said = json.dumps(row.payload, ensure_ascii=False)
        assert not [word for word in ("Hemlig", "Dörren", "bo", "Gun") if f'"{word}' in said]


def test_what_goes_to_the_deputy_and_the_duty_role_by_itself_is_told(db: Connection) -> None:
    number = open_one(db)
    _add(db)
    for now in (HALF, THREE_QUARTERS, DEADLINE, AFTER):
        following.take_due(db, None, now)
    assert [(event, of) for event, of, _ in _told(db)] == [("handed_on", number)] * 2
    assert _told(db)[-1][2] == "servicecenter"


def test_each_is_told_only_what_it_wants_to_know(db: Connection) -> None:
    _add(db, "enquiry.closed")
    _add(db, "enquiry.claimed", "enquiry.closed")
    bo = staff(db, "bo")
    number = open_and_claim(db, bo)
    desk.close(db, number, bo, "answered", MONDAY)
    told = [event for event, _, _ in _told(db)]
    assert told == ["claimed", "closed", "closed"]
    assert len({row.recipient for row in db.execute(sa.select(outbox))}) == 2


def test_however_many_are_told_it_costs_one_statement(db: Connection) -> None:
    for _ in range(3):
        _add(db, "enquiry.claimed")
    bo, number = staff(db, "bo"), open_one(db)
    said: list[str] = []
    sa.event.listen(db, "before_cursor_execute", lambda *given: said.append(given[2]))
    desk.claim(db, number, bo, MONDAY)

    assert [one.split()[0] for one in said if "webhook" in one] == ["INSERT"]
    assert len(_told(db)) == 3


def test_what_does_not_happen_is_not_told(db: Connection) -> None:
    _add(db)
    number = open_one(db)
    with pytest.raises(desk.NoSuchEnquiry), db.begin_nested():
        desk.claim(db, number, staff(db, "gun"), MONDAY)
    assert [event for event, _, _ in _told(db)] == ["opened"]


def test_who_is_removed_is_told_nothing_more(db: Connection) -> None:
    _add(db, "enquiry.opened")
    _add(db)
    open_one(db)
    first, second = webhooks.targets(db)

    webhooks.remove(db, first.id, "ada", MONDAY)

    open_one(db)
    assert {row.recipient for row in db.execute(sa.select(outbox))} == {str(second.id)}
    with pytest.raises(NoSuchWebhook):
        webhooks.remove(db, first.id, "ada", MONDAY)


def test_each_has_a_secret_of_its_own_that_is_long_enough(db: Connection) -> None:
    made = {webhooks.add(db, "A", URL, KINDS, "ada", MONDAY) for _ in range(2)}
    assert set(db.scalars(sa.select(webhook.c.secret))) == made
    assert {(one[:6], len(one)) for one in made} == {("whsec_", 50)}


@pytest.mark.parametrize(
    ("name", "url", "events"),
    [
        (" \n", URL, KINDS),
        ("x" * 65, URL, KINDS),
        ("A", f"https://x.example/{'x' * 500}", KINDS),
        ("A", URL, ()),
        ("A", URL, ("enquiry.read",)),
    ],
)
def test_one_that_makes_no_sense_is_not_added(
    db: Connection, name: str, url: str, events: tuple[str, ...]
) -> None:
    with pytest.raises(WrongWebhook):
        webhooks.add(db, name, url, events, "ada", MONDAY)
    assert webhooks.targets(db) == []


def test_what_did_not_arrive_is_listed_sent_again_or_forgotten_and_the_log_tells(
    db: Connection,
) -> None:
    _add(db, "enquiry.opened")
    later = at("11-27 09:00")
    numbers = [open_one(db) for _ in range(3)]
    keys = [row.key for row in db.execute(sa.select(outbox).order_by(outbox.c.id))]
    gave_up = {"failed_at": later, "error": "status 500", "attempts": 9}
    db.execute(outbox.update().where(outbox.c.key.in_(keys[:2])).values(gave_up))

    first, second = webhooks.unsent(db)
    assert (first.to, first.number, first.event) == ("Ärenden", numbers[0], "enquiry.opened")
    assert (first.attempts, first.error, first.at) == (9, "status 500", later)
    webhooks.send_again(db, first.id, "ada", later)
    webhooks.forget(db, second.id, "ada", later)

    assert webhooks.unsent(db) == []
    due = rows.first_due(db, [CHANNEL], later)
    assert due is not None
    assert due.row.key == keys[0]
    for row_id in (first.id, second.id, 10**6):
        with pytest.raises(NoSuchWebhook):
            webhooks.send_again(db, row_id, "ada", later)
    entries, _ = audit.page(db, "ada", "", 1)
    assert [(one.what, one.about) for one in reversed(entries)] == [
        ("added_webhook", "Ärenden"),
        ("sent_webhook_again", numbers[0]),
        ("forgot_webhook", numbers[1]),
    ]
