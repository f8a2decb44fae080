"""Searching finds the forms and compounds of a word, and only what one may see."""

from uuid import uuid4

import pytest
from sqlalchemy import Connection

from servicecenter import among_colleagues, desk, enquiries
from servicecenter.agents import Agent
from servicecenter.searching import MOST_FOUND, search
from tests.cast import MONDAY
from tests.servicecenter.stage import begin, hand_over, hired, open_one, say, staff


def _asked(db: Connection, words: str, function: str = "fritidsbokningen") -> str:
    visitor = begin(db)
    say(db, visitor, words)
    return hand_over(db, visitor, function).number


def _found(db: Connection, who: Agent, words: str) -> list[str]:
    return [one.number for one in search(db, who, words)]


@pytest.mark.parametrize(
    ("said", "searched"),
    [
        ("Vi vill hyra sporthallen", "sporthall"),
        ("Vi vill hyra en sporthall", "sporthallarna"),
        ("Vi vill hyra sporthallen", "hall"),
        ("Finns det lediga tider i simhallarna?", "hallen"),
        ("Kan vi söka föreningsbidraget?", "bidrag"),
        ("Var ligger ÅBYHALLEN?", "åbyhall"),
        ("Hur många nycklar får vi?", "nyckel"),
        ("Vi har tappat nyckeln", "nycklarna"),
        ("Vilka regler gäller?", "regeln"),
        ("Hur gör vi ansökningar?", "ansökan"),
        ("Bidrag till 100 % av hyran", "100 %"),
    ],
)
def test_a_word_is_found_in_its_forms_and_in_compounds(
    db: Connection, said: str, searched: str
) -> None:
    number = _asked(db, said)
    _asked(db, "Något helt annat")
    assert _found(db, staff(db, "bo"), searched) == [number]


ASKED = "Hej! Vi vill göra en ansökan om bidrag till föreningen."


@pytest.mark.parametrize(
    ("said", "searched"),
    [
        ("Hur gör vi en ansökan om föreningsbidrag?", "föreningsbidragsansökan"),
        (ASKED, "föreningsbidragsansökan"),
        (ASKED, "bidragsansökan"),
        ("Var är vår föreningsbidragsansökan?", "ansökan om föreningsbidrag"),
        ("Var är vår föreningsbidragsansökan?", "ansökan om bidrag för föreningar"),
        ("Nycklarna till hallen är borta", "hallnyckel"),
        ("Hallnyckeln är borta", "nycklar till hallar"),
        ("BOKNING AV LOKALER", "lokalbokningar"),
        ("Vad kostar hyran av en lokal?", "lokalhyra"),
    ],
)
def test_a_compound_is_found_by_its_parts_and_its_parts_by_the_compound(
    db: Connection, said: str, searched: str
) -> None:
    number = _asked(db, said)
    _asked(db, "Något helt annat")
    assert _found(db, staff(db, "bo"), searched) == [number]


@pytest.mark.parametrize(
    ("said", "searched"),
    [
        ("Vår förening vill ansöka om en lokal", "föreningsbidragsansökan"),
        ("Hur gör vi en bidragsansökan?", "föreningsbidragsansökan"),
        ("Ansökan före jul, kan vi få bidrag?", "föreningsbidragsansökan"),
        ("Vi har bokat en lokal", "hallbokning"),
        ("Spårvagnen går till tennishallen", "sporthallar"),
        ("Styrelsen möts i huset", "styrelsemöteshandlingar"),
        ("Vilka regler gäller i tågen?", "bidragsregler"),
        ("Vi hyr en lokal", "lokalvård"),
        ("Lokalen har ett tak", "lokaltaxa"),
        ("Är parken grön?", "parkeringstillstånd"),
        ("Verksamhetens årsmöte", "verksamhetsberättelse"),
    ],
)
def test_a_compound_is_not_found_where_a_part_of_it_is_missing(
    db: Connection, said: str, searched: str
) -> None:
    _asked(db, said)
    assert _found(db, staff(db, "bo"), searched) == []


def test_parts_may_stand_in_what_is_said_and_noted_and_told(db: Connection) -> None:
    bo, visitor = staff(db, "bo"), begin(db)
    number = hand_over(db, visitor).number
    among_colleagues.write(db, number, bo, str(uuid4()), "Gäller ansökan", MONDAY)
    enquiries.keep_details(db, visitor.id, {"idea": "Bidrag"}, MONDAY)
    assert _found(db, bo, "bidragsansökan") == [number]


def test_every_word_must_be_somewhere(db: Connection) -> None:
    both = _asked(db, "Hyra en hall för innebandy")
    _asked(db, "Hyra en hall för dans")
    assert _found(db, staff(db, "bo"), "innebandy hallar") == [both]


@pytest.mark.parametrize("words", ["", "  ", "%", "_", "' OR 1=1 --", "\\"])
def test_signs_find_nothing_by_themselves(db: Connection, words: str) -> None:
    open_one(db)
    assert _found(db, staff(db, "bo"), words) == []


def test_a_number_is_found_as_people_write_it(db: Connection) -> None:
    number = open_one(db)
    open_one(db)
    year, count = number.split("-")
    assert _found(db, staff(db, "bo"), f"{year} {int(count)}") == [number]


def test_answers_notes_and_details_are_searched_and_what_the_bot_says_is_not(
    db: Connection,
) -> None:
    bo, visitor = staff(db, "bo"), begin(db)
    number = hand_over(db, visitor).number
    desk.claim(db, number, bo, MONDAY)
    desk.reply(db, number, bo, str(uuid4()), "Vaktmästaren kommer", MONDAY, seen=99)
    among_colleagues.write(db, number, bo, str(uuid4()), "Låset är trasigt", MONDAY)
    enquiries.keep_details(db, visitor.id, {"association": "Korpen"}, MONDAY)

    for words in ("vaktmästare", "trasig", "korpen"):
        assert _found(db, bo, words) == [number]
    assert _found(db, bo, "har tagit din fråga") == []


def test_only_what_one_may_see_is_found(db: Connection) -> None:
    number = _asked(db, "Vi vill hyra sporthallen")
    bo, bea, gun, eva, ada = (
        staff(db, "bo"),
        hired(db, "bea"),
        *(staff(db, one) for one in ("gun", "eva", "ada")),
    )

    def finders() -> set[str]:
        people = (bo, bea, gun, eva, ada)
        return {one.login for one in people if _found(db, one, "sporthall")}

    assert finders() == {"bo", "bea", "ada"}
    desk.claim(db, number, bo, MONDAY)
    assert finders() == {"bo"}
    name = str(uuid4())
    among_colleagues.consult(db, number, bo, "bidrag-kultur-fritid", name, "Vet ni?", MONDAY)
    assert finders() == {"bo", "gun"}
    assert [one.number for one in search(db, bea, number)] == []


def test_what_is_closed_is_found_by_who_had_it(db: Connection) -> None:
    bo = staff(db, "bo")
    number = _asked(db, "Vi vill hyra sporthallen")
    desk.claim(db, number, bo, MONDAY)
    desk.close(db, number, bo, "answered", MONDAY)
    assert _found(db, bo, "sporthall") == [number]
    assert _found(db, hired(db, "bea"), "sporthall") == []


def test_the_newest_stand_first_and_no_more_than_can_be_looked_through(db: Connection) -> None:
    numbers = [_asked(db, "hall") for _ in range(MOST_FOUND + 2)]
    assert _found(db, staff(db, "bo"), "hall") == numbers[: -MOST_FOUND - 1 : -1]
