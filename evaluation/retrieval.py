"""Retrieval on any data set in BEIR's layout, by the search that answers visitors."""

import json
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import mean, median

from evaluation.metrics import ndcg, recall, reciprocal_rank
from knowledge.encoder.model import Encoder
from knowledge.index import Index
from knowledge.part import Entry
from knowledge.passages import cut
from knowledge.search import find

# A question's graded documents, and what was found for it.
Ranked = tuple[dict[str, int], list[str]]


@dataclass(frozen=True)
class BeirData:
    """Texts by id; grades by question and document."""

    documents: dict[str, tuple[str, str]]
    questions: dict[str, str]
    relevant: dict[str, dict[str, int]]


@dataclass(frozen=True)
class Retrieval:
    """Means over the questions; `ms` is the median time of one question, encoding included."""

    questions: int
    documents: int
    ndcg_at_10: float
    mrr_at_10: float
    recall_at_1: float
    recall_at_3: float
    recall_at_5: float
    recall_at_10: float
    ms: float


def read(folder: Path) -> BeirData:
    documents = {
        row["_id"]: (row.get("title") or "", row["text"]) for row in _lines(folder / "corpus.jsonl")
    }
    questions = {row["_id"]: row["text"] for row in _lines(folder / "queries.jsonl")}
    relevant: dict[str, dict[str, int]] = {}
    grades = (folder / "qrels" / "test.tsv").read_text(encoding="utf-8").splitlines()[1:]
    for question, document, grade in (line.split("\t") for line in grades if line.strip()):
        relevant.setdefault(question, {})[document] = int(grade)
    return BeirData(documents, questions, relevant)


def _lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def index(data: BeirData, encoder: Encoder) -> Index:
    entries = []
    for name, (title, text) in data.documents.items():
        passages = cut(title, [], text)
        if not passages:
            continue
        texts = [passage.text for passage in passages]
        kinds = [passage.kind for passage in passages]
        entries.append(Entry.of(name, kinds, texts, encoder.passages(texts)))
    return Index.of(entries, encoder.dimensions)


def evaluate(data: BeirData, encoder: Encoder) -> Retrieval:
    built = index(data, encoder)
    asked = [name for name in data.questions if name in data.relevant]
    ranked, times = {}, []
    for name in asked:
        started = time.perf_counter()
        question = data.questions[name]
        hits = find(built, question, encoder.questions([question])[0])
        times.append((time.perf_counter() - started) * 1000)
        ranked[name] = [hit.article_id for hit in hits]
    pairs = [(data.relevant[name], ranked[name]) for name in asked]
    return Retrieval(
        len(asked),
        len(data.documents),
        mean(ndcg(*pair) for pair in pairs),
        mean(reciprocal_rank(*pair) for pair in pairs),
        *_recalls(pairs),
        ms=median(times),
    )


def _recalls(pairs: Sequence[Ranked]) -> tuple[float, float, float, float]:
    at = {depth: mean(recall(*pair, depth) for pair in pairs) for depth in (1, 3, 5, 10)}
    return at[1], at[3], at[5], at[10]


def as_text(found: Retrieval) -> str:
    rows = [f"{name:<14} {value:>8.4g}" for name, value in asdict(found).items()]
    return "\n".join(rows)
