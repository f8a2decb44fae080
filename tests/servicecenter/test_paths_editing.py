"""Contact paths are changed one thing at a time: never into a hole, never over someone else."""

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from sqlalchemy import Connection

from servicecenter import contact_paths, paths_editing, paths_file, paths_versions
from servicecenter.check_paths import Hole
from servicecenter.contact_paths import DUTY, Function, Responsibility
from servicecenter.hours import Opening, is_open, next_opening
from servicecenter.paths_editing import Edit, FunctionInUse, PathsConflict, PathsHaveHoles
from tests.cast import MONDAY
from tests.servicecenter.stage import open_one


def _edit(db: Connection, based_on: int | None = None) -> Edit:
    return Edit(paths_versions.last(db) if based_on is None else based_on, "eva", MONDAY)


def _one(db: Connection, name: str = "samverkan", **changes: Any) -> Function:
    return replace(contact_paths.load(db).functions[name], **changes)


def _save(db: Connection, edit: Edit | None = None, name: str = "samverkan", **to: Any) -> int:
    return paths_editing.save_function(db, edit or _edit(db), _one(db, name, **to))


# Each a change of one function that would leave questions with no one, and what must be named.
HOLES = [
    ("samverkan", {"committee": ""}, [Hole("no_committee", "samverkan")]),
    ("samverkan", {"languages": ["fi"]}, [Hole("no_swedish", "samverkan")]),
    ("samverkan", {"week": ()}, [Hole("never_open", "samverkan")]),
    ("samverkan", {"deputy_id": None}, [Hole("no_deputy", "samverkan", DUTY)]),
    ("samverkan", {"deputy_id": "samverkan"}, [Hole("no_deputy", "samverkan", DUTY)]),
    (
        "bidrag-kultur-fritid",
        {"deputy_id": "foreningsstod"},
        [
            Hole("no_deputy", "bidrag-kultur-fritid", DUTY),
            Hole("no_deputy", "foreningsstod", DUTY),
        ],
    ),
    (DUTY, {"languages": ["sv"]}, [Hole("no_language", "fi")]),
]


@pytest.mark.parametrize(("name", "changes", "named"), HOLES)
def test_a_change_that_makes_a_hole_is_refused_and_the_hole_named(
    db: Connection, name: str, changes: dict[str, Any], named: list[Hole]
) -> None:
    before = contact_paths.load(db)
    with pytest.raises(PathsHaveHoles) as refused:
        _save(db, name=name, **changes)
    assert sorted(refused.value.holes, key=str) == sorted(named, key=str)
    assert contact_paths.load(db).functions == before.functions


@pytest.mark.parametrize(
    ("row", "named"),
    [
        (Responsibility("samverkan", "cooperation", None, None), Hole("no_topic", "cooperation")),
        (Responsibility("x", "grants", "sport", None), Hole("no_type", "sport")),
    ],
)
def test_taking_away_the_last_who_answers_is_refused(
    db: Connection, row: Responsibility, named: Hole
) -> None:
    with pytest.raises(PathsHaveHoles) as refused:
        paths_editing.assign(db, _edit(db), row, is_kept=False)
    assert refused.value.holes == [named]


def test_giving_something_to_who_does_not_exist_is_refused(db: Connection) -> None:
    row = Responsibility("disbanded", "booking", None, None)
    with pytest.raises(PathsHaveHoles) as refused:
        paths_editing.assign(db, _edit(db), row)
    assert refused.value.holes == [Hole("no_such_function", "booking", "disbanded")]


def test_an_owner_of_an_article_cannot_go(db: Connection) -> None:
    class Owned:
        id, function = "hyra", "ny"

    _save_new(db)
    edit = replace(_edit(db), articles=[Owned()])
    with pytest.raises(PathsHaveHoles) as refused:
        paths_editing.remove_function(db, edit, "ny")
    assert refused.value.holes == [Hole("no_owner", "hyra", "ny")]


def _save_new(db: Connection) -> None:
    paths_editing.save_function(db, _edit(db), replace(_one(db), id="ny", name="Ny"))


def test_a_new_function_answers_for_what_it_is_given_and_can_go_again(db: Connection) -> None:
    _save_new(db)
    row = Responsibility("ny", "booking", "culture", None)
    paths_editing.assign(db, _edit(db), row)
    assert contact_paths.load(db).route("booking", "culture").id == "ny"
    assert contact_paths.load(db).route("booking", "sport").id == "fritidsbokningen"

    paths_editing.assign(db, _edit(db), row, is_kept=False)
    paths_editing.remove_function(db, _edit(db), "ny")
    assert "ny" not in contact_paths.load(db).functions


