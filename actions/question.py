"""What was asked, and what is known of it: the evidence that every decision rests on."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from rasa_sdk import Tracker

from actions.matters import matters
from conversations.gist import gist
from conversations.language import language_of as conversation_language
from db.engine import Database
from db.schema import ASSOCIATION_TYPES
from knowledge.article import Article
from knowledge.draft import Draft
from knowledge.judgement import Judgement, Model, judge
from knowledge.language import language_of
from knowledge.library import Library
from knowledge.search import Hit
from servicecenter.contact_paths import ContactPaths, Function
from texts.catalogue import known, lang

SURE_ENOUGH = 0.3  # from here on the best article says who owns the question


@dataclass(frozen=True)
class Question:
    text: str
    association_type: str | None
    matter: str | None
    language: str
    hits: list[Hit]
    articles: Mapping[str, Article]
    fresh: frozenset[str]  # the ids of articles that may be answered from
    judgement: Judgement
    paths: ContactPaths

    @property
    def best(self) -> Article | None:
        return self.articles[self.hits[0].article_id] if self.hits else None

    @property
    def owner(self) -> Function:
        """Who has the question when no article answers it."""
        article = self.deciding_article
        if article:
            return self.function_of(article)
        return self.paths.route(self.judgement.topic, self.association_type, self.matter)

    @property
    def deciding_article(self) -> Article | None:
        """The article whose owner has the question, where no kind of association was named."""
        if self.association_type is not None or self.best is None:
            return None
        is_of_topic = self.best.topic == self.judgement.topic
        return self.best if is_of_topic and self.judgement.probability >= SURE_ENOUGH else None

    def function_of(self, article: Article) -> Function:
        return self.paths.functions[article.function]


class Understanding:
    """Puts together what Rasa understood and what the library holds."""

    def __init__(
        self,
        db: Database,
        library: Library | Draft,
        paths: Callable[[], Awaitable[ContactPaths]],
        model: Model,
    ) -> None:
        self.db = db
        self.library = library
        self.paths = paths
        self._model = model

    def on(self, library: Library | Draft) -> "Understanding":
        """The same with other articles."""
        return Understanding(self.db, library, self.paths, self._model)

    async def of(self, tracker: Tracker) -> Question:
        latest = tracker.latest_message
        return await self._of(tracker, _asked(tracker), intents_of(latest))

    async def each_of(self, tracker: Tracker) -> list[Question]:
        """The questions of a message that asks of several matters; else none. Rasa has understood
        the message as one, so what each of them is about is told by the search alone."""
        parts = matters(_asked(tracker))
        return [await self._of(tracker, part, {}) for part in parts]

    async def language_of(self, tracker: Tracker, text: str) -> str:
        """That of the words, if it is clear; else the conversation's, which comes with the message
        unless a process from before it did took part."""
        told = (tracker.latest_message.get("metadata") or {}).get("language")
        if told is not None:
            return language_of(text, known(told))
        return language_of(text, await self.db.read(conversation_language, tracker.sender_id))

    async def of_words(
        self, text: str, association_type: str | None, matter: str | None
    ) -> Question:
        """Words of which the kind of association and the grant are known beforehand."""
        asked = gist(text)
        return await self._search(asked, {}, language_of(asked, "sv"), association_type, matter)

    async def of_form(self, text: str, topic: str | None, language: str) -> Question:
        """Words without a dialogue around them. The topic that their writer has chosen counts."""
        asked = gist(text)
        question = await self._search(asked, {}, language_of(asked, language))
        if topic is None:
            return question
        return replace(question, judgement=replace(question.judgement, topic=topic))

    async def _of(self, tracker: Tracker, text: str, intents: dict[str, float]) -> Question:
        named = tracker.get_slot("association_type")
        association_type = named if named in ASSOCIATION_TYPES else None
        language = await self.language_of(tracker, text)
        matter = tracker.get_slot("grant")
        return await self._search(text, intents, language, association_type, matter)

    async def _search(
        self,
        text: str,
        intents: dict[str, float],
        language: str,
        association_type: str | None = None,
        matter: str | None = None,
    ) -> Question:
        hits = await self.library.find(text, association_type, lang(language))
        articles, fresh = self.library.articles, self.library.fresh()  # those of this search
        judgement = judge(self._model, intents, hits, articles)
        return Question(
            text,
            association_type,
            matter,
            language,
            judgement.hits,
            articles,
            fresh,
            judgement,
            await self.paths(),
        )


def _asked(tracker: Tracker) -> str:
    return gist(tracker.latest_message.get("text") or "")


def intents_of(latest: dict[str, Any]) -> dict[str, float]:
    """Rasa's confidences by intent."""
    return {row["name"]: row["confidence"] for row in latest.get("intent_ranking") or []}
