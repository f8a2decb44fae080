"""Details are checked as they are told, and whatever is no detail is not lost."""

import re
from pathlib import Path

import pytest

from actions.forms import LONGEST_NAME, NotUnderstood, contact, organisation_number
from conversations.content import Details
from tests.actions.stage import Stage

LONG = "Vi vet inte riktigt men vi har hyrt hallen i tre år och dörren går aldrig upp"
FIELDS = ["association", "organisation_number", "contact"]


@pytest.mark.parametrize(
    "text",
    [
        "802412-3450",
        "8024123450",
        "802412 3450",
        "802412–3450",
        "Vårt nummer är 802412-3450.",
        "16802412-3450",
        "168024123450",
        "16 802412 3450",
    ],
)
def test_an_organisation_number_is_kept_in_one_form(text: str) -> None:
    assert organisation_number(text) == "802412-3450"


@pytest.mark.parametrize("digit", [d for d in "0123456789" if d != "0"])
def test_a_wrong_check_digit_is_noticed(digit: str) -> None:
    with pytest.raises(NotUnderstood) as asked:
        organisation_number(f"802412-345{digit}")
    assert asked.value.response == "utter_wrong_organisation_number"


@pytest.mark.parametrize(
    "text",
    ["802412-345", "802412-34500", "17802412-3450", "198024123450", "hej", "", "8024 eller så"],
)
def test_what_is_no_organisation_number_is_asked_for_again(text: str) -> None:
    with pytest.raises(NotUnderstood):
        organisation_number(text)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("anna@example.se", "anna@example.se"),
        ("Mejla anna.berg+if@Example.SE, tack!", "anna.berg+if@example.se"),
        ("<anna@example.se>", "anna@example.se"),
        ("(anna@example.se).", "anna@example.se"),
        ("070-123 45 67", "+46701234567"),
        ("Ring 08-535 300 00 efter sex", "+46853530000"),
        ("+46 70 123 45 67", "+46701234567"),
        ("0046701234567", "+46701234567"),
        ("+358 9 310 1641", "+35893101641"),
        ("070-123 45 67 eller anna@example.se", "anna@example.se"),
        (f"{LONG}, skriv till anna@example.se", "anna@example.se"),
    ],
)
def test_a_way_to_reach_the_asker_is_found_in_what_they_write(text: str, kept: str) -> None:
    assert contact(text) == kept


@pytest.mark.parametrize("text", ["i chatten", "anna@", "@example.se", "12345", "802412-3450", ""])
def test_what_is_no_way_to_reach_anyone_is_asked_for_again(text: str) -> None:
    with pytest.raises(NotUnderstood) as asked:
        contact(text)
    assert asked.value.response == "utter_wrong_contact"


@pytest.mark.parametrize("slot", FIELDS)
@pytest.mark.parametrize("text", ["hoppa över", "Hoppa över!", " VET INTE. ", "nej", "skip", "-"])
async def test_any_detail_may_be_skipped(stage: Stage, slot: str, text: str) -> None:
    done = await stage.fill(slot, text)
    assert (done.slots, done.responses) == ({slot: "-"}, [])


@pytest.mark.parametrize(
    ("slot", "text", "kept"),
    [
        ("association", "  Huddinge IF  ", "Huddinge IF"),
        ("organisation_number", "16802412-3450", "802412-3450"),
        ("contact", "070-123 45 67", "+46701234567"),
    ],
)
async def test_a_detail_is_kept_as_it_was_understood(
    stage: Stage, slot: str, text: str, kept: str
) -> None:
    done = await stage.fill(slot, text)
    assert (done.slots, done.responses) == ({slot: kept}, [])


@pytest.mark.parametrize(
    ("slot", "text", "response"),
    [
        ("organisation_number", "802412-3451", "utter_wrong_organisation_number"),
        ("contact", "i chatten", "utter_wrong_contact"),
    ],
)
async def test_what_is_not_understood_is_asked_for_again_with_the_reason(
    stage: Stage, slot: str, text: str, response: str
) -> None:
    done = await stage.fill(slot, text)
    assert (done.slots, done.responses) == ({slot: None, "asked_again": slot}, [response])


