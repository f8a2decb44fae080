"""The same words go to different functions, since Huddinge splits grants by who asks."""

from pathlib import Path

import pytest
import yaml

from conversations.content import HandOver
from db.schema import ASSOCIATION_TYPES
from servicecenter import contact_paths
from tests.actions.articles import GRUNDBIDRAG, SAL, STARTBIDRAG
from tests.actions.stage import Done, Stage, certain

SAME_WORDS = "Vi vill ha bidrag till vår verksamhet, vem svarar?"
GRANTS = {"grants": 0.95, "booking": 0.05}
PATHS = contact_paths.read_seed()
BY_ASSOCIATION = pytest.mark.parametrize(
    ("association", "kind", "owner", "committee"),
    [
        ("idrottsförening", "sport", "bidrag-kultur-fritid", "Kultur- och fritidsnämnden"),
        ("pensionärsförening", "pensioners", "bidrag-kultur-fritid", "Kultur- och fritidsnämnden"),
        (
            "funktionsrättsförening",
            "disability",
            "bidrag-funktionsratt",
            "Vård- och omsorgsnämnden",
        ),
        ("kvinnojour", "social", "bidrag-socialt", "Socialnämnden"),
    ],
)


def _synonyms() -> dict[str, set[str]]:
    """The words that Rasa turns into each value."""
    nlu = yaml.safe_load(Path("bot/data/nlu/lookups.yml").read_text(encoding="utf-8"))["nlu"]
    return {
        block["synonym"]: {line.removeprefix("- ").lower() for line in _lines(block)}
        for block in nlu
        if "synonym" in block
    }


def _lines(block: dict[str, str]) -> list[str]:
    return block["examples"].splitlines()


def _to(done: Done) -> str:
    [said] = done.said
    assert isinstance(said, HandOver)
    return said.function


@BY_ASSOCIATION
async def test_the_same_question_goes_to_the_committee_of_the_association(
    stage: Stage, association: str, kind: str, owner: str, committee: str
) -> None:
    stage.model = certain(0.1)
    slots = {"association_type": kind}
    done = await stage.act("action_answer", SAME_WORDS, ranking=GRANTS, slots=slots)
    assert _to(done) == owner
    assert PATHS.functions[owner].committee == committee


@BY_ASSOCIATION
async def test_a_person_asked_for_is_of_the_committee_of_the_association(
    stage: Stage, association: str, kind: str, owner: str, committee: str
) -> None:
    stage.model = certain(0.1)
    asked = {"ask_person": 0.8, "grants": 0.2}
    slots = {"association_type": kind}
    done = await stage.act("action_hand_over", SAME_WORDS, ranking=asked, slots=slots)
    assert _to(done) == owner


@BY_ASSOCIATION
def test_the_words_for_the_association_are_known_by_their_kind(
    association: str, kind: str, owner: str, committee: str
) -> None:
    assert association in _synonyms()[kind]


async def test_a_pensioners_and_a_sports_club_book_at_the_same_place(stage: Stage) -> None:
    stage.model = certain(0.1)
    for kind in (None, *ASSOCIATION_TYPES):
        slots = {"association_type": kind}
        done = await stage.act("action_answer", "Boka", ranking={"booking": 0.9}, slots=slots)
        assert _to(done) == "fritidsbokningen"


async def test_the_grant_that_is_named_decides_when_the_association_is_not(stage: Stage) -> None:
    stage.model = certain(0.1)
    slots = {"grant": "startbidrag"}
    done = await stage.act("action_answer", SAME_WORDS, ranking=GRANTS, slots=slots)
    assert _to(done) == "bidrag-kommunstyrelsen"


async def test_a_kind_that_no_one_knows_is_as_if_none_were_named(stage: Stage) -> None:
    stage.model = certain(0.4)
    slots = {"association_type": "bowlinghall"}
    done = await stage.act("action_answer", GRUNDBIDRAG.questions[0], ranking=GRANTS, slots=slots)
    assert done.slots["function"] == "bidrag-funktionsratt"


async def test_an_article_that_nearly_answers_says_who_owns_the_question(stage: Stage) -> None:
    stage.model = certain(0.4)
    asked = GRUNDBIDRAG.questions[0]
    done = await stage.act("action_answer", asked, ranking=GRANTS)
    assert done.slots["function"] == "bidrag-funktionsratt"


async def test_what_the_association_is_counts_for_more_than_the_nearest_article(
    stage: Stage,
) -> None:
    stage.model = certain(0.4)
    asked = STARTBIDRAG.questions[0]
    for kind, owner in ((None, "bidrag-kommunstyrelsen"), ("social", "bidrag-socialt")):
        slots = {"association_type": kind}
        done = await stage.act("action_answer", asked, ranking=GRANTS, slots=slots)
        assert done.trace is not None
        assert done.trace.articles[0]["id"] == STARTBIDRAG.id
        assert done.slots["function"] == owner


async def test_an_article_on_another_topic_does_not_say_who_owns_the_question(
    stage: Stage,
) -> None:
    stage.model = certain(0.4)
    done = await stage.act("action_answer", SAL.questions[0], ranking=GRANTS)
    assert done.trace is not None
    assert done.trace.articles[0]["id"] == SAL.id
    assert done.slots["function"] == "bidrag-kultur-fritid"


def test_every_kind_and_grant_that_the_contact_paths_name_can_be_understood() -> None:
    understood = _synonyms()
    kinds = {row.association_type for row in PATHS.responsibilities} - {None, "other"}
    matters = {row.matter for row in PATHS.responsibilities} - {None}
    assert kinds | matters <= set(understood)
    assert all(len(understood[name or ""]) >= 3 for name in kinds | matters)
