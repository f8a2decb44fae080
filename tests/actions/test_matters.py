"""A message that asks of two matters is taken apart, and each is answered."""

import pytest

from actions.matters import matters
from conversations.content import Answer
from tests.actions.articles import AVBOKA, LAXHJALP, SAL
from tests.actions.stage import Stage, certain

TWO = f"{SAL.questions[0]} {LAXHJALP.questions[0]}"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Vad kostar salen? När öppnar den?", ["Vad kostar salen?", "När öppnar den?"]),
        ("Vad kostar salen och hur bokar vi den?", ["Vad kostar salen", "hur bokar vi den?"]),
        (
            "Hej! Vi är nya. Vad kostar en sal? Och när söker man bidrag?",
            ["Vad kostar en sal?", "Och när söker man bidrag?"],
        ),
    ],
)
def test_two_questions_are_two_matters(text: str, parts: list[str]) -> None:
    assert matters(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Vad kostar en gymnastiksal?",
        "Får barn och ungdomar träna gratis?",  # no question word after the "och"
        "Hej! Vad kostar det?",
        "Va? Hur? När?",  # none stands alone
        "Vad kostar det? Jag undrar bara.",  # what comes after may change it
        "Vad gör vi? Vem gör det då? Hur gör man det? När ska det göras?",
    ],
)
def test_anything_else_is_one(text: str) -> None:
    assert matters(text) == []


async def test_each_matter_of_a_message_gets_its_own_answer(stage: Stage) -> None:
    stage.model = certain(0.9)
    done = await stage.act("action_answer", TWO, ranking={"booking": 0.9})
    assert [said.article.id for said in done.said if isinstance(said, Answer)] == [
        SAL.id,
        LAXHJALP.id,
    ]
    assert done.trace is not None
    assert (done.trace.decision, done.followed_by) == ("answer", "action_listen")


async def test_whether_they_helped_is_asked_once_after_the_last(stage: Stage) -> None:
    stage.model = certain(0.9)
    done = await stage.act("action_answer", TWO, ranking={"booking": 0.9})
    choices = [said.choices for said in done.said if isinstance(said, Answer)]
    assert choices[0] == []
    assert "not_helpful" in {choice.id for choice in choices[1]}


async def test_two_ways_of_asking_the_same_have_one_answer(stage: Stage) -> None:
    stage.model = certain(0.9)
    twice = f"{AVBOKA.questions[0]} Hur avbokar vi en tid?"
    done = await stage.act("action_answer", twice, ranking={"booking": 0.9})
    assert len(done.said) == 1


async def test_where_one_of_them_has_no_answer_the_message_is_one_question(stage: Stage) -> None:
    stage.model = certain(0.1)
    done = await stage.act("action_answer", TWO, ranking={"booking": 0.9})
    assert len(done.said) == 1
