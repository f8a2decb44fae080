"""What the bot says of a function and of what it found."""

from dataclasses import replace

import pytest

from actions import messages
from knowledge.search import Hit
from servicecenter import contact_paths
from servicecenter.contact_paths import contact
from tests.actions.articles import ALL, SAL

DUTY = replace(
    contact_paths.read_seed().functions["servicecenter"],
    email="servicecenter@example.se",
    phone="+46853530000",
    visiting_address="Torget 1",
    to_verify=[],
)


def test_what_is_confirmed_is_given_out() -> None:
    assert contact(DUTY).model_dump() == {
        "function": "Servicecenter",
        "committee": "Kommunstyrelsen",
        "email": "servicecenter@example.se",
        "phone": "+46853530000",
        "visiting_address": "Torget 1",
    }


@pytest.mark.parametrize(
    ("doubt", "field"),
    [
        ("E-postadress (2020)", "email"),
        ("Telefonnummer", "phone"),
        ("Besöksadress och datum för flytten", "visiting_address"),
    ],
)
def test_what_is_not_confirmed_is_left_out_and_the_rest_is_given(doubt: str, field: str) -> None:
    whole = contact(DUTY).model_dump()
    given = contact(replace(DUTY, to_verify=["Öppettider", doubt]))
    assert given.model_dump() == whole | {field: None}


def test_the_trace_has_the_five_best_articles_with_their_titles_and_scores() -> None:
    articles = {article.id: article for article in ALL}
    hits = [Hit(article.id, 1 / 3 - place, 0, 0, 0) for place, article in enumerate(ALL)]
    found = messages.found(hits, articles)
    assert found[0] == {"id": SAL.id, "title": SAL.title, "score": 0.3333}
    assert [one["id"] for one in found] == [article.id for article in ALL[:5]]
