"""The typed messages that actions send to the conversation, through Rasa, as one JSON each."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from rasa_sdk.executor import CollectingDispatcher

from actions.words import button, not_in_your_language
from conversations.content import (
    Answer,
    Choice,
    Clarify,
    HandOver,
    PassOn,
    ShownArticle,
    Trace,
    Traced,
)
from knowledge.article import Article
from knowledge.language import SWEDISH
from knowledge.search import Hit
from servicecenter.contact_paths import Function, contact
from texts.catalogue import known, lang, text


def say(dispatcher: CollectingDispatcher, message: BaseModel) -> None:
    dispatcher.utter_message(json_message=message.model_dump(mode="json", exclude_none=True))


def trace(dispatcher: CollectingDispatcher, **known: Any) -> None:
    """What the bot made of the question, for agents and follow-up."""
    say(dispatcher, Traced(trace=Trace(**known)))


def found(hits: list[Hit], articles: Mapping[str, Article]) -> list[dict[str, float | str]]:
    """The articles found, as a trace tells of them."""
    return [
        {
            "id": hit.article_id,
            "title": articles[hit.article_id].title,
            "score": round(hit.score, 4),
        }
        for hit in hits[:5]
    ]


def answer(article: Article, owner: Function, asked_in: str = SWEDISH) -> Answer:
    """`asked_in` is the language of the question; another than the article's is told."""
    proposal = ["propose"] if article.topic == "cooperation" else []
    return Answer(
        language=asked_in,
        notice=None if article.language == lang(asked_in) else not_in_your_language(asked_in),
        article=ShownArticle(
            id=article.id,
            title=article.title,
            lead=article.lead,
            rest=article.rest,
            source=article.source,
            reviewed_on=article.verified_on,
            confirmed=not article.to_verify,
            function=owner.name,
            language=article.language,
        ),
        choices=[button(id_, asked_in) for id_ in ("helpful", "not_helpful", *proposal)],
    )


def clarify(articles: list[Article], asked_in: str = SWEDISH) -> Clarify:
    return Clarify(
        language=known(asked_in),
        text=text(asked_in, "bot-which"),
        choices=[
            *(Choice(id=f"article:{article.id}", title=article.title) for article in articles),
            button("none", asked_in),
        ],
    )


def pass_on(duty: Function, asked_in: str = SWEDISH) -> PassOn:
    return PassOn(
        language=known(asked_in),
        text=text(asked_in, "bot-outside", function=duty.name),
        contact=contact(duty),
        choices=[button("person", asked_in)],
    )


def hand_over(owner: Function, topic: str, reason: str) -> HandOver:
    return HandOver(function=owner.id, topic=topic, reason=reason)
