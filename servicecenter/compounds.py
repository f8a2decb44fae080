"""Swedish words as one searches for them: in any form, and a compound by its parts.

A Swedish stem is what the forms of a word begin with, so a text that contains it holds some form
of the word, or a compound of it: `hall` finds both `hallen` and `sporthallar`. A word that loses
a vowel in some forms (`nyckel`, `nycklar`) has two stems, and either will do.

A compound is also found where its parts stand by themselves, whatever the order and the number of
them: `föreningsbidragsansökan` in `ansökan om bidrag till föreningen`. No list of words is needed:
what a part is, the text says, since each must be what one of its words begins with.
"""

import re
from dataclasses import dataclass
from functools import cached_property

import Stemmer

LEAST_WITH_VOWEL = 4  # letters; of shorter stems too little would be left
PART = 4  # letters of a part at the least: of shorter ones, too many words would be made up
END = PART - 1  # of a part's stem
# What stands between the words that are meant, and is left out in a compound.
_BETWEEN = "att av de den det en ett för från hos i med och om på som till vid är"
BETWEEN = frozenset(_BETWEEN.split())


@dataclass(frozen=True)
class Wanted:
    """A word that is searched for."""

    word: str

    @cached_property
    def forms(self) -> set[str]:
        """One of them stands in every text that holds the word."""
        return _forms_of(self.word)

    @property
    def may_be_compound(self) -> bool:
        return len(self.word) >= 2 * PART

    @property
    def ends(self) -> tuple[set[str], set[str]]:
        """One of each stands in every text that holds the parts: what the first part begins with,
        and what the last one ends with."""
        return {self.word[:PART]}, {form[-END:] for form in self.forms}

    def is_in(self, text: str) -> bool:
        """In lower case."""
        if any(form in text for form in self.forms):
            return True
        return self.may_be_compound and _is_made_of(self.word, set(re.findall(r"\w+", text)))


def wanted(written: str, most: int) -> list[Wanted]:
    """Without the words between, unless there are no others."""
    words = re.findall(r"\w+", written.lower())
    meant = [one for one in words if one not in BETWEEN] or words
    return [Wanted(one) for one in meant[:most]]


def _forms_of(word: str) -> set[str]:
    stem: str = Stemmer.Stemmer("swedish").stemWord(word)
    return _forms(stem)


def _forms(stem: str) -> set[str]:
    """What the stemmer leaves of definite forms (`nyckeln`, `ansökan`) goes too."""
    stem = re.sub(r"(?<=el)n$|(?<=\w{4})an$", "", stem)
    if len(stem) < LEAST_WITH_VOWEL:
        return {stem}
    without = re.sub(r"[ae]([lnr])$", r"\1", stem)
    within = re.sub(r"(?<=[^aeiouyåäö])([lnr])$", r"e\1", stem)
    return {stem, without, within}


def _is_made_of(compound: str, words: set[str]) -> bool:
    if _begin_one(_forms_of(compound), words):
        return True
    cuts = range(PART, len(compound) - PART + 1)
    return any(
        _begin_one(_forms(compound[:cut]), words) and _goes_on(compound[cut:], words)
        for cut in cuts
    )


def _goes_on(rest: str, words: set[str]) -> bool:
    """An `s` may bind it to what it follows."""
    bound = {rest, rest.removeprefix("s")}
    return any(len(one) >= PART and _is_made_of(one, words) for one in bound)


def _begin_one(forms: set[str], words: set[str]) -> bool:
    return any(word.startswith(form) for form in forms for word in words)
