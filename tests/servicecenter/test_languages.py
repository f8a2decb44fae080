"""A question in Finnish is answered by those who speak it; agents are told of the language."""

from dataclasses import replace

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from conversations.content import Text
from conversations.receive import Started, receive
from db.schema import conversation, function
from servicecenter import contact_paths, question
from servicecenter.contact_paths import ContactPaths
from tests.cast import MONDAY
from tests.servicecenter.stage import begin, hand_over, queue_of, staff

GRANTS = "bidrag-funktionsratt"


def _paths(**functions: tuple[list[str], str | None]) -> ContactPaths:
    """Functions by id, each with its languages and who stands in for it."""
    model = contact_paths.read_seed().functions[GRANTS]
    made = {
        id_: replace(model, id=id_, languages=languages, deputy_id=deputy)
        for id_, (languages, deputy) in functions.items()
    }
    return ContactPaths(made, [])


def _speaking(paths: ContactPaths, owner: str) -> str:
    return paths.speaking(paths.functions[owner], "fi").id


def test_who_speaks_the_language_keeps_the_question() -> None:
    paths = _paths(a=(["sv", "fi"], "b"), b=(["sv", "fi"], None))
    assert _speaking(paths, "a") == "a"


def test_the_first_of_those_who_stand_in_and_speak_it_gets_it() -> None:
    paths = _paths(a=(["sv"], "b"), b=(["sv"], "c"), c=(["sv", "fi"], "d"), d=(["fi"], None))
    assert _speaking(paths, "a") == "c"


@pytest.mark.parametrize("last", [None, "a", "b"])
def test_where_none_of_them_speaks_it_the_owner_keeps_it(last: str | None) -> None:
    paths = _paths(a=(["sv"], "b"), b=(["sv"], last))
    assert _speaking(paths, "a") == "a"


def _asks(db: Connection, *written: tuple[str, str | None], chat: Started | None = None) -> Started:
    visitor = chat or begin(db)
    for place, (words, language) in enumerate(written):
        said = Text(text=words, language=language)
        receive(db, visitor.id, visitor.secret, f"m{place}", said, MONDAY)
    return visitor


IN_FINNISH = ("Voiko yhdistyksemme saada vuokra-avustusta?", "fi")


def test_a_question_in_finnish_goes_to_those_who_stand_in_and_speak_it(db: Connection) -> None:
    receipt = hand_over(db, _asks(db, IN_FINNISH, ("ok", None)), GRANTS)

    [one] = queue_of(db, staff(db, "ada"))
    responsible = contact_paths.load(db).functions[GRANTS]
    assert receipt.function == one.function_name == "Servicecenter"
    assert (one.asked_in, one.is_spoken, one.instead_of) == ("fi", True, responsible.name)


def test_it_stays_where_no_one_speaks_finnish_and_the_agent_is_told(db: Connection) -> None:
    db.execute(function.update().values(languages=["sv"]))

    hand_over(db, _asks(db, IN_FINNISH), GRANTS)

    [one] = queue_of(db, staff(db, "ada"))
    assert (one.function_id, one.asked_in, one.is_spoken) == (GRANTS, "fi", False)
    assert one.instead_of is None


@pytest.mark.parametrize(
    "written", [("Kan vår förening få hyresbidrag?", "sv"), ("Can we get a grant?", "en")]
)
def test_no_other_language_moves_a_question(db: Connection, written: tuple[str, str]) -> None:
    hand_over(db, _asks(db, written), GRANTS)

    [one] = queue_of(db, staff(db, "ada"))
    assert (one.function_id, one.asked_in, one.instead_of) == (GRANTS, written[1], None)


def test_who_has_chosen_finnish_and_written_nothing_clear_asks_in_finnish(db: Connection) -> None:
    visitor = begin(db)
    here = conversation.c.id == visitor.id
    db.execute(sa.update(conversation).where(here).values(language="fi"))
    assert question.language_of(db, _asks(db, ("IP?", None), chat=visitor).id) == "fi"


def test_easy_swedish_is_swedish_to_those_who_answer(db: Connection) -> None:
    visitor = begin(db)
    here = conversation.c.id == visitor.id
    db.execute(sa.update(conversation).where(here).values(language="sv-x-lattlast"))
    assert question.language_of(db, visitor.id) == "sv"
