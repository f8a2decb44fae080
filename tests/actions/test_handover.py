"""A handover goes to whoever the conversation is about, and says why."""

from typing import Any

import pytest

from conversations.content import Details, HandOver, Text
from servicecenter import enquiries
from tests.actions.stage import Done, Stage
from tests.cast import MONDAY
from tests.servicecenter.stage import begin

ABOUT_GRANTS = {"topic": "grants", "function": "bidrag-funktionsratt"}


async def _handed_over(stage: Stage, text: str, intent: str, **more: Any) -> Done:
    """`also` is what else Rasa thinks the message may be."""
    ranking = {intent: 0.8} | more.pop("also", {})
    return await stage.act("action_hand_over", text, ranking=ranking, **more)


def _to(done: Done) -> tuple[str, str]:
    [said] = done.said
    assert isinstance(said, HandOver)
    return said.function, said.topic


@pytest.mark.parametrize("intent", ["not_helpful", "ask_person", "none_of_these"])
async def test_what_was_talked_about_decides_who_gets_the_question(
    stage: Stage, intent: str
) -> None:
    done = await _handed_over(stage, f"/{intent}", intent, slots=ABOUT_GRANTS)
    assert _to(done) == ("bidrag-funktionsratt", "grants")


async def test_a_person_asked_for_later_is_of_the_function_that_answered(stage: Stage) -> None:
    text = "Jag vill prata med någon om att boka en lokal i stället"
    done = await _handed_over(stage, text, "ask_person", slots=ABOUT_GRANTS)
    assert _to(done) == ("bidrag-funktionsratt", "grants")


async def test_after_an_answer_did_not_help_its_owner_gets_the_question(stage: Stage) -> None:
    text = "Vi vill hjälpa till med läxläsning, vem pratar vi med?"
    answered = await stage.act("action_answer", text, ranking={"cooperation": 0.95})

    done = await _handed_over(stage, "/not_helpful", "not_helpful", slots=answered.slots)

    assert done.said == [HandOver(function="samverkan", topic="cooperation", reason="not_helped")]


@pytest.mark.parametrize(
    ("text", "intent", "owner"),
    [
        ("Jag vill prata med någon om att hyra en gymnastiksal", "booking", "fritidsbokningen"),
        ("Kan jag få prata med en människa om läxhjälp?", "cooperation", "samverkan"),
        ("Ge mig en handläggare som kan starta en förening", "association", "foreningsstod"),
    ],
)
async def test_a_person_asked_for_at_once_is_of_the_function_the_words_are_about(
    stage: Stage, text: str, intent: str, owner: str
) -> None:
    done = await _handed_over(stage, text, "ask_person", also={intent: 0.19})
    assert _to(done)[0] == owner


async def test_the_matter_beside_a_request_for_a_person_may_be_told_by_one_word(
    stage: Stage,
) -> None:
    also = {"booking": 0.044, "out_of_scope": 0.001}
    text = "Får jag prata med någon människa om fakturan för hallhyran?"
    done = await _handed_over(stage, text, "ask_person", also=also)
    assert _to(done) == ("fritidsbokningen", "booking")


@pytest.mark.parametrize("text", ["Jag vill prata med en människa", "människa tack", "/ask_person"])
async def test_a_person_asked_for_about_nothing_is_of_the_duty_function(
    stage: Stage, text: str
) -> None:
    done = await _handed_over(stage, text, "ask_person", also={"out_of_scope": 0.1})
    assert _to(done) == ("servicecenter", "out_of_scope")


async def test_a_matter_outside_associations_goes_to_the_duty_function(stage: Stage) -> None:
    done = await _handed_over(
        stage, "Jag vill prata med någon om bygglov", "ask_person", also={"out_of_scope": 0.19}
    )
    assert _to(done) == ("servicecenter", "out_of_scope")


async def test_a_function_that_is_gone_is_as_if_none_had_been_named(stage: Stage) -> None:
    text = "Jag vill prata med någon om att hyra en gymnastiksal"
    slots = {"topic": "grants", "function": "disbanded"}
    done = await _handed_over(stage, text, "ask_person", also={"booking": 0.19}, slots=slots)
    assert _to(done) == ("fritidsbokningen", "booking")