def test_a_function_that_has_had_questions_stays(db: Connection) -> None:
    _save_new(db)
    open_one(db, "ny")
    with pytest.raises(FunctionInUse), db.begin_nested():
        paths_editing.remove_function(db, _edit(db), "ny")
    assert "ny" in contact_paths.load(db).functions


def test_a_hole_that_was_there_does_not_stop_the_change_that_mends_another(db: Connection) -> None:
    paths = contact_paths.load(db)
    contact_paths.store(db, paths_editing.with_function(paths, _one(db, week=())))
    _save(db, name="fritidsbokningen", phone="08-535 300 00")
    assert contact_paths.load(db).functions["fritidsbokningen"].phone == "08-535 300 00"


def test_who_saves_second_is_told_and_nothing_is_overwritten(db: Connection) -> None:
    read = _edit(db)
    _save(db, phone="08-535 300 00")
    with pytest.raises(PathsConflict, match="eva"):
        _save(db, read, task="Något annat")
    assert _one(db).phone == "08-535 300 00"


def test_two_who_change_different_things_do_not_stand_in_each_others_way(db: Connection) -> None:
    read = _edit(db)
    _save(db, read, phone="08-535 300 00")
    _save(db, read, name="fritidsbokningen", phone="08-535 300 01")
    paths_editing.assign(db, read, Responsibility("samverkan", "booking", "study", None))
    assert (_one(db).phone, _one(db, "fritidsbokningen").phone) == (
        "08-535 300 00",
        "08-535 300 01",
    )


def test_two_who_add_the_same_line_do_not_silently_replace_each_other(db: Connection) -> None:
    read = _edit(db)
    paths_editing.assign(db, read, Responsibility("samverkan", "booking", "study", None))
    with pytest.raises(PathsConflict):
        paths_editing.assign(db, read, Responsibility(DUTY, "booking", "study", None))


def test_every_change_is_a_version_that_can_be_read_whole(db: Connection) -> None:
    before = paths_versions.last(db)
    number = _save(db, phone="08-535 300 00")
    old, new = paths_versions.at(db, before), paths_versions.at(db, number)
    assert old
    assert new
    assert (old.functions["samverkan"].phone, new.functions["samverkan"].phone) == (
        None,
        "08-535 300 00",
    )
    assert [one.by for one in paths_versions.newest(db, 2)] == ["eva", "seed"]


def test_what_is_changed_is_not_confirmed_any_more(db: Connection) -> None:
    paths = contact_paths.load(db)
    confirmed = paths.functions | {"samverkan": _one(db, to_verify=[])}
    paths_editing.replace_all(db, _edit(db), replace(paths, functions=confirmed))
    _save(db, phone="08-535 300 00", task="Annat")
    assert _one(db).to_verify == ["Telefonnummer"]
    _save(db, week=(Opening(0, time(9), time(12)),))
    assert _one(db).to_verify == ["Telefonnummer", "Öppettider"]


def test_a_closed_day_is_closed_and_moves_what_is_counted_in_hours(db: Connection) -> None:
    _save(db, closed_days=[MONDAY.date().isoformat()])
    opening = _one(db).opening
    assert not is_open(opening, MONDAY)
    assert next_opening(opening, MONDAY).date() == date(2026, 11, 24)


def test_a_file_holds_all_and_the_same_paths_are_the_same_file(db: Connection) -> None:
    _save(db, closed_days=["2026-12-28"], task_in={"fi": "Yhteistyö"}, phone="08-535 300 00")
    paths = contact_paths.load(db)
    written = paths_file.to_yaml(paths)
    read = paths_file.from_yaml(written)
    assert read.functions == paths.functions
    assert set(read.responsibilities) == set(paths.responsibilities)
    assert paths_file.to_yaml(read) == written


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", "Å"),
        ("email", "inte en adress"),
        ("phone", "ring oss"),
        ("target_hours", 0),
        ("hours", {"mon": ["16:00-09:00"]}),
        ("hours", {"mon": ["9-16"]}),
        ("closed_days", ["i morgon"]),
        ("unknown", "x"),
    ],
)
def test_what_makes_no_sense_is_refused(field: str, value: object) -> None:
    fields = paths_file.to_fields(contact_paths.read_seed())
    fields["functions"][0][field] = value
    with pytest.raises(paths_file.PathsInvalid, match=field):
        paths_file.from_fields(fields)


def test_a_line_that_stands_twice_is_refused() -> None:
    fields = paths_file.to_fields(contact_paths.read_seed())
    fields["responsibilities"].append(fields["responsibilities"][0])
    with pytest.raises(paths_file.PathsInvalid, match="två gånger"):
        paths_file.from_fields(fields)
