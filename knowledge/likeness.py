"""Points out articles that say the same, or that answer one matter with another date, amount or
limit.

Two articles are looked at when they are near in meaning; then their sentences are compared by runs
of characters, those with facts without the facts. The bounds were set on the articles in
`knowledge/seed` with planted ones among them (tests/knowledge/test_likeness.py).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from typing import Literal

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer

from knowledge.article import Article
from knowledge.encoder.model import Vectors
from knowledge.grouping import centred
from knowledge.passages import plain
from knowledge.versions import original

NEAR = 0.45  # cosine of meanings, without what all articles have in common
ALIKE = 0.5
SAID_AGAIN = 0.58  # how much of the beginning of the shorter one stands in the other, of 1
SAME_BUT_FACTS = 0.65
BEGINNING = 6  # sentences
MOST_PAIRS = 5
_NUMBERS = dict(
    zip(
        ["ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"],
        range(1, 13),
        strict=True,
    )
)
_MONTHS = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
_COUNT = r"\d+(?:[ \u00a0.]\d{3})*(?:,\d+)?|" + "|".join(["en", *_NUMBERS])
_UNITS = r"arbetsdag|dag|veck|månad|år\b|timm|medlem|kvadratmeter|meter"
# Each kind of fact, and how it is written: a number, and of what.
FACTS = {
    "date": re.compile(rf"\b(\d{{1,2}})\.?\s+({_MONTHS})\b", re.IGNORECASE),
    "amount": re.compile(rf"\b({_COUNT})\s*(kronor|kr\b|procent|%)", re.IGNORECASE),
    "limit": re.compile(rf"\b({_COUNT})\s+({_UNITS})", re.IGNORECASE),
}
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ0-9])|\n+")
Matrix = npt.NDArray[np.float64]
# What an article is about, as two vectors: of its title and questions, and of its beginning.
About = tuple[Vectors, Vectors]


@dataclass(frozen=True)
class Sentence:
    """`about` is the text without its facts; these are (kind and unit, number)."""

    text: str
    about: str
    facts: frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Likeness:
    """Of two articles; `pairs` are the sentences that differ in a fact, the likest first."""

    kind: Literal["duplicate", "contradiction"]
    one: str
    other: str
    pairs: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Read:
    """An article in sentences."""

    article: Article

    @cached_property
    def sentences(self) -> list[Sentence]:
        parts = (part.strip() for part in _SENTENCE.split(plain(self.article.body)))
        return [sentence(part) for part in parts if len(part.split()) > 3]

    @cached_property
    def with_facts(self) -> list[Sentence]:
        return [one for one in self.sentences if one.facts]

    @cached_property
    def facts(self) -> frozenset[tuple[str, str]]:
        return frozenset().union(*(one.facts for one in self.with_facts))


def sentence(text: str) -> Sentence:
    facts, about = set(), text
    for kind, pattern in FACTS.items():
        facts |= {_fact(kind, match) for match in pattern.finditer(text)}
        about = pattern.sub("…", about)
    return Sentence(text, about, frozenset(facts))


def likenesses(articles: Sequence[Article], about: Mapping[str, About]) -> list[Likeness]:
    """Of each two that are no translations of each other. `about` by the article's id."""
    read = [Read(one) for one in articles]
    if len(read) < 3:  # what all have in common could not be told
        return []
    near = _nearness([about[one.id] for one in articles])
    runs = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
    runs.fit([text for one in read for text in (one.article.title, one.article.body)])
    found = []
    for (at, one), (place, other) in combinations(enumerate(read), 2):
        is_other = original(one.article) != original(other.article)
        if is_other and one.article.language == other.article.language and near[at, place] >= NEAR:
            found.append(_compared(runs, one, other, float(near[at, place])))
    return [likeness for likeness in found if likeness]


def _nearness(about: list[About]) -> Matrix:
    total = np.zeros((len(about), len(about)))
    for part in (0, 1):
        vectors = np.stack([one[part] for one in about])
        apart = centred(vectors, vectors.mean(axis=0))
        total += apart @ apart.T
    return total / 2


def _compared(runs: TfidfVectorizer, one: Read, other: Read, near: float) -> Likeness | None:
    pairs = _contradictions(runs, one, other)
    names = one.article.id, other.article.id
    if pairs:
        return Likeness("contradiction", *names, pairs[:MOST_PAIRS])
    if near >= ALIKE and _said_again(runs, one, other) >= SAID_AGAIN:
        return Likeness("duplicate", *names)
    return None


def _contradictions(runs: TfidfVectorizer, one: Read, other: Read) -> list[tuple[str, str]]:
    mine, theirs = one.with_facts, other.with_facts
    if not mine or not theirs:
        return []
    same = _sameness(runs, [s.about for s in mine], [s.about for s in theirs])
    order = np.argwhere(same >= SAME_BUT_FACTS)
    likest = sorted(order.tolist(), key=lambda at: -same[at[0], at[1]])
    return [
        (mine[a].text, theirs[b].text)
        for a, b in likest
        if _differ(mine[a], theirs[b], one.facts, other.facts)
    ]


def _differ(
    mine: Sentence,
    theirs: Sentence,
    all_mine: frozenset[tuple[str, str]],
    all_theirs: frozenset[tuple[str, str]],
) -> bool:
    """In a fact of one kind and unit. What the other says elsewhere too is no difference."""
    for kind in {kind for kind, _ in mine.facts} & {kind for kind, _ in theirs.facts}:
        here = {fact for fact in mine.facts if fact[0] == kind}
        there = {fact for fact in theirs.facts if fact[0] == kind}
        if not here & all_theirs and not there & all_mine:
            return True
    return False


def _said_again(runs: TfidfVectorizer, one: Read, other: Read) -> float:
    short, long = sorted((one, other), key=lambda read: len(read.sentences))
    if not short.sentences or not long.sentences:
        return 0.0
    begins = [sentence.text for sentence in short.sentences[:BEGINNING]]
    same = _sameness(runs, begins, [sentence.text for sentence in long.sentences])
    return float(same.max(axis=1).mean())


def _sameness(runs: TfidfVectorizer, some: list[str], others: list[str]) -> Matrix:
    found: Matrix = (runs.transform(some) @ runs.transform(others).T).toarray()
    return found


def _fact(kind: str, match: re.Match[str]) -> tuple[str, str]:
    """A date is of its kind alone: another month is another date."""
    number = re.sub(r"[ \u00a0.]", "", match[1].lower())
    number = str(_NUMBERS.get(number, "1" if number == "en" else number))
    unit = {"kr": "kronor", "%": "procent"}.get(match[2].lower(), match[2].lower())
    return (kind, f"{number} {unit}") if kind == "date" else (f"{kind} {unit}", number)