@pytest.mark.parametrize("slot", ["organisation_number", "contact"])
async def test_nothing_is_asked_for_a_third_time(stage: Stage, slot: str) -> None:
    done = await stage.fill(slot, "när får jag svar", asked_again=slot)
    assert (done.slots, done.responses) == ({slot: "-"}, [])


async def test_a_question_is_not_taken_for_the_name_of_an_association(stage: Stage) -> None:
    done = await stage.fill("association", "När får jag svar?")
    assert done.slots == {"association": "-"}


async def test_a_detail_is_with_the_enquiry_as_soon_as_it_is_told(stage: Stage) -> None:
    done = await stage.fill("association", "Huddinge IF")
    assert done.said == [Details(details={"association": "Huddinge IF"})]
    assert (await stage.fill("association", "hoppa över")).said == []


async def test_to_skip_one_detail_is_not_to_stop(stage: Stage) -> None:
    done = await stage.fill("contact", "hoppa över", intent="stop")
    assert done.slots == {"contact": "-"}


@pytest.mark.parametrize("slot", ["organisation_number", "contact"])
async def test_a_long_text_is_not_asked_for_again_but_goes_along(stage: Stage, slot: str) -> None:
    # The words themselves are in the transcript that the agent reads.
    assert len(LONG.split()) > LONGEST_NAME
    done = await stage.fill(slot, LONG)
    assert (done.slots, done.responses) == ({slot: "-"}, [])


@pytest.mark.parametrize("slot", ["organisation_number", "contact"])
async def test_a_text_no_longer_than_a_name_is_asked_for_again(stage: Stage, slot: str) -> None:
    done = await stage.fill(slot, " ".join(["ord"] * LONGEST_NAME))
    assert done.slots == {slot: None, "asked_again": slot}
    done = await stage.fill(slot, " ".join(["ord"] * (LONGEST_NAME + 1)))
    assert done.slots == {slot: "-"}


@pytest.mark.parametrize("slot", ["idea", "for_whom", "municipal_part"])
async def test_an_idea_is_kept_however_long_it_is(stage: Stage, slot: str) -> None:
    idea = f"{LONG}\n" * 100
    done = await stage.fill(slot, idea, form="cooperation_form")
    assert done.slots == {slot: idea.strip()}


async def test_both_forms_check_the_contact(stage: Stage) -> None:
    for form in ("handover_form", "cooperation_form"):
        asked_again = {"contact": None, "asked_again": "contact"}
        assert (await stage.fill("contact", "i chatten", form)).slots == asked_again
        assert (await stage.fill("contact", "a@b.se", form)).slots == {"contact": "a@b.se"}


@pytest.mark.parametrize("form", ["handover_form", "cooperation_form"])
async def test_a_stop_ends_the_form_and_is_not_taken_for_a_detail(stage: Stage, form: str) -> None:
    done = await stage.fill("contact", "sluta fråga", form, intent="stop")
    assert done.slots == {"contact": None, "requested_slot": None}
    assert (done.responses, done.said) == ([], [])


def test_the_example_that_people_are_shown_is_a_right_number() -> None:
    catalogues = sorted(Path("texts").glob("*.ftl"))
    shown = [path.read_text(encoding="utf-8") for path in catalogues]
    examples = re.findall(r"\d{6}-\d{4}", "".join(shown))
    assert len(examples) >= len(catalogues) > 0
    assert [organisation_number(example) for example in examples] == examples


def test_a_right_number_is_found_in_a_long_sentence() -> None:
    assert organisation_number(f"{LONG}, vårt nummer är 802412-3450") == "802412-3450"


def test_of_several_numbers_the_right_one_is_kept() -> None:
    assert organisation_number("802412-3451, nej 802412-3450") == "802412-3450"
