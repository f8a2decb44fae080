"""The typed messages that actions send to the conversation, through Rasa, as one JSON each."""

from typing import Any

from pydantic import BaseModel
from rasa_sdk.executor import CollectingDispatcher

from conversations.content import (
    Answer,
    Choice,
    Clarify,
    Contact,
    HandOver,
    PassOn,
    ShownArticle,
    Trace,
    Traced,
)
from knowledge.article import Article
from knowledge.language import SWEDISH
from knowledge.search import Hit
from servicecenter.contact_paths import Function

NONE_FITS = Choice(id="none", title="Inget av dessa")
HELPED = [
    Choice(id="helpful", title="Ja, det hjälpte"),
    Choice(id="not_helpful", title="Nej, jag vill fråga en människa"),
]
PROPOSE = Choice(id="propose", title="Lämna ett förslag till kommunen")
TO_PERSON = Choice(id="person", title="Skicka frågan till en människa")

# To who asked in a language that the article is not in, in that language.
ONLY_IN_OTHERS = {
    "sv": "Den här texten finns inte på svenska än.",
    "fi": "Tätä tekstiä ei ole vielä suomeksi.",
    "en": "This text is not available in English yet.",
    "ar": "هذا النص غير متوفر باللغة العربية بعد.",
    "so": "Qoraalkan weli kuma hayno af-Soomaali.",
    "pl": "Tego tekstu nie ma jeszcze po polsku.",
}


def say(dispatcher: CollectingDispatcher, message: BaseModel) -> None:
    dispatcher.utter_message(json_message=message.model_dump(mode="json", exclude_none=True))


def trace(dispatcher: CollectingDispatcher, **known: Any) -> None:
    """What the bot made of the question, for agents and follow-up."""
    say(dispatcher, Traced(trace=Trace(**known)))


def found(hits: list[Hit], articles: dict[str, Article]) -> list[dict[str, float | str]]:
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
    return Answer(
        notice=ONLY_IN_OTHERS.get(asked_in) if article.language != asked_in else None,
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
        choices=[*HELPED, PROPOSE] if article.topic == "cooperation" else HELPED,
    )


def clarify(articles: list[Article]) -> Clarify:
    return Clarify(
        text="Jag är inte säker på vad du menar. Är det något av detta?",
        choices=[
            *(Choice(id=f"article:{article.id}", title=article.title) for article in articles),
            NONE_FITS,
        ],
    )


def pass_on(duty: Function) -> PassOn:
    return PassOn(
        text=(
            "Det här verkar inte gälla föreningar. "
            f"{duty.name} svarar på sådana frågor och hjälper dig vidare."
        ),
        contact=contact(duty),
        choices=[TO_PERSON],
    )


def hand_over(owner: Function, topic: str, reason: str) -> HandOver:
    return HandOver(function=owner.id, topic=topic, reason=reason)


def contact(owner: Function) -> Contact:
    """Only what the municipality has confirmed is given out."""
    return Contact(
        function=owner.name,
        committee=owner.committee,
        email=owner.email if owner.is_confirmed("E-postadress") else None,
        phone=owner.phone if owner.is_confirmed("Telefonnummer") else None,
        visiting_address=owner.visiting_address if owner.is_confirmed("Besöksadress") else None,
    )
