"""A data set in BEIR's layout is read as it is meant, and searched as visitors search."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from evaluation import retrieval
from evaluation.retrieval import BeirData, evaluate
from knowledge.encoder.model import Encoder
from knowledge.passages import KINDS

SWEFAQ = Path("../shared/data/swefaq_dev")
DOCUMENTS = [
    {"_id": "d1", "title": "Gymnastiksal", "text": "En gymnastiksal kostar 100 kronor i timmen."},
    {"_id": "d2", "title": "", "text": "Aktivitetsbidrag söks senast den 25 augusti."},
    {"_id": "d3", "title": "Förening", "text": "Välj en styrelse och skriv stadgar."},
]
QUESTIONS = [
    {"_id": "q1", "text": "Vad kostar det att hyra en gymnastiksal?"},
    {"_id": "q2", "text": "När ska aktivitetsbidraget sökas?"},
    {"_id": "q3", "text": "En fråga som ingen har bedömt"},
]
GRADES = "query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td3\t0\nq2\td2\t1\n"


def _put(folder: Path, name: str, rows: Sequence[Mapping[str, object]]) -> None:
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / name).write_text(lines, encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    _put(tmp_path, "corpus.jsonl", DOCUMENTS)
    _put(tmp_path, "queries.jsonl", QUESTIONS)
    (tmp_path / "qrels").mkdir()
    (tmp_path / "qrels" / "test.tsv").write_text(GRADES, encoding="utf-8")
    return tmp_path


def test_documents_questions_and_grades_are_read_by_their_ids(folder: Path) -> None:
    data = retrieval.read(folder)
    assert data.documents["d1"] == ("Gymnastiksal", DOCUMENTS[0]["text"])
    assert data.questions == {row["_id"]: row["text"] for row in QUESTIONS}
    assert data.relevant == {"q1": {"d1": 2, "d3": 0}, "q2": {"d2": 1}}


def test_a_title_may_be_missing_and_lines_may_be_blank(folder: Path) -> None:
    _put(folder, "corpus.jsonl", [{"_id": "d1", "text": "Ord", "metadata": {"url": "x"}}])
    with (folder / "corpus.jsonl").open("a") as corpus:
        corpus.write("\n")
    assert retrieval.read(folder).documents == {"d1": ("", "Ord")}


@pytest.mark.parametrize("name", ["corpus.jsonl", "queries.jsonl", "qrels/test.tsv"])
def test_a_folder_that_lacks_a_file_is_refused_by_the_name_of_the_file(
    folder: Path, name: str
) -> None:
    (folder / name).unlink()
    with pytest.raises(FileNotFoundError, match=name):
        retrieval.read(folder)


def test_only_questions_that_were_judged_are_asked(folder: Path, encoder: Encoder) -> None:
    found = evaluate(retrieval.read(folder), encoder)
    assert (found.questions, found.documents) == (2, 3)


def test_what_is_found_first_scores_fully(folder: Path, encoder: Encoder) -> None:
    found = evaluate(retrieval.read(folder), encoder)
    assert (found.ndcg_at_10, found.mrr_at_10, found.recall_at_1) == (1, 1, 1)
    assert found.ms > 0


def test_the_means_are_over_the_questions(folder: Path, encoder: Encoder) -> None:
    right = retrieval.read(folder)
    wrong = BeirData(right.documents, right.questions, {"q1": {"d1": 1}, "q2": {"none": 1}})
    found = evaluate(wrong, encoder)
    assert (found.ndcg_at_10, found.mrr_at_10) == (0.5, 0.5)
    recalls = [found.recall_at_1, found.recall_at_3, found.recall_at_5, found.recall_at_10]
    assert recalls == [0.5] * 4


def test_every_document_is_indexed_with_its_title_and_its_body(
    folder: Path, encoder: Encoder
) -> None:
    built = retrieval.index(retrieval.read(folder), encoder)
    assert set(built.names) == {"d1", "d2", "d3"}
    asked: dict[str, list[bool]] = {name: [] for name in built.names}
    for owner, kind in zip(built.owners, built.kinds, strict=True):
        asked[built.names[owner]].append(KINDS[kind] != "body")
    assert (asked["d1"], asked["d2"]) == ([True, False], [False])


def test_a_document_without_a_word_is_never_found(folder: Path, encoder: Encoder) -> None:
    data = retrieval.read(folder)
    data.documents["d4"] = ("", " ")
    found = evaluate(data, encoder)
    assert (found.documents, found.ndcg_at_10) == (4, 1)


def test_the_result_is_printed_with_a_name_for_each_figure(folder: Path, encoder: Encoder) -> None:
    text = retrieval.as_text(evaluate(retrieval.read(folder), encoder))
    assert [line.split()[0] for line in text.splitlines()][:3] == [
        "questions",
        "documents",
        "ndcg_at_10",
    ]


@pytest.mark.slow
@pytest.mark.skipif(not SWEFAQ.exists(), reason="needs ../shared/data/swefaq_dev, others' text")
def test_swefaq_is_searched_as_well_as_was_promised(encoder: Encoder) -> None:
    assert evaluate(retrieval.read(SWEFAQ), encoder).ndcg_at_10 >= 0.78
