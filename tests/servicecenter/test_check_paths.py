"""The check of the contact paths names each place where a question would end nowhere."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from db.schema import ASSOCIATION_TYPES, TOPICS
from knowledge.article import read_folder
from servicecenter import contact_paths
from servicecenter.check_paths import holes
from servicecenter.contact_paths import DUTY, ContactPaths, Responsibility

SEED = contact_paths.read_seed()
ARTICLES = read_folder(Path("knowledge/seed"))


def _with(one: str, **changes: object) -> ContactPaths:
    changed = replace(SEED.functions[one], **changes)  # type: ignore[arg-type]
    return replace(SEED, functions={**SEED.functions, one: changed})


def _without(unwanted: Callable[[contact_paths.Responsibility], bool]) -> ContactPaths:
    return replace(SEED, responsibilities=[r for r in SEED.responsibilities if not unwanted(r)])


def test_the_seed_has_no_holes() -> None:
    assert holes(SEED, ARTICLES) == []


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_that_no_function_answers_for_is_named(topic: str) -> None:
    found = holes(_without(lambda row: row.topic == topic))
    assert f"no function answers for the topic {topic}" in found


def test_a_topic_that_only_some_kinds_of_association_have_an_owner_for_is_named() -> None:
    kept = _without(lambda row: row.topic == "grants" and row.association_type is None)
    assert holes(kept) == ["no function answers for the topic grants"]


@pytest.mark.parametrize("kind", ASSOCIATION_TYPES)
def test_a_kind_of_association_without_a_function_for_grants_is_named(kind: str) -> None:
    found = holes(_without(lambda row: row.association_type == kind))
    assert found == [f"no function answers for grants to associations of the type {kind}"]


@pytest.mark.parametrize("one", [DUTY, "samverkan"])
def test_a_function_without_an_hour_in_which_it_is_open_is_named(one: str) -> None:
    assert holes(_with(one, week=())) == [f"{one} is never open"]


def test_each_function_of_a_circle_of_deputies_is_named() -> None:
    one = _with("samverkan", deputy_id="foreningsstod").functions["samverkan"]
    circle = _with("foreningsstod", deputy_id="samverkan").functions | {"samverkan": one}
    assert holes(replace(SEED, functions=circle)) == [
        "the deputies of foreningsstod do not lead to servicecenter",
        "the deputies of samverkan do not lead to servicecenter",
    ]


@pytest.mark.parametrize("deputy", [None, "samverkan", "disbanded"])
def test_a_function_whose_deputies_end_before_the_duty_function_is_named(
    deputy: str | None,
) -> None:
    found = holes(_with("samverkan", deputy_id=deputy))
    assert found == ["the deputies of samverkan do not lead to servicecenter"]


def test_whoever_relies_on_a_broken_line_of_deputies_is_named_too() -> None:
    found = holes(_with("bidrag-kultur-fritid", deputy_id=None))
    assert found == [
        "the deputies of bidrag-kultur-fritid do not lead to servicecenter",
        "the deputies of foreningsstod do not lead to servicecenter",
    ]


def test_a_responsibility_of_a_function_that_does_not_exist_is_named() -> None:
    functions = {one: f for one, f in SEED.functions.items() if one != "bidrag-miljo"}
    found = holes(replace(SEED, functions=functions))
    gone = "responsibility for grants points to 'bidrag-miljo', which does not exist"
    assert found == [gone, gone]


def test_an_article_whose_owner_does_not_exist_is_named() -> None:
    orphan = ARTICLES[0].model_copy(update={"id": "orphan", "function": "disbanded"})
    assert holes(SEED, [*ARTICLES, orphan]) == [
        "the article orphan is owned by 'disbanded', which does not exist"
    ]


def test_a_function_that_answers_to_no_committee_is_named() -> None:
    assert holes(_with("samverkan", committee="")) == ["samverkan has no committee"]


def test_a_function_that_does_not_answer_in_swedish_is_named() -> None:
    assert holes(_with("samverkan", languages=["fi"])) == ["samverkan does not answer in Swedish"]


def test_without_the_duty_function_nothing_else_is_worth_checking() -> None:
    functions = {one: f for one, f in SEED.functions.items() if one != DUTY}
    assert holes(replace(SEED, functions=functions)) == [
        "the duty function 'servicecenter' is missing, so nothing else can be checked"
    ]


def test_rows_for_single_matters_do_not_hide_that_the_rest_of_a_topic_has_no_owner() -> None:
    kept = _without(lambda row: row == Responsibility("bidrag-kultur-fritid", "grants", None, None))
    assert any(row.topic == "grants" and row.matter for row in kept.responsibilities)
    assert holes(kept) == ["no function answers for the topic grants"]


@pytest.mark.parametrize("kind", ["disability", "social"])
def test_a_row_for_a_single_matter_does_not_hide_that_a_kind_of_association_has_no_owner(
    kind: str,
) -> None:
    kept = _without(lambda row: row.association_type == kind and row.matter is None)
    assert any(row.association_type == kind for row in kept.responsibilities)
    assert holes(kept) == [f"no function answers for grants to associations of the type {kind}"]
