"""A button shows its article, and one that was taken away meanwhile leads to a person."""

from datetime import timedelta

import pytest

from conversations.content import Answer, HandOver
from knowledge import articles
from knowledge.article import Article
from tests.actions.articles import AVBOKA, LAXHJALP, SAL
from tests.actions.stage import Done, Stage, certain
from tests.cast import MONDAY


async def _pressed(stage: Stage, article_id: str | None) -> Done:
    await stage.library.catch_up()
    text = f'/choose{{"article": "{article_id}"}}'
    entities = {"article": article_id} if article_id else {}
    return await stage.act("action_show_article", text, ranking={"choose": 1.0}, entities=entities)


@pytest.mark.parametrize("article", [SAL, LAXHJALP], ids=lambda article: article.id)
async def test_the_article_behind_the_button_is_shown(stage: Stage, article: Article) -> None:
    done = await _pressed(stage, article.id)
    [said] = done.said
    assert isinstance(said, Answer)
    assert (said.article.id, said.article.title) == (article.id, article.title)
    assert done.followed_by is None


async def test_who_owns_the_article_gets_what_is_asked_next(stage: Stage) -> None:
    done = await _pressed(stage, LAXHJALP.id)
    assert done.slots == {"topic": "cooperation", "function": "samverkan"}


async def test_the_trace_tells_which_article_was_chosen(stage: Stage) -> None:
    trace = (await _pressed(stage, AVBOKA.id)).trace
    assert trace is not None
    assert (trace.decision, trace.topic, trace.function) == (
        "answer",
        "booking",
        "fritidsbokningen",
    )
    assert [one["id"] for one in trace.articles] == [AVBOKA.id]


async def test_an_article_taken_away_since_it_was_offered_leads_to_a_person(stage: Stage) -> None:
    await stage.db.write(articles.unpublish, SAL.id)
    done = await _pressed(stage, SAL.id)
    assert (done.said, done.followed_by) == ([], "action_hand_over")


async def test_an_article_past_its_review_date_leads_to_a_person(stage: Stage) -> None:
    stage.today = MONDAY.date() + timedelta(days=365)
    done = await _pressed(stage, SAL.id)
    assert (done.said, done.followed_by) == ([], "action_hand_over")


@pytest.mark.parametrize("article_id", ["none-such", None])
async def test_a_button_without_an_article_leads_to_a_person(
    stage: Stage, article_id: str | None
) -> None:
    assert (await _pressed(stage, article_id)).followed_by == "action_hand_over"


async def test_that_person_is_of_the_function_that_was_asked_before(stage: Stage) -> None:
    stage.model = certain(0.3)
    asked = await stage.act("action_answer", SAL.questions[0], ranking={"booking": 0.9})
    await stage.db.write(articles.unpublish, SAL.id)

    text = f'/choose{{"article": "{SAL.id}"}}'
    done = await stage.act("action_hand_over", text, ranking={"choose": 1.0}, slots=asked.slots)

    assert done.said == [
        HandOver(function="fritidsbokningen", topic="booking", reason="bot_unsure")
    ]
