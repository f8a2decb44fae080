"""An article is checked field by field, and is the same in a file as in memory."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.article import (
    Article,
    ArticleInvalid,
    from_fields,
    from_markdown,
    read_folder,
    to_markdown,
)
from tests.knowledge.shelf import FIELDS, article

FILE = """---
id: hyra-gymnastiksal
title: Vad kostar en gymnastiksal?
topic: booking
association_types: [sport, youth]
function: fritidsbokningen
questions:
  - Vad kostar det att hyra en gymnastiksal?
  - "pris: gymnastiksal"
source: https://www.example.se/taxor
verified_on: 2026-11-01
review_by: 2027-11-01
to_verify: []
language: sv
translation_of: null
status: published
---
En gymnastiksal kostar 100 kronor i timmen.

---

Skolans egen tid går före.
"""


def _problems(fields: object) -> list[str]:
    with pytest.raises(ArticleInvalid) as error:
        from_fields(fields)
    assert str(error.value) == "; ".join(error.value.problems)
    return error.value.problems


def test_a_file_is_read_field_by_field() -> None:
    read = from_markdown(FILE)
    assert read.questions == ["Vad kostar det att hyra en gymnastiksal?", "pris: gymnastiksal"]
    assert (read.topic, read.association_types) == ("booking", ["sport", "youth"])
    assert (read.verified_on, read.review_by) == (date(2026, 11, 1), date(2027, 11, 1))
    assert read.translation_of is None


def test_a_rule_across_the_body_does_not_end_it() -> None:
    body = from_markdown(FILE).body
    assert body.startswith("En gymnastiksal")
    assert body.endswith("Skolans egen tid går före.")


def test_the_lead_is_the_first_paragraph_and_the_rest_is_what_follows() -> None:
    read = article(body="Det kostar 100 kronor\ni timmen.\n\n## Mer\n\nFråga oss.")
    assert read.lead == "Det kostar 100 kronor\ni timmen."
    assert read.rest == "## Mer\n\nFråga oss."
    assert article(body="Det kostar 100 kronor i timmen.").rest == ""


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", "Hyra Gymnastiksal"),
        ("id", "hyra--gymnastiksal"),
        ("id", "../../etc/passwd"),
        ("id", "x" * 81),
        ("title", "  ab  "),
        ("title", "x" * 121),
        ("topic", "out_of_scope"),
        ("topic", None),
        ("association_types", "sport"),
        ("function", None),
        ("questions", []),
        ("questions", "Vad kostar det?"),
        ("source", "   "),
        ("verified_on", "i fjol"),
        ("review_by", "2027-02-30"),
        ("to_verify", None),
        ("language", "se"),
        ("translation_of", "Gymnastiksal"),
        ("status", "live"),
        ("body", "för kort"),
        ("body", "x" * 20_001),
    ],
)
def test_a_wrong_value_is_named_by_its_field(field: str, value: object) -> None:
    [problem] = _problems(FIELDS | {field: value})
    assert problem.startswith(f"{field}: ")


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        ("association_types", ["sport", "bowling"], "association_types.1: "),
        ("questions", ["Vad kostar det?", ""], "questions.1: "),
        ("questions", ["x" * 301], "questions.0: "),
        ("to_verify", ["Priset", 7], "to_verify.1: "),
    ],
)
def test_a_wrong_value_in_a_list_is_named_by_its_place(
    field: str, value: object, named: str
) -> None:
    [problem] = _problems(FIELDS | {field: value})
    assert problem.startswith(named)


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_that_is_missing_is_named(field: str) -> None:
    [problem] = _problems({name: value for name, value in FIELDS.items() if name != field})
    assert problem.startswith(f"{field}: ")


def test_a_field_that_does_not_exist_is_named() -> None:
    [problem] = _problems(FIELDS | {"reviewby": date(2027, 11, 1)})
    assert problem.startswith("reviewby: ")


def test_all_that_is_wrong_is_named_at_once() -> None:
    problems = _problems(FIELDS | {"topic": "sport", "body": "", "language": "de"})
    assert [problem.split(":")[0] for problem in problems] == ["topic", "language", "body"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Bara brödtext.",
        "# Rubrik\n\n---\nid: x\n---\nbrödtext",
        "---\nid: x\n",
        "---\n- id\n- title\n---\nbrödtext",
        "---\nbara ord\n---\nbrödtext",
        "---\ntitle: 'öppet citat\n---\nbrödtext",
        "---\n!!python/object/apply:os.system ['true']\n---\nbrödtext",
    ],
)
def test_what_has_no_front_matter_is_refused_in_words(text: str) -> None:
    with pytest.raises(ArticleInvalid, match="front matter"):
        from_markdown(text)


def test_a_file_is_written_as_it_can_be_read() -> None:
    read = from_markdown(FILE)
    assert from_markdown(to_markdown(read)) == read
    assert to_markdown(from_markdown(to_markdown(read))) == to_markdown(read)


@pytest.mark.parametrize(
    "text",
    [
        "Bidrag: när och hur?",
        "- ett streck först",
        "streck sist ---",
        "---",
        "# en kommentar?",
        "'citat' och \"citat\"",
        "null",
        "2026-11-01",
        "åäö ÅÄÖ – ”citat”",
        "{a: b}, [c]",
        "100 %",
        "💶 och נגישות",
    ],
)
def test_texts_that_yaml_might_take_for_something_else_stay_texts(text: str) -> None:
    written = article(title=text, questions=[text], source=text, to_verify=[text])
    assert from_markdown(to_markdown(written)) == written


WRITTEN = st.characters(codec="utf-8", exclude_characters="\0\r")
LINES = st.text(WRITTEN, min_size=5, max_size=60).filter(lambda text: len(text.strip()) > 3)


@settings(derandomize=True, deadline=None, max_examples=50)
@given(
    title=LINES,
    questions=st.lists(LINES, min_size=1, max_size=4),
    to_verify=st.lists(LINES, max_size=3),
    body=st.text(WRITTEN, min_size=20).filter(lambda b: len(b.strip()) > 20),
    review_by=st.dates(),
)
def test_whatever_an_article_says_survives_its_file(
    title: str, questions: list[str], to_verify: list[str], body: str, review_by: date
) -> None:
    written = article(
        title=title, questions=questions, to_verify=to_verify, body=body, review_by=review_by
    )
    assert from_markdown(to_markdown(written)) == written


def _put(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


def test_a_folder_is_read_in_the_order_of_its_files(tmp_path: Path) -> None:
    for name in ("b", "a"):
        _put(tmp_path, f"{name}.md", to_markdown(article(id=name)))
    _put(tmp_path, "README.txt", "not an article")

    read: list[Article] = read_folder(tmp_path)

    assert [one.id for one in read] == ["a", "b"]


def test_every_file_in_error_is_named_with_its_fields(tmp_path: Path) -> None:
    _put(tmp_path, "right.md", FILE)
    _put(tmp_path, "wrong.md", FILE.replace("topic: booking", "topic: sport"))
    _put(tmp_path, "empty.md", "")

    with pytest.raises(ArticleInvalid) as error:
        read_folder(tmp_path)

    assert [problem.split(": ")[:2] for problem in error.value.problems] == [
        ["empty.md", "the file does not start with front matter between --- lines"],
        ["wrong.md", "topic"],
    ]


def test_a_file_with_windows_line_ends_is_the_same_article() -> None:
    assert from_markdown(FILE.replace("\n", "\r\n")) == from_markdown(FILE)
    assert article(body="Det kostar 100 kronor.\r\n\r\nInget för barn.").rest == "Inget för barn."


@pytest.mark.parametrize("field", ["title", "source", "body"])
def test_a_nul_character_is_refused_since_no_database_holds_it(field: str) -> None:
    [problem] = _problems(FIELDS | {field: "Det här är en text \0 som går sönder"})
    assert problem.startswith(f"{field}: ")
