"""What would be answered: a question put to the library as it is, and as it would be."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from actions.answer import decide
from actions.question import Understanding
from knowledge.article import Article
from knowledge.versions import original

Verdict = Literal["same", "better", "worse", "moved"]


@dataclass(frozen=True)
class Outcome:
    """`articles` are those shown: the one that answers, or those to choose from."""

    decision: str
    articles: list[Article]

    @property
    def shown(self) -> tuple[str, list[str]]:
        return self.decision, [original(one) for one in self.articles]

    def good_for(self, expected: str | None) -> int:
        """2 when it is answered as it should be, 1 when the right article is one to choose from. No
        article expected means that none may answer."""
        if expected is None:
            return 0 if self.decision == "answer" else 2
        ids = [original(one) for one in self.articles]
        if expected not in ids:
            return 0
        return 2 if self.decision == "answer" else 1


@dataclass(frozen=True)
class Tried:
    """A question with what is answered now and would be. `expected` is the article that should
    answer; `has_expected` tells whether anything is expected at all."""

    question: str
    now: Outcome
    then: Outcome
    expected: str | None = None
    has_expected: bool = False

    @property
    def verdict(self) -> Verdict:
        if self.has_expected:
            was, is_ = self.now.good_for(self.expected), self.then.good_for(self.expected)
            if was != is_:
                return "better" if is_ > was else "worse"
        return "same" if self.now.shown == self.then.shown else "moved"

    @property
    def fails(self) -> bool:
        """As it would be, what is expected does not come."""
        return self.has_expected and self.then.good_for(self.expected) == 0


async def outcome(understanding: Understanding, question: str, language: str) -> Outcome:
    """By the search and the judgement alone: what a dialogue adds does not come from articles."""
    found = await understanding.of_form(question, None, language)
    decision, articles = decide(found, [])
    return Outcome(decision, list(articles))


async def tried(
    now: Understanding,
    then: Understanding,
    questions: Sequence[tuple[str, str | None, bool]],
    language: str = "sv",
) -> list[Tried]:
    """`questions` with what is expected of each, and whether anything is."""
    return [
        Tried(
            question,
            await outcome(now, question, language),
            await outcome(then, question, language),
            expected,
            has_expected,
        )
        for question, expected, has_expected in questions
    ]