@pytest.mark.parametrize(
    ("intent", "reason"),
    [
        ("ask_person", "asked_for_person"),
        ("not_helpful", "not_helped"),
        ("none_of_these", "none_fitted"),
        ("enquiry_status", "asked_for_status"),
        ("booking", "bot_unsure"),
    ],
)
async def test_the_reason_for_a_handover_is_told(stage: Stage, intent: str, reason: str) -> None:
    done = await _handed_over(stage, "hej", intent, slots=ABOUT_GRANTS)
    [said] = done.said
    assert isinstance(said, HandOver)
    assert said.reason == reason


async def test_after_a_handover_details_are_asked_for_and_its_owner_is_remembered(
    stage: Stage,
) -> None:
    text = "Jag vill prata med någon om att hyra en gymnastiksal"
    done = await _handed_over(stage, text, "ask_person", also={"booking": 0.19})
    assert done.followed_by == "handover_form"
    assert done.slots == {"topic": "booking", "function": "fritidsbokningen"}


async def test_the_trace_of_a_handover_tells_what_was_found(stage: Stage) -> None:
    done = await _handed_over(stage, "hyra gymnastiksal", "ask_person", also={"booking": 0.19})
    assert done.trace is not None
    assert (done.trace.decision, done.trace.function) == ("hand_over", "fritidsbokningen")
    assert done.trace.articles[0]["id"] == "pris-gymnastiksal"


async def test_an_idea_has_an_owner_before_it_is_described(stage: Stage) -> None:
    done = await stage.act("action_propose", "/propose", ranking={"propose": 1.0})
    assert done.said == [HandOver(function="samverkan", topic="cooperation", reason="idea")]
    assert done.followed_by == "cooperation_form"
    assert done.trace is not None
    assert (done.trace.topic, done.trace.decision) == ("cooperation", "hand_over")


async def test_what_a_form_has_gathered_goes_with_the_enquiry(stage: Stage) -> None:
    gathered = {"association": "Huddinge IF", "organisation_number": "-", "contact": "a@b.se"}
    done = await stage.act("action_keep_details", slots=gathered | {"idea": None, "grant": "x"})
    assert done.said == [Details(details={"association": "Huddinge IF", "contact": "a@b.se"})]
    assert done.responses == ["utter_details_kept"]


async def test_an_idea_is_kept_with_whom_it_is_for_and_with_whom(stage: Stage) -> None:
    idea = {"idea": "Läxhjälp", "for_whom": "åk 7", "municipal_part": "skolan", "contact": "a@b.se"}
    done = await stage.act("action_keep_details", slots=idea)
    assert done.said == [Details(details=idea)]


@pytest.mark.parametrize("slots", [{}, {"association": "-", "contact": "-"}])
async def test_who_tells_nothing_is_not_thanked_for_details(
    stage: Stage, slots: dict[str, str]
) -> None:
    done = await stage.act("action_keep_details", slots=slots)
    assert done.responses == ["utter_noted"]


async def test_the_asker_hears_how_their_own_enquiry_goes(stage: Stage) -> None:
    visitor = await stage.db.write(begin)
    asked = HandOver(function="samverkan", topic="cooperation", reason="no_answer")
    receipt = await stage.db.write(enquiries.open_enquiry, visitor.id, asked, MONDAY)

    done = await stage.act("action_enquiry_status", "hur går det?", sender=visitor.id)

    [said] = done.said
    assert isinstance(said, Text)
    assert receipt.number in said.text
    assert "Samverkan" in said.text
    assert done.followed_by is None


async def test_who_has_no_open_enquiry_is_handed_to_a_person_who_can_look_it_up(
    stage: Stage,
) -> None:
    other = await stage.db.write(begin)
    asked = HandOver(function="samverkan", topic="cooperation", reason="no_answer")
    await stage.db.write(enquiries.open_enquiry, other.id, asked, MONDAY)

    done = await stage.act("action_enquiry_status", "hur går det för 2026-000001?", sender="c1")

    assert (done.said, done.followed_by) == ([], "action_hand_over")
