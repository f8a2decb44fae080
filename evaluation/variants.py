"""The same questions as people also write them: with typos, without dots, in a letter."""

import random
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from statistics import mean

from evaluation.labelled import Labelled

ONE_IN = 3  # words with a typo
SHORTEST = 4  # letters of a word that gets one
# Words that someone who types into a search box leaves out.
SMALL_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        och eller men att som om när hur vad vem vilka vilken vilket var vart varför är blir ska
        skall kan får måste vill har hade finns gör det den de en ett i på av till för från med
        hos under efter vi jag ni du man oss er mig dig vår vårt våra era ert sig sin sitt sina
        där här så inte någon något några alla då än ju bara också
        """,
    )
)
AS_THEY_ARE = "as they are"
LETTER = (
    "Hej! Jag är kassör i en förening i kommunen och hoppas att jag har kommit rätt. {question} "
    "Vi är tacksamma för svar när ni hinner. Med vänliga hälsningar, Kim"
)


@dataclass(frozen=True)
class Robustness:
    """Topics right, written in one way; `fall` is against the same questions as they are."""

    variant: str
    questions: int
    topic_accuracy: float
    fall: float


def variants(rows: Sequence[Labelled]) -> dict[str, list[Labelled]]:
    """Each way of writing with all questions; the same ones at each call."""
    ways: dict[str, Callable[[str], str]] = {
        AS_THEY_ARE: str,
        "typos": typos,
        "no diacritics": no_diacritics,
        "capitals": str.upper,
        "keywords": keywords,
        "letter": lambda question: LETTER.format(question=question),
    }
    return {
        name: [replace(row, question=way(row.question)) for row in rows]
        for name, way in ways.items()
    }


def typos(question: str) -> str:
    """One in about each third word that is long enough."""
    chance = random.Random(question)  # noqa: S311 - the same typos each time
    words = question.split()
    long = [at for at, word in enumerate(words) if len(word) >= SHORTEST]
    for at in chance.sample(long, k=min(len(long), max(1, len(words) // ONE_IN))):
        words[at] = _mistyped(words[at], chance)
    return " ".join(words)


def _mistyped(word: str, chance: random.Random) -> str:
    """A letter left out, doubled, or changed with the next; never the first."""
    at = chance.randrange(1, len(word) - 1)
    before, letter, after, rest = word[:at], word[at], word[at + 1], word[at + 2 :]
    return chance.choice(
        [before + after + rest, before + letter * 2 + after + rest, before + after + letter + rest]
    )


def no_diacritics(question: str) -> str:
    apart = unicodedata.normalize("NFD", question)
    return "".join(c for c in apart if not unicodedata.combining(c))


def keywords(question: str) -> str:
    words = re.findall(r"\w+", question.lower())
    return " ".join(word for word in words if word not in SMALL_WORDS) or question


def falls(asked: dict[str, list[Labelled]], topics: dict[str, list[str]]) -> list[Robustness]:
    """`topics` are those that the service saw, in the order of the questions asked."""
    right = {
        name: [row.topic == topic for row, topic in zip(asked[name], topics[name], strict=True)]
        for name in asked
    }
    plain = dict(zip((row.id for row in asked[AS_THEY_ARE]), right[AS_THEY_ARE], strict=True))
    found = []
    for name, rows in asked.items():
        share = mean(right[name])
        before = mean(plain[_original(row.id)] for row in rows)
        found.append(Robustness(name, len(rows), share, before - share))
    return found


def _original(name: str) -> str:
    """`d001-fi` is d001 in another language."""
    return name.partition("-")[0]


def as_text(found: Sequence[Robustness]) -> str:
    lines = [f"{'written':<16}{'questions':>10}{'topic right':>13}{'fall, points':>14}"]
    for one in found:
        fall = f"{100 * one.fall:.1f}"
        lines.append(f"{one.variant:<16}{one.questions:>10}{one.topic_accuracy:>13.3f}{fall:>14}")
    return "\n".join(lines)
