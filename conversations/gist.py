"""What a message asks, without what is only polite, and without shouting.

Letters greet, introduce their writer, thank, and sign. All of that is stored and shown; but it is
not what the question is about, and would blur it for who tells topics and looks for answers.
"""

import re

LONG = 20  # words; a shorter message is asked as it stands
_SENTENCES = re.compile(r"(?<=[.!?…])\s+|\n+")
_COURTESY = re.compile(
    r"""
    hej | hallå | tjena | goddag | god\s(?:dag|morgon|kväll|afton) | bästa\s | till\sberörd
    | tack | tusen\stack | på\sförhand | vi\sär\stacksam | jag\sär\stacksam | (?:jag|vi)\shoppas
    | m?vh\b | med\s(?:vänlig|bästa|soliga)\w* | vänlig\w*\shälsning | hälsning | allt\sgott
    | (?:jag|mitt\snamn)\s(?:är|heter) | jag\s(?:skriver|hör\sav|kontaktar)
    | hello | hi\b | dear | good\s(?:morning|day|evening) | thank | many\sthanks | kind\sregards
    | best\sregards | regards | yours | my\sname\sis | (?:i|we)\s(?:am|are)\s(?:grateful|a)\b
    | terve | moi\b | hyvää\s(?:päivää|iltaa|huomenta) | kiitos | kiitän | ystävällisin
    | terveisin | nimeni\son | olen\s
    """,
    re.IGNORECASE | re.VERBOSE,
)


# What a message of thanks or farewell is made of.
_POLITE = """
    tack tackar tusen så mycket jättemycket för hjälpen svaret snabba det var bra toppen super
    perfekt fint ok okej ja vad snällt detsamma ha en du ni med hej då hejdå hörs vi
    thanks thank you very much so for the help your answer great ok okay perfect bye
    kiitos kiitoksia paljon avusta vastauksesta hyvä hienoa ok selvä hei moikka näkemiin
"""


def is_thanks(text: str) -> bool:
    """Whether it says nothing but thanks or farewell. What is not sure to does say something."""
    words = re.findall(r"\w+", text.lower())
    return set(words) <= set(_POLITE.split())


def gist(text: str) -> str:
    """The message without its courtesies. What is told stays beside what is asked: a question such
    as "Hur gör vi?" says nothing by itself."""
    if text.isupper() and " " in text:
        text = text.capitalize()
    if len(text.split()) <= LONG:
        return text
    sentences = [sentence.strip() for sentence in _SENTENCES.split(text) if sentence.strip()]
    told = [sentence for sentence in sentences if not _COURTESY.match(sentence)]
    return " ".join(told or sentences)
