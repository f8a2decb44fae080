"""Who is named in a note sees it in their queue until they have looked; no one else is told."""

from uuid import uuid4

import pytest
from sqlalchemy import Connection

from servicecenter import among_colleagues, desk, erasing, mentions
from servicecenter.agents import Agent
from servicecenter.desk import NoSuchEnquiry
from servicecenter.queues import Wanted, queue
from tests.cast import MONDAY
from tests.servicecenter.stage import begin, hand_over, hired, open_and_claim, open_one, staff


def _writes(db: Connection, number: str, who: Agent, words: str) -> None:
    among_colleagues.write(db, number, who, str(uuid4()), words, MONDAY)


def _named(db: Connection, who: Agent) -> list[str]:
    found = queue(db, who, MONDAY, Wanted("mentioned"))
    numbers = [one.number for one in found.enquiries]
    assert found.counts["mentioned"] == len(numbers)
    assert found.mentioned == numbers
    return numbers


def test_it_is_in_the_queue_of_who_is_named_until_they_have_looked(db: Connection) -> None:
    bo, lena, lotta = staff(db, "bo"), hired(db, "lena", "lead"), hired(db, "lotta", "lead")
    number = open_and_claim(db, bo)
    _writes(db, number, bo, "Hej @Lena, ser du det här?")
    assert (_named(db, lena), _named(db, lotta), _named(db, bo)) == ([number], [], [])
    mentions.look(db, number, lotta, MONDAY)
    assert _named(db, lena) == [number]
    mentions.look(db, number, lena, MONDAY)
    assert _named(db, lena) == []
    _writes(db, number, bo, "Och nu, @lena?")
    assert _named(db, lena) == [number]
    assert [note.mentions for note in _notes(db, number)] == [["Lena"], ["Lena"]]


def _notes(db: Connection, number: str) -> list[among_colleagues.InternalNote]:
    return among_colleagues.notes(db, desk.numbered(db, number).id)


@pytest.mark.parametrize(
    ("words", "is_named"),
    [
        ("@Bea", True),
        ("Fråga (@BEA).", True),
        ("@Bea's", True),
        ("@Beata vet", False),
        ("post@Bea", False),
        ("Bea vet", False),
        ("@ Bea", False),
    ],
)
def test_only_the_whole_name_after_the_sign_names_someone(
    db: Connection, words: str, is_named: bool
) -> None:
    bo, bea = staff(db, "bo"), hired(db, "bea")
    number = open_one(db)
    _writes(db, number, bo, words)
    assert (_named(db, bea) == [number]) == is_named


def test_only_who_may_read_the_enquiry_can_be_named(db: Connection) -> None:
    bo, bea, gun = staff(db, "bo"), hired(db, "bea"), staff(db, "gun")
    hired(db, "lena", "lead")
    waits = open_one(db)
    assert mentions.people(db, waits, bo) == ["Ada", "Bea", "Lena"]
    number = open_and_claim(db, bo)
    assert mentions.people(db, number, bo) == ["Lena"]
    _writes(db, number, bo, "@Bea @Gun @Eva")
    assert [note.mentions for note in _notes(db, number)] == [[]]
    for stranger in (bea, gun):
        with pytest.raises(NoSuchEnquiry):
            mentions.people(db, number, stranger)
        with pytest.raises(NoSuchEnquiry):
            mentions.look(db, number, stranger, MONDAY)

    name = str(uuid4())
    among_colleagues.consult(db, number, bo, "bidrag-kultur-fritid", name, "@Gun?", MONDAY)
    assert mentions.people(db, number, bo) == ["Gun", "Lena"]
    assert _named(db, gun) == [number]


def test_who_may_not_read_it_any_more_is_not_shown_it(db: Connection) -> None:
    bo, bea = staff(db, "bo"), hired(db, "bea")
    number = open_one(db)
    _writes(db, number, bo, "@Bea")
    desk.claim(db, number, bo, MONDAY)
    assert _named(db, bea) == []


def test_the_same_note_again_names_no_one_again(db: Connection) -> None:
    bo, bea, number, name = staff(db, "bo"), hired(db, "bea"), open_one(db), str(uuid4())
    among_colleagues.write(db, number, bo, name, "@Bea", MONDAY)
    mentions.look(db, number, bea, MONDAY)
    among_colleagues.write(db, number, bo, name, "@Bea", MONDAY)
    assert _named(db, bea) == []


def test_it_goes_with_the_words_of_the_note(db: Connection) -> None:
    bo, bea, visitor = staff(db, "bo"), hired(db, "bea"), begin(db)
    number = hand_over(db, visitor).number
    _writes(db, number, bo, "@Bea")
    erasing.erase(db, visitor.id, visitor.secret, MONDAY)
    assert (_named(db, bea), _notes(db, number)) == ([], [])
