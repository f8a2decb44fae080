"""Every question has one function that owns it, and the one that knows most of it wins."""

import itertools
from collections.abc import Sequence

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from db.schema import ASSOCIATION_TYPES, TOPICS, function
from servicecenter import contact_paths
from servicecenter.contact_paths import (
    DUTY,
    ContactPaths,
    Responsibility,
)

SEED = contact_paths.read_seed()
ANY = None


def _route(rows: Sequence[tuple[str, str | None, str | None]], *asked: str | None) -> str:
    """Where a question goes when each row belongs to a function of its own place in the list."""
    functions = dict(zip(map(str, range(len(rows))), SEED.functions.values(), strict=False))
    duty = {DUTY: SEED.functions[DUTY]}
    owned = [Responsibility(str(place), *row) for place, row in enumerate(rows)]
    found = ContactPaths(functions | duty, owned).route(*asked)  # type: ignore[arg-type]
    return next(place for place, one in (functions | duty).items() if one is found)


def test_a_row_for_the_association_type_wins_over_the_general_one() -> None:
    rows = [("grants", "sport", ANY), ("grants", ANY, ANY)]
    assert _route(rows, "grants", "sport") == "0"
    assert _route(rows, "grants", "culture") == "1"
    assert _route(rows, "grants", None) == "1"


def test_a_row_for_the_matter_wins_over_the_general_one() -> None:
    rows = [("grants", ANY, "startbidrag"), ("grants", ANY, ANY)]
    assert _route(rows, "grants", None, "startbidrag") == "0"
    assert _route(rows, "grants", None, "lovbidrag") == "1"
    assert _route(rows, "grants", None, None) == "1"


def test_a_row_that_names_both_wins_over_rows_that_name_one() -> None:
    rows = [
        ("grants", "sport", "startbidrag"),
        ("grants", "sport", ANY),
        ("grants", ANY, "startbidrag"),
    ]
    assert _route(rows, "grants", "sport", "startbidrag") == "0"


def test_a_matter_with_an_owner_of_its_own_goes_there_whoever_asks() -> None:
    rows = [("grants", "sport", ANY), ("grants", ANY, "startbidrag")]
    assert _route(rows, "grants", "sport", "startbidrag") == "1"


def test_a_row_of_another_topic_is_never_taken() -> None:
    rows = [("booking", "sport", "startbidrag"), ("grants", ANY, ANY)]
    assert _route(rows, "grants", "sport", "startbidrag") == "1"


@pytest.mark.parametrize("topic", ["weather", "", "GRANTS"])
def test_an_unknown_topic_goes_to_the_duty_function(topic: str) -> None:
    assert SEED.route(topic, "sport", "startbidrag").id == DUTY


def test_an_unknown_association_type_is_routed_as_if_none_were_named() -> None:
    for topic in TOPICS:
        assert SEED.route(topic, "bowling alley") is SEED.route(topic)


@pytest.mark.parametrize(
    ("association_type", "owner"),
    [
        ("sport", "bidrag-kultur-fritid"),
        ("culture", "bidrag-kultur-fritid"),
        ("youth", "bidrag-kultur-fritid"),
        ("pensioners", "bidrag-kultur-fritid"),
        ("study", "bidrag-kultur-fritid"),
        ("disability", "bidrag-funktionsratt"),
        ("social", "bidrag-socialt"),
        ("environment", "bidrag-miljo"),
        ("other", "bidrag-kommunstyrelsen"),
    ],
)
def test_huddinge_splits_grants_by_what_the_association_is(
    association_type: str, owner: str
) -> None:
    assert SEED.route("grants", association_type).id == owner


@pytest.mark.parametrize(
    ("association_type", "owner"),
    [
        (None, "bidrag-kommunstyrelsen"),
        ("sport", "bidrag-kommunstyrelsen"),
        ("pensioners", "bidrag-kommunstyrelsen"),
        ("disability", "bidrag-funktionsratt"),
        ("social", "bidrag-socialt"),
    ],
)
def test_a_grant_for_starting_goes_to_the_committee_of_the_association(
    association_type: str | None, owner: str
) -> None:
    assert SEED.route("grants", association_type, "startbidrag").id == owner


@pytest.mark.parametrize(
    ("matter", "owner"),
    [("miljöbidrag", "bidrag-miljo"), ("vänortsbidrag", "bidrag-kultur-fritid")],
)
def test_a_grant_that_one_committee_has_goes_there_whatever_the_association_is(
    matter: str, owner: str
) -> None:
    owners = {SEED.route("grants", kind, matter).id for kind in (None, *ASSOCIATION_TYPES)}
    assert owners == {owner}


@pytest.mark.parametrize(
    ("topic", "owner"),
    [
        ("booking", "fritidsbokningen"),
        ("cooperation", "samverkan"),
        ("other_association", "foreningsstod"),
        ("out_of_scope", "servicecenter"),
    ],
)
def test_the_other_topics_have_one_owner_whatever_the_association_is(
    topic: str, owner: str
) -> None:
    assert {SEED.route(topic, kind).id for kind in (None, *ASSOCIATION_TYPES)} == {owner}


def test_the_order_of_the_rows_does_not_matter() -> None:
    rows = SEED.responsibilities
    turned = [rows[n:] + rows[:n] for n in range(len(rows))]
    for order in (*turned, rows[::-1]):
        for row in rows:
            asked = (row.topic, row.association_type, row.matter)
            assert ContactPaths(SEED.functions, order).route(*asked).id == row.function_id


def test_whatever_is_asked_some_function_has_it() -> None:
    topics = [*TOPICS, "weather"]
    kinds = [None, *ASSOCIATION_TYPES, "bowling alley"]
    matters = [None, *{row.matter for row in SEED.responsibilities}, "lovbidrag"]
    for asked in itertools.product(topics, kinds, matters):
        assert SEED.route(*asked).id in SEED.functions


def test_what_a_function_lacks_is_named_as_not_confirmed() -> None:
    fields = {"email": "E-postadress", "phone": "Telefonnummer", "visiting_address": "Besöksadress"}
    shown = [
        (one.id, field)
        for one in SEED.functions.values()
        for field, label in fields.items()
        if getattr(one, field) and one.is_confirmed(label)
    ]
    silent = [
        (one.id, field)
        for one in SEED.functions.values()
        for field, label in fields.items()
        if field != "visiting_address" and not getattr(one, field) and one.is_confirmed(label)
    ]
    # Nothing of the seed has been confirmed by the municipality.
    assert (shown, silent) == ([], [])


def test_a_detail_is_confirmed_when_no_line_to_verify_begins_with_it() -> None:
    booking = SEED.functions["fritidsbokningen"]
    assert not booking.is_confirmed("E-postadress")
    assert booking.is_confirmed("Nämnd")


def test_a_database_holds_the_seed_as_it_is_written(db: Connection) -> None:
    stored = contact_paths.load(db)

    assert stored.functions == SEED.functions
    assert set(stored.responsibilities) == set(SEED.responsibilities)
    assert len(stored.responsibilities) == len(SEED.responsibilities)


def test_filling_a_database_again_leaves_what_the_municipality_has_changed(db: Connection) -> None:
    db.execute(function.update().where(function.c.id == DUTY).values(phone="08-000 00 00"))

    contact_paths.fill(db)

    assert contact_paths.load(db).functions[DUTY].phone == "08-000 00 00"
    assert db.scalar(sa.select(sa.func.count()).select_from(function)) == len(SEED.functions)
