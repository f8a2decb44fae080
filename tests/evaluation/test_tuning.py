"""Tuning the encoder: what is learnt from, and when the result is kept."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer

from evaluation.tuning import BATCH, Example, Judged, as_text, batches, examples, is_left_out, learn
from knowledge.article import Article, read_folder
from knowledge.encoder.folder import write_folder
from knowledge.encoder.model import PROMPTS, Encoder
from knowledge.encoder.wheel import read_model
from knowledge.versions import original
from tests.knowledge.tiny_model import as_file, random_tensors


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return read_folder(Path("knowledge/seed"))[:12]


@pytest.fixture(scope="module")
def learnt(articles: list[Article], encoder: Encoder) -> list[Example]:
    return examples(articles, encoder)


def test_every_title_and_question_is_learnt_from(
    articles: list[Article], learnt: list[Example]
) -> None:
    asked = [text for one in articles for text in (one.title, *one.questions)]
    assert Counter(one.question for one in learnt) == Counter(asked)


def test_the_passage_is_of_the_questions_article_and_the_other_of_another(
    articles: list[Article], learnt: list[Example]
) -> None:
    titles: dict[str, set[str]] = {}
    for one in articles:
        titles.setdefault(original(one), set()).add(one.title)
    for example in learnt:
        assert example.passage.split("\n")[0] in titles[example.group]
        assert example.other.split("\n")[0] not in titles[example.group]


def test_a_batch_never_holds_two_of_one_article_and_nothing_is_learnt_twice(
    learnt: list[Example],
) -> None:
    found = list(batches(learnt))
    for batch in found:
        assert 1 < len({one.group for one in batch}) == len(batch) <= BATCH
    seen = Counter(one.question for batch in found for one in batch)
    assert not seen - Counter(one.question for one in learnt)
    assert seen.total() > len(learnt) / 2


def test_some_articles_are_left_out_with_all_their_translations() -> None:
    everything = read_folder(Path("knowledge/seed"))
    left_out = {original(one) for one in everything if is_left_out(original(one))}
    assert len(everything) / 10 < len(left_out) < len(everything) / 3


def test_a_question_comes_nearer_to_what_answers_it_than_to_what_does_not(tmp_path: Path) -> None:
    (tmp_path / "tiny.bin").write_bytes(as_file(random_tensors()))
    write_folder(read_model(tmp_path / "tiny.bin"), tmp_path / "torch")
    pairs = [Example("a", "hyra", "sal sal", "hyra"), Example("b", "sal", "hyra hyra", "sal")]

    def ahead() -> float:
        model = SentenceTransformer(str(tmp_path / "torch"), device="cpu")
        asked = model.encode([one.question for one in pairs], prompt=PROMPTS["query"])
        rows = model.encode([one.passage for one in pairs], prompt=PROMPTS["passage"])
        cosines = np.asarray(asked) @ np.asarray(rows).T
        return float(np.trace(cosines) - np.fliplr(cosines).trace())

    before, said = ahead(), list[str]()
    learn(tmp_path / "torch", [replace(one) for _ in range(40) for one in pairs], said.append)
    assert ahead() > before
    assert len(said) == 40


@pytest.mark.parametrize(
    ("after", "kept"),
    [
        ({"left out": 0.80, "swefaq": 0.81}, True),
        ({"left out": 0.85, "swefaq": 0.80}, False),
        ({"left out": 0.79, "swefaq": 0.90}, False),
    ],
)
def test_what_is_worse_by_any_measure_is_not_kept(after: dict[str, float], kept: bool) -> None:
    judged = Judged({"left out": 0.80, "swefaq": 0.81}, after)
    assert judged.is_no_worse is kept
    folder = Path("encoder-x") if kept else None
    assert ("LOTSEN_ENCODER=encoder-x" in as_text(judged, folder)) is kept
