"""Tunes the encoder on the articles' own questions, and keeps the result only if it finds no worse.

Contrastive: a question is drawn to a passage of its article, away from the passages of the other
questions in the batch and from one that the search took for near (van den Oord et al. 2018, with
the hard negatives of Karpukhin et al. 2020). A fifth of the articles is left out, to measure on.
"""

import random
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss

from conversations.gist import gist
from evaluation import ablation, retrieval
from evaluation.fit import index_of
from evaluation.labelled import Labelled
from knowledge.article import Article, read_folder
from knowledge.encoder.build import build
from knowledge.encoder.model import FINGERPRINT, PROMPTS, Encoder
from knowledge.passages import cut
from knowledge.versions import original

LEFT_OUT = 5  # one article of so many is not learnt from
BATCH = 24
NEAREST = 20  # passages of other articles, of which one is the hard negative
LEARNING_RATE = 2e-5
SCALE = 50.0  # of the cosines; those of e5 lie close together
SEED = 1
TIME_LIMIT = 12 * 60  # seconds of learning; building and measuring take some minutes more

Say = Callable[[str], None]


@dataclass(frozen=True)
class Example:
    """A question, a passage of its article and one of another; `group` is its article, whatever
    the language."""

    group: str
    question: str
    passage: str
    other: str


@dataclass(frozen=True)
class Judged:
    """nDCG@10 of the whole search, by what was measured."""

    before: dict[str, float]
    after: dict[str, float]

    @property
    def is_no_worse(self) -> bool:
        return all(self.after[name] >= value for name, value in self.before.items())


def tune(
    wheel: Path,
    shipped: Encoder,
    seed: Path,
    asked: Sequence[Labelled],
    others: Sequence[Path],
    target: Path,
    say: Say,
) -> tuple[Judged, Path | None]:
    """The figures, and the folder of the tuned encoder unless it finds worse; it lies in `target`.

    `asked` are labelled questions, `others` folders in BEIR's layout.
    """
    articles = read_folder(seed)
    learnt = examples([one for one in articles if not is_left_out(original(one))], shipped)
    say(f"{len(learnt)} questions to learn from")
    unfinished = target / "encoder-unfinished"
    build(wheel, unfinished, lambda folder: learn(folder, learnt, say))
    say("Measuring")
    encoders = {"before": shipped, "after": Encoder(str(unfinished), threads=2)}
    judged = Judged(**{name: _found(one, seed, asked, others) for name, one in encoders.items()})
    if not judged.is_no_worse:
        shutil.rmtree(unfinished)
        return judged, None
    # Rasa's model and the stored vectors are made anew when the name is another.
    kept = target / (unfinished / FINGERPRINT).read_text().strip()
    shutil.rmtree(kept, ignore_errors=True)
    return judged, unfinished.rename(kept)


def is_left_out(article_id: str) -> bool:
    return sha256(article_id.encode()).digest()[0] % LEFT_OUT == 0


def examples(articles: Sequence[Article], encoder: Encoder) -> list[Example]:
    """One for each question and title."""
    chance = random.Random(SEED)  # noqa: S311 - to be repeated, not to be secret
    passages = [(original(one), text) for one in articles for text in _bodies(one)]
    groups = np.array([group for group, _ in passages])
    vectors = encoder.passages([text for _, text in passages])
    asked = [(one, text) for one in articles for text in (one.title, *one.questions)]
    near = encoder.questions([text for _, text in asked]) @ vectors.T
    found = []
    for (one, question), scores in zip(asked, near, strict=True):
        scores[groups == original(one)] = -1
        nearest = chance.choice(np.argsort(-scores)[:NEAREST].tolist())
        mine = chance.choice(_bodies(one))
        found.append(Example(original(one), question, mine, passages[nearest][1]))
    return found


def _bodies(article: Article) -> list[str]:
    cuts = cut(article.title, article.questions, article.body)
    return [passage.text for passage in cuts if passage.kind == "body"]


def learn(folder: Path, learnt: Sequence[Example], say: Say) -> None:
    """One pass over the examples; changes the model in the folder."""
    torch.manual_seed(SEED)
    model = SentenceTransformer(str(folder), device="cpu")
    loss = MultipleNegativesRankingLoss(model, scale=SCALE)
    for name, weights in model.named_parameters():
        weights.requires_grad_("embeddings" not in name)  # few words are in the examples
    rows = list(batches(learnt))
    optimiser = torch.optim.AdamW(
        [weights for weights in model.parameters() if weights.requires_grad], LEARNING_RATE
    )
    slowing = torch.optim.lr_scheduler.LinearLR(optimiser, 1.0, 0.1, len(rows))
    model.train()
    started = time.monotonic()
    for number, batch in enumerate(rows, 1):
        value = loss([model.preprocess(texts) for texts in _columns(batch)], labels=None)
        value.backward()
        optimiser.step()
        optimiser.zero_grad()
        slowing.step()
        say(f"Learning: {number} of {len(rows)} steps, loss {value.item():.3f}")
        if time.monotonic() - started > TIME_LIMIT:
            break
    model.save_pretrained(str(folder), create_model_card=False)


def batches(learnt: Sequence[Example]) -> Iterator[list[Example]]:
    """Never two of one article together: each would be told that the other's passage is wrong."""
    waiting = list(learnt)
    random.Random(SEED).shuffle(waiting)  # noqa: S311 - to be repeated, not to be secret
    while waiting:
        batch: dict[str, Example] = {}
        for one in waiting:
            if len(batch) < BATCH:
                batch.setdefault(one.group, one)
        chosen = set(map(id, batch.values()))
        waiting = [one for one in waiting if id(one) not in chosen]
        if len(batch) > 1:
            yield list(batch.values())


def _columns(batch: Sequence[Example]) -> Iterator[list[str]]:
    yield [PROMPTS["query"] + one.question for one in batch]
    yield [PROMPTS["passage"] + one.passage for one in batch]
    yield [PROMPTS["passage"] + one.other for one in batch]


def _found(
    encoder: Encoder, seed: Path, asked: Sequence[Labelled], others: Sequence[Path]
) -> dict[str, float]:
    index = index_of(seed, encoder)
    groups = {article.id: original(article) for article in index.articles.values()}
    unseen = [
        (gist(row.question), dict.fromkeys(row.articles, 1))
        for row in asked
        if row.articles and all(map(is_left_out, row.articles))
    ]
    stages = ablation.ablate(index, encoder, unseen, groups)
    name = f"{len(unseen)} questions of the articles left out"
    return {name: stages[-1].ndcg_at_10} | {
        folder.name: retrieval.evaluate(retrieval.read(folder), encoder).ndcg_at_10
        for folder in others
    }


def as_text(judged: Judged, kept: Path | None) -> str:
    lines = [f"{'nDCG@10 of the whole search':<45}  before   after"]
    lines += [
        f"{name:<45}  {value:.4f}  {judged.after[name]:.4f}"
        for name, value in judged.before.items()
    ]
    if kept is None:
        return "\n".join([*lines, "", "It finds worse, so it is not kept."])
    then = "Then fit the decision anew: ./lotsen evaluate fit"
    return "\n".join([*lines, "", f"To use it: LOTSEN_ENCODER={kept}", then])
