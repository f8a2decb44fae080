"""The questions put to both services: no text twice, since Lotsen remembers what it has encoded."""

from dataclasses import dataclass

from evaluation import labelled

MEASURED = 300


@dataclass(frozen=True)
class Questions:
    warm_up: list[str]
    alone: list[str]
    at_once: list[str]  # the same, with a greeting before each


def questions() -> Questions:
    texts = distinct_texts()
    alone = texts[:MEASURED]
    return Questions(texts[MEASURED:], alone, [f"Hej! {text}" for text in alone])


def distinct_texts() -> list[str]:
    files = (labelled.LABELLED, labelled.HERE / "questions_dev.jsonl")
    return list(dict.fromkeys(row.question for file in files for row in labelled.read(file)))
