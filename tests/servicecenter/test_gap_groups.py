"""What nothing answered is found once, goes with its conversation, and is told of when it is
answered."""

from uuid import uuid4

import numpy as np
import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from db.outside import outbox
from db.schema import message
from db.workshop import gap_group, publication, unanswered
from knowledge import articles
from servicecenter import addresses, desk, erasing, gap_groups, gaps
from servicecenter import unanswered as asked
from servicecenter.gap_groups import NoSuchGroup, NoSuchOwner, Told
from tests.cast import MONDAY
from tests.knowledge.shelf import article, prepared, unit
from tests.servicecenter.stage import begin, hand_over, say, staff

TOLD = Told("grill", "Låna grill", "Ja, på fredagar.", "https://example.se/chatt")
TRACE = {"decision": "hand_over", "topic": "booking", "intent": "booking"}


def _asks(db: Connection) -> str:
    """A question that was handed over; the conversation's id."""
    visitor = begin(db)
    hand_over(db, visitor)
    mine = message.c.conversation_id == visitor.id
    db.execute(message.update().where(mine, message.c.sender == "visitor").values(trace=TRACE))
    return visitor.id


def _look_through(db: Connection) -> int:
    """How many conversations had changed."""
    changed = asked.changed(db)
    asked.look_through(db, changed)
    return len(changed)


def _group(db: Connection, *conversations: str) -> int:
    _look_through(db)
    keys = [(row.conversation_id, row.seq) for row in db.execute(sa.select(unanswered))]
    asked.put_in_groups(db, {}, [[key for key in keys if key[0] in conversations]], MONDAY)
    return db.scalars(sa.select(gap_group.c.id).order_by(gap_group.c.id.desc())).first() or 0


def _publish(db: Connection, name: str = "grill") -> None:
    version = articles.save(db, article(id=name), "eva", MONDAY)
    articles.publish(db, name, version, prepared(np.stack([unit(1.0)]), ["grill"]))
    row = {"article_id": name, "version": version, "published_by": "eva", "at": MONDAY}
    db.execute(publication.insert().values(row))


def test_a_question_is_found_once_however_often_one_looks(db: Connection) -> None:
    _asks(db)
    assert _look_through(db) == 1
    assert _look_through(db) == 0
    assert db.scalars(sa.select(unanswered.c.question)).all() == ["Dörren går inte upp"]


def test_those_that_are_not_looked_at_now_are_looked_at_next(db: Connection) -> None:
    asking = {_asks(db), _asks(db), _asks(db)}
    first, *others = asked.changed(db)
    asked.look_through(db, [first])
    assert asked.changed(db) == others
    assert db.scalars(sa.select(unanswered.c.conversation_id)).all() == [first]
    asked.look_through(db, others)
    assert set(db.scalars(sa.select(unanswered.c.conversation_id))) == asking


def test_a_question_stays_in_the_group_that_it_was_put_into_first(db: Connection) -> None:
    conversation = _asks(db)
    first = _group(db, conversation)
    other = _group(db, _asks(db))
    [key] = db.execute(
        sa.select(unanswered.c.conversation_id, unanswered.c.seq).where(
            unanswered.c.conversation_id == conversation
        )
    )
    asked.put_in_groups(db, {(key[0], key[1]): other}, [], MONDAY)
    grouped = sa.select(unanswered.c.group_id)
    assert db.scalar(grouped.where(unanswered.c.conversation_id == conversation)) == first


def test_what_is_said_later_is_looked_at_and_the_group_is_kept(db: Connection) -> None:
    visitor = begin(db)
    hand_over(db, visitor)
    db.execute(message.update().where(message.c.sender == "visitor").values(trace=TRACE))
    group = _group(db, visitor.id)
    say(db, visitor, "Hallå?")
    assert _look_through(db) == 1
    assert db.scalars(sa.select(unanswered.c.group_id)).all() == [group]


def test_what_an_agent_kept_is_told_as_such(db: Connection) -> None:
    conversation = _asks(db)
    bo = staff(db, "bo")
    number = db.scalar(sa.text("SELECT number FROM enquiry")) or ""
    desk.claim(db, number, bo, MONDAY)
    desk.reply(db, number, bo, str(uuid4()), "Vaktmästaren öppnar.", MONDAY, seen=99)
    _look_through(db)
    gaps.close_as_gap(db, number, bo, "answered", MONDAY)
    group = _group(db, conversation)
    assert db.scalars(sa.select(unanswered.c.why)).all() == ["bot_could"]
    assert gap_groups.answers_of(db, group) == ["Vaktmästaren öppnar."]
    assert gap_groups.owning_function(db, group) == "fritidsbokningen"


def test_it_goes_when_the_conversation_is_erased(db: Connection) -> None:
    visitor = begin(db)
    hand_over(db, visitor)
    db.execute(message.update().where(message.c.sender == "visitor").values(trace=TRACE))
    _group(db, visitor.id)
    erasing.erase(db, visitor.id, visitor.secret, MONDAY)
    _look_through(db)
    assert db.execute(sa.select(unanswered)).all() == []


def test_only_who_writes_articles_can_be_given_a_group(db: Connection) -> None:
    group = _group(db, _asks(db))
    gap_groups.assign(db, group, staff(db, "eva").id, MONDAY.date(), "eva", MONDAY)
    assert gap_groups.everything(db)[group].owner == "Eva"
    with pytest.raises(NoSuchOwner):
        gap_groups.assign(db, group, staff(db, "bo").id, MONDAY.date(), "eva", MONDAY)
    with pytest.raises(NoSuchGroup):
        gap_groups.assign(db, group + 1, staff(db, "eva").id, MONDAY.date(), "eva", MONDAY)


def test_questions_are_asked_again_once_for_each_publication(db: Connection) -> None:
    group = _group(db, _asks(db))
    articles.save(db, article(id="grill"), "eva", MONDAY)
    gap_groups.link(db, group, "grill", "eva", MONDAY)
    assert gap_groups.to_ask_again(db) == {}
    _publish(db)
    assert gap_groups.to_ask_again(db) == {group: "grill"}
    gap_groups.note_answers(db, group, [], TOLD, MONDAY)
    assert gap_groups.to_ask_again(db) == {}


def test_who_has_confirmed_an_address_is_told_once_and_no_one_else(db: Connection) -> None:
    visitor, other = begin(db), _asks(db)
    hand_over(db, visitor)
    db.execute(message.update().where(message.c.sender == "visitor").values(trace=TRACE))
    links: list[str] = []

    def link(token: str, _: str) -> str:
        links.append(token)
        return token

    address = "kassor@forening.example"
    addresses.give(db, visitor.id, visitor.secret, address, link, MONDAY)
    addresses.confirm(db, links[0], MONDAY)
    group = _group(db, visitor.id, other)
    articles.save(db, article(id="grill"), "eva", MONDAY)
    left = gap_groups.left(db, group)
    assert len(left) == 2

    for _ in range(2):
        gap_groups.note_answers(db, group, left, TOLD, MONDAY)

    letters = [row for row in db.execute(sa.select(outbox)) if row.key.startswith("gap:")]
    assert [row.recipient for row in letters] == [address]
    assert "Dörren går inte upp" in letters[0].payload["text"]
    assert "Ja, på fredagar." in letters[0].payload["text"]
    assert gap_groups.left(db, group) == []
