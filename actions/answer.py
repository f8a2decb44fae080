"""Answers from an article, asks which is meant, hands over, or passes on."""

from collections.abc import Sequence
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import messages
from actions.question import Question, Understanding
from knowledge.article import Article
from servicecenter.contact_paths import DUTY

# What each outcome costs the association, an answer at once being free. An answer from the
# wrong article costs two and a half times a question back.
WRONG_ANSWER, ASKED_BACK = 2.5, 1.0
ANSWER_FROM = 1 - ASKED_BACK / WRONG_ANSWER  # (1 - p) * WRONG_ANSWER <= ASKED_BACK
CLARIFY_FROM = 0.2  # below, too seldom is the right article among the three offered
OFFERED = 3


class ActionAnswer(Action):
    def __init__(self, understanding: Understanding) -> None:
        self._understanding = understanding

    def name(self) -> str:
        return "action_answer"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        several = answered_together(await self._understanding.each_of(tracker))
        if several:
            return _answer_together(dispatcher, several)
        question = await self._understanding.of(tracker)
        offered = tracker.get_slot("offered") or []
        decision, chosen = decide(question, offered)
        owner = question.owner
        # Said outright, since Rasa would else look through all its rules to find it.
        then = "action_listen"
        if decision == "answer":
            owner = question.function_of(chosen[0])
            messages.say(dispatcher, messages.answer(chosen[0], owner, question.language))
        elif decision == "clarify":
            messages.say(dispatcher, messages.clarify(chosen, question.language))
            offered = [*offered, *(article.id for article in chosen)]
        elif decision == "pass_on":
            owner = question.paths.functions[DUTY]
            messages.say(dispatcher, messages.pass_on(owner, question.language))
        else:
            topic = question.judgement.topic
            messages.say(dispatcher, messages.hand_over(owner, topic, "no_answer"))
            then = "handover_form"
        _tell(dispatcher, question, decision, owner.id)
        return [
            SlotSet("question", question.text),
            SlotSet("topic", question.judgement.topic),
            SlotSet("function", owner.id),
            SlotSet("offered", offered),
            FollowupAction(then),
        ]


def answered_together(questions: Sequence[Question]) -> list[Question]:
    """The questions of one message, if each has an answer of its own; else none."""
    answers = [decide(question, []) for question in questions]
    articles = {chosen[0].id for decision, chosen in answers if decision == "answer"}
    return list(questions) if len(articles) == len(questions) else []


def _answer_together(
    dispatcher: CollectingDispatcher, questions: Sequence[Question]
) -> list[EventType]:
    """One answer after the other; whether they helped is asked after the last."""
    first = questions[0]
    for question in questions:
        _, [article] = decide(question, [])
        owner = question.function_of(article)
        said = messages.answer(article, owner, question.language)
        is_last = question is questions[-1]
        messages.say(dispatcher, said if is_last else said.model_copy(update={"choices": []}))
    owner = first.function_of(first.articles[first.hits[0].article_id])
    _tell(dispatcher, first, "answer", owner.id)
    return [
        SlotSet("question", " ".join(question.text for question in questions)),
        SlotSet("topic", first.judgement.topic),
        SlotSet("function", owner.id),
        FollowupAction("action_listen"),
    ]


def decide(question: Question, offered: Sequence[str]) -> tuple[str, list[Article]]:
    """The decision, and the articles to show. `offered` have been offered before."""
    probability = question.judgement.probability
    if question.best and probability >= ANSWER_FROM:
        answers = question.best.id in question.fresh and not question.hits[0].is_open
        return ("answer", [question.best]) if answers else ("hand_over", [])
    if question.judgement.topic == "out_of_scope":
        return "pass_on", []
    fresh = [hit for hit in question.hits if hit.article_id in question.fresh]
    choices = [question.articles[hit.article_id] for hit in fresh[:OFFERED]]
    is_new = not {article.id for article in choices} <= set(offered)
    if probability >= CLARIFY_FROM and is_new:
        return "clarify", choices
    return "hand_over", []


def _tell(
    dispatcher: CollectingDispatcher, question: Question, decision: str, function: str
) -> None:
    messages.trace(
        dispatcher,
        topic=question.judgement.topic,
        decision=decision,
        function=function,
        probability=question.judgement.probability,
        articles=messages.found(question.hits, question.articles),
    )


class ActionShowArticle(Action):
    """Shows the article behind a button."""

    def __init__(self, understanding: Understanding) -> None:
        self._understanding = understanding

    def name(self) -> str:
        return "action_show_article"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        article_id = next(tracker.get_latest_entity_values("article"), "")
        article = self._understanding.library.article(article_id)
        if article is None:  # taken away since it was offered
            return [FollowupAction("action_hand_over")]
        paths = await self._understanding.paths()
        owner = paths.functions[article.function]
        question = tracker.get_slot("question") or ""
        asked_in = await self._understanding.language_of(tracker, question)
        messages.say(dispatcher, messages.answer(article, owner, asked_in))
        messages.trace(
            dispatcher,
            topic=article.topic,
            decision="answer",
            function=owner.id,
            articles=[{"id": article.id, "title": article.title, "score": 1.0}],
        )
        return [SlotSet("topic", article.topic), SlotSet("function", owner.id)]
