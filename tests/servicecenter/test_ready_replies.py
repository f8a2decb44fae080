"""Replies that are written once: who may use and change them, and what is filled in."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Connection

from servicecenter import desk, enquiries, ready_replies
from servicecenter.agents import Agent
from servicecenter.ready_replies import Draft, NoSuchReply, UnknownPlace
from tests.cast import MONDAY
from tests.servicecenter.stage import begin, hand_over, open_and_claim, open_one, staff

TODAY = MONDAY.date()
GUNS = "bidrag-kultur-fritid"


def _save(
    db: Connection,
    who: Agent,
    text: str = "Hej!",
    function: str | None = "fritidsbokningen",
    review_by: date = TODAY,
    reply_id: int | None = None,
) -> None:
    draft = Draft(function, "Hälsning", text, review_by)
    ready_replies.save(db, who, reply_id, draft, MONDAY)


def _titles(db: Connection, login: str) -> list[str]:
    return [one.title for one in ready_replies.of(db, staff(db, login))]


def _offered(db: Connection, number: str, who: Agent, today: date = TODAY) -> list[str]:
    one = desk.numbered(db, number)
    return [text for _, text in ready_replies.offered(db, one, who, today)]


def test_what_differs_is_filled_in(db: Connection) -> None:
    bo, visitor = staff(db, "bo"), begin(db)
    number = hand_over(db, visitor).number
    words = "{förening}: {nummer}, {funktion}, {namn}, {svar senast}"
    _save(db, bo, words)
    assert _offered(db, number, bo) == [
        f"er förening: {number}, Fritidsbokningen, Bo, onsdag 25 november klockan 12.00"
    ]
    enquiries.keep_details(db, visitor.id, {"association": "Korpen {namn}"}, MONDAY)
    assert _offered(db, number, bo)[0].startswith("Korpen {namn}: ")


def test_what_nothing_is_filled_in_for_is_not_saved(db: Connection) -> None:
    with pytest.raises(UnknownPlace, match="ort"):
        _save(db, staff(db, "bo"), "Hej {ort}")
    assert _titles(db, "bo") == []


def test_past_its_review_date_it_is_not_offered_and_still_there_to_be_reviewed(
    db: Connection,
) -> None:
    bo = staff(db, "bo")
    number = open_and_claim(db, bo)
    _save(db, bo)
    assert _offered(db, number, bo) == ["Hej!"]
    assert _offered(db, number, bo, TODAY + timedelta(days=1)) == []
    assert _titles(db, "bo") == ["Hälsning"]


def test_a_functions_replies_are_for_its_agents_and_its_enquiries(db: Connection) -> None:
    bo, gun, ada = staff(db, "bo"), staff(db, "gun"), staff(db, "ada")
    _save(db, bo)
    assert [_titles(db, login) for login in ("bo", "gun", "eva", "ada")] == [
        ["Hälsning"],
        [],
        [],
        ["Hälsning"],
    ]
    assert _offered(db, open_one(db, GUNS), gun) == []
    assert _offered(db, open_one(db, GUNS), ada) == []
    [mine] = ready_replies.of(db, bo)
    with pytest.raises(NoSuchReply):
        _save(db, gun, function=GUNS, reply_id=mine.id)
    with pytest.raises(NoSuchReply):
        ready_replies.remove(db, gun, mine.id)
    assert ready_replies.of(db, bo) == [mine]


@pytest.mark.parametrize(
    ("login", "function"), [("bo", GUNS), ("eva", None), ("ada", "finns-inte")]
)
def test_no_one_writes_for_others(db: Connection, login: str, function: str | None) -> None:
    with pytest.raises(NoSuchReply):
        _save(db, staff(db, login), function=function)


def test_one_can_be_changed_and_taken_away(db: Connection) -> None:
    bo = staff(db, "bo")
    _save(db, bo, function=None)
    [first] = ready_replies.of(db, bo)
    _save(db, bo, "Hej igen!", reply_id=first.id)
    [changed] = ready_replies.of(db, bo)
    assert (changed.id, changed.text, changed.function_id) == (
        first.id,
        "Hej igen!",
        "fritidsbokningen",
    )
    ready_replies.remove(db, bo, first.id)
    assert ready_replies.of(db, bo) == []
    with pytest.raises(NoSuchReply):
        ready_replies.remove(db, bo, first.id)
