"""Hints for plain Swedish: long sentences, words of the authorities, and how hard a text is."""

import re
from dataclasses import dataclass
from typing import Literal

from knowledge.passages import plain

LONG = 22  # words; the Swedish advice is 15 to 20 on average
HARD = 45  # LIX from here on is the language of authorities
LONG_WORD = 6  # letters; longer ones count as long in LIX
# What one writes instead. Each is looked for as a whole word, with its endings named.
SIMPLER = {
    "avseende": "om",
    "beträffande": "om",
    "rörande": "om",
    "angående": "om",
    "avses": "är, gäller",
    "erfordras": "behövs",
    "erforderlig": "som behövs",
    "erforderliga": "som behövs",
    "erhålla": "få",
    "erhåller": "får",
    "tillhandahålla": "ge, ha",
    "tillhandahåller": "ger, har",
    "åligger": "ska",
    "ålägga": "kräva",
    "medelst": "med, genom",
    "jämlikt": "enligt",
    "dylikt": "sådant",
    "dylika": "sådana",
    "härvid": "då",
    "därvid": "då",
    "varvid": "och då",
    "vederbörande": "den det gäller",
    "vederbörligen": "som man ska",
    "ovanstående": "det här",
    "nedanstående": "det här",
    "utgör": "är",
    "utgöra": "vara",
    "inkomma": "lämna, skicka",
    "inkommit": "kommit",
    "inkommen": "som har kommit",
    "föreligger": "finns",
    "föreligga": "finnas",
    "verkställa": "göra",
    "verkställs": "görs",
    "påkalla": "begära",
    "anmoda": "be",
    "anmodas": "ombeds",
    "huruvida": "om",
    "ehuru": "fast",
    "emedan": "eftersom",
    "enär": "eftersom",
    "såtillvida": "om",
    "dessförinnan": "innan",
    "respektive": "och",
    "bifalla": "säga ja till",
    "bifalls": "får ja",
    "avslås": "får nej",
    "delgivning": "att ni får beslutet",
    "skriftligen": "skriftligt",
    "godtagbar": "bra nog",
    "nyttja": "använda",
    "nyttjas": "används",
    "nyttjande": "användning",
    "beakta": "tänka på",
    "beaktas": "räknas med",
    "tillse": "se till",
    "tillses": "ordnas",
    "uppbära": "få",
    "uppbär": "får",
    "handläggningsförfarande": "hur vi arbetar med ärendet",
    "i enlighet med": "enligt",
    "med anledning av": "för att, om",
    "i syfte att": "för att",
    "på grund av att": "eftersom",
    "under förutsättning att": "om",
    "i samband med": "när, vid",
    "i förekommande fall": "om det finns",
}
_HARD_WORDS = re.compile(
    r"\b(" + "|".join(sorted(map(re.escape, SIMPLER), key=len, reverse=True)) + r")\b",
    re.IGNORECASE,
)
# Not after a number or a short form: "den 1. maj", "t.ex. en".
_END = re.compile(r"(?<!\bt\.ex)(?<!\bbl\.a)(?<!\bs\.k)(?<!\d)[.!?:](?=\s)|\n+")


@dataclass(frozen=True)
class Hint:
    kind: Literal["long", "officialese", "lix"]
    text: str
    advice: str


def hints(markdown: str) -> list[Hint]:
    """For a Swedish text, in the order in which they stand."""
    text = plain(markdown)
    sentences = _sentences(text)
    long = [
        Hint("long", one, f"{len(_words(one))} ord. Dela meningen.")
        for one in sentences
        if len(_words(one)) > LONG
    ]
    found = dict.fromkeys(word[0].lower() for word in _HARD_WORDS.finditer(text))
    hard = [Hint("officialese", word, f"Skriv hellre: {SIMPLER[word]}.") for word in found]
    number = lix(text)
    told = "Svår text. Korta meningarna och byt långa ord."
    whole = [Hint("lix", f"LIX {number}", told)] if number >= HARD else []
    return whole + long + hard


def lix(text: str) -> int:
    """Words in a sentence, and the share of words that are long: 30 is easy, 50 is hard."""
    words, sentences = _words(text), _sentences(text)
    if not words:
        return 0
    long = sum(len(word) > LONG_WORD for word in words)
    return round(len(words) / max(1, len(sentences)) + 100 * long / len(words))


def _sentences(text: str) -> list[str]:
    return [one.strip() for one in _END.split(text) if len(_words(one)) > 1]


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:[-'][^\W\d_]+)*", text)
