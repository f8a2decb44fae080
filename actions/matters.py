"""Takes a message apart that asks of two matters at once."""

import re

MOST = 3  # matters that one message is taken apart into
SHORTEST = 3  # words of a question that can stand alone
_QUESTION_WORDS = "när|hur|vad|vem|vilka|vilken|vilket|var|vart|varför|kan|får|måste|finns|ska"
_JOINTS = re.compile(rf"(?<=\?)\s+|,?\s+(?:och|samt)\s+(?=(?:{_QUESTION_WORDS})\b)", re.IGNORECASE)
_SENTENCES = re.compile(r"(?<=[.!])\s+")


def matters(text: str) -> list[str]:
    """The questions in a message, when there are a few that can each stand alone; else none."""
    parts = [_last_sentence(part) for part in _JOINTS.split(text)]
    asked = [part for part in parts if len(part.split()) >= SHORTEST]
    return asked if 2 <= len(asked) <= MOST and text.rstrip().endswith("?") else []


def _last_sentence(part: str) -> str:
    """What stands before the question tells of the asker."""
    return _SENTENCES.split(part.strip())[-1]
